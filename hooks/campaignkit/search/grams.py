"""Text becomes grams: the keys of the index. search.js makes the same ones of a query.

A *unit* is one letter or digit of any script, or a whole run of ASCII letters and digits
(`2021`, `isbn`). Units without punctuation between them make a *run*; spaces and quotation marks
do not end one, since `2021 年` and `2021年`, or `“最美”劳动者` and `最美劳动者`, are the same to a
reader. A gram is two neighbouring units of a run, or an ASCII word alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add
from unicodedata import normalize

WORD_LIMIT = 32
"""Longest ASCII word in a key, in characters; the rest of a longer one is not looked at."""

PIECE_LIMIT = 16
"""Longest part of a title, in units, that is found as a whole before longer titles with it."""

_QUOTES = "\"'‘’“”«»‹›「」『』《》〈〉`´"
_SKIPPED = re.compile(rf"[{_QUOTES}]+")
# A space stays, and separates, only between two ASCII words.
_SPACE = re.compile(r"(?<![a-z0-9])[^\S\n]+|[^\S\n]+(?![a-z0-9])")
_RUN = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-z0-9]")
_UNIT = re.compile(r"[a-z0-9]+|[^\W_]")


def normalise(text: str) -> str:
    """Text as it is compared: full-width as half-width, small letters."""
    return normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The runs of a document's text."""
    return _RUN.findall(_SPACE.sub("", _SKIPPED.sub("", normalise(text))))


def units(run: str) -> list[str]:
    """The units of a run, long words cut."""
    return [unit[:WORD_LIMIT] for unit in _UNIT.findall(run)]


def grams(text: str) -> set[str]:
    """The grams of a long text."""
    found: set[str] = set()
    for run in runs(text):
        if _ASCII.search(run):
            parts = units(run)
            found.update(map(add, parts, parts[1:]))
            found.update(part for part in parts if part[0].isascii())
        else:
            found.update(map(add, run, run[1:]))
    return found


def short_grams(text: str) -> set[str]:
    """The grams of a title or a few words: also single characters and beginnings of words."""
    found = grams(text)
    for run in runs(text):
        for unit in units(run):
            found.update(unit[:length] for length in range(1, len(unit) + 1))
    return found


def pieces(title: str) -> Iterator[str]:
    """Keys for the parts of a title between punctuation, so that a name alone comes first."""
    for run in runs(title):
        if len(units(run)) <= PIECE_LIMIT:
            yield f"={run}"
