"""Marks at the beginning of a line, as Chinese editors type them, become those of CommonMark.

`##怎样参加`, `1.第一条`, two lines of `-甲`, Word's bullets, and lists nested by two blanks. A text
keeps its lines, one for one, so that places in it stay true; fenced code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from campaignkit.dialect.characters_wide import HAN, WORD_START

BULLETS = "•●■◆▪◾►▶➢➤‣⁃∙\uf0b7\uf06c\uf0d8\uf0fc\uf09f"
"""Bullets of Word and of chat programs, its private characters among them."""

_CANDIDATE = re.compile(
    rf"^[ \t\u3000>]*(?:#|-[{HAN}]|[0-9]{{1,3}}[.)][{WORD_START}]|[{BULLETS}]|·[ \t\u3000])"
    r"|^\u3000+(?:[-*+>]|[0-9]+[.)])"
    r"|^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+[^\n]*\n(?:[ \t]*\n)*[ ]{2}",
    re.MULTILINE,
)
_FENCE = re.compile(r"[ \t]*(`{3,}(?![^\n]*`)|~{3,})")
_HEADING = re.compile(r"(#{2,6})[ \t\u3000]*(?=[^#\s])(.*?)[ \t]*#*[ \t]*$|(#)\u3000+(?=\S)(.*)$")
_NUMBER = re.compile(rf"([0-9]{{1,3}}[.)])(?=[{WORD_START}])")
_DASH = re.compile(rf"[ \t\u3000]*-(?=[{HAN}])(?![^\n]*-$)")
_BULLET = re.compile(rf"(?:[{BULLETS}][ \t\u3000]*|·[ \t\u3000]+)(?=\S)")
_LEAD = re.compile(r"[ \t\u3000]*(?:>[ \t\u3000]*)*")
_ITEM = re.compile(r"( *)(?:[-*+]|[0-9]{1,9}[.)])( {1,4})(?=\S)")


def use_typed_lines(md: MarkdownIt) -> None:
    """Have a parser read each text as `typed_lines` gives it, but not where lines are verse."""
    md.core.ruler.after("normalize", "typed_lines", _rule)


def _rule(state: StateCore) -> None:
    if not state.env.get("verse"):
        state.src = typed_lines(state.src)


def typed_lines(text: str) -> str:
    """The text with its marks as CommonMark wants them, on the same lines."""
    if not _CANDIDATE.search(text):
        return text
    lines = text.split("\n")
    prose = _outside_fences(lines)
    dashes = {number for number in prose if _DASH.match(lines[number])}
    for number in prose:
        beside = number in dashes and (number - 1 in dashes or number + 1 in dashes)
        lines[number] = _marked(lines[number], beside)
    return "\n".join(_nested(lines, set(prose)))


def _outside_fences(lines: Sequence[str]) -> list[int]:
    """Numbers of the lines that are not code."""
    found, fence = [], ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            found.append(number)
    return found


def _marked(line: str, dash: bool) -> str:
    """One line with a blank behind its mark; `dash` where it is one of several with a bare dash."""
    lead = _LEAD.match(line)[0]  # type: ignore[index]  # it also matches nothing
    rest = line[len(lead) :]
    if heading := _HEADING.match(rest):
        mark, words = (heading[1], heading[2]) if heading[1] else (heading[3], heading[4])
        changed = f"{mark} {words}"
    elif number := _NUMBER.match(rest):
        changed = f"{number[1]} {rest[number.end() :]}"
    elif bullet := _BULLET.match(rest):
        changed = f"- {rest[bullet.end() :]}"
    elif dash:
        changed = f"- {rest[1:]}"
    else:
        changed = rest
    if "\u3000" in lead and (changed != rest or re.match(r"(?:[-*+>]|[0-9]+[.)])[ \t]|#", rest)):
        lead = lead.replace("\u3000", "")
    return lead + changed


def _nested(lines: Sequence[str], prose: set[int]) -> list[str]:
    """Lines below an item that are indented by two blanks or more, moved under its first word."""
    found: list[str] = []
    base, content, pad = -1, 0, -1
    for number, line in enumerate(lines):
        blanks = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line) if number in prose else None
        if not line.strip():
            found.append(line)
            continue
        if base >= 0 and blanks >= base + 2:
            if pad < 0:
                pad = content - blanks if blanks < content else 0
            found.append(" " * pad + line)
            continue
        found.append(line)
        base, content, pad = (len(item[1]), item.end(), -1) if item else (-1, 0, -1)
    return found
