"""Chinese punctuation in a line of prose, by AutoCorrect.

Only rules that hold everywhere are on: full-width punctuation after Chinese, half-width letters and
digits, no blank beside full-width punctuation. Official documents put no blanks round numbers, so
AutoCorrect's rules on these are off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

import autocorrect_py

_ON = ("fullwidth", "no-space-fullwidth", "no-space-fullwidth-quote", "halfwidth-word")
_OFF = (
    *("space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash"),
    *("space-dollar", "halfwidth-punctuation", "spellcheck"),
)
_HAN = "\u3400-\u9fff"
_FULL = "，。、！？：；“”（）《》〈〉「」『』【】"
_CANDIDATE = re.compile(
    f"[{_HAN}][ ]*[,.:;!?]|[,.:;!?][ ]*[{_HAN}]|[０-９Ａ-Ｚａ-ｚ]"
    f"|[{_FULL}] +[{_HAN}{_FULL}0-9A-Za-z]"
    f"|[{_HAN}0-9A-Za-z] +[{_FULL}]"
)
"""A text that has nothing of this has nothing to correct."""

_RARE = re.compile("[,.:;!? ０-９Ａ-Ｚａ-ｚ]")
"""What every candidate holds and most Chinese texts do not: quick to look for."""
_PREFIX = re.compile(r"(?:\s|>|#{1,6} |[-*+] |\d+[.)] |\[[ xX]\] )*")
"""What begins a line of Markdown and is none of its words."""
_MARKS = frozenset("*_~`[]<>\\#$")
"""A blank beside one of these may mean something in Markdown."""
_LONGEST_LINE = 20_000
_ROUNDS = 5

Change = tuple[int, int, str]
"""First and last offset, and what should stand there."""


def may_change(text: str) -> bool:
    """Whether a text may hold something to change; quick, and never wrong about a no."""
    return not text.isascii() and bool(_RARE.search(text) and _CANDIDATE.search(text))


def changes(line: str) -> Iterator[Change]:
    """What is to be changed in one line of prose without code, addresses and table marks."""
    start = _PREFIX.match(line).end()  # type: ignore[union-attr]  # it also matches nothing
    body = line[start:].rstrip()
    if not may_change(body) or len(body) > _LONGEST_LINE:
        return
    right = _corrected(body)
    for tag, first, last, other, end in SequenceMatcher(None, body, right, False).get_opcodes():
        if tag != "equal" and _is_sure(body, first, last):
            yield start + first, start + last, right[other:end]


def _corrected(text: str) -> str:
    """The text as it is when AutoCorrect finds nothing more; itself where there is no end to it."""
    _configure()
    found = text
    for _ in range(_ROUNDS):
        before, found = found, str(autocorrect_py.format_for(found, "text"))
        if found == before:
            return found
    return text


def _is_sure(text: str, first: int, last: int) -> bool:
    """Whether a change is none to an indent, a name with a dot, or the marks of Markdown."""
    old = text[first:last]
    around = text[max(0, first - 1) : first] + text[last : last + 1]
    if "\u3000" in old or not old:
        return False
    if "." in old and last < len(text):
        return False
    return not (old.isspace() and _MARKS.intersection(around))


@cache
def _configure() -> None:
    """Set AutoCorrect's rules, which are those of the whole process."""
    rules = {**dict.fromkeys(_ON, 1), **dict.fromkeys(_OFF, 0)}
    autocorrect_py.load_config(json.dumps({"rules": rules}))  # type: ignore[attr-defined]
