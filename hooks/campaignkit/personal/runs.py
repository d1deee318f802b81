"""Digits that people write as one number, though blanks, dashes or markup stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GROUP = re.compile(r"[0-9]+")
_SEPARATOR = re.compile(
    r"(?:(?<!\*)\*{1,2}(?!\*)|_{1,2}|~~|`|\\|</?[a-zA-Z][^<>\n]{0,60}>"
    r"|&(?:nbsp|ensp|emsp|thinsp|shy|#160|#xa0|#xA0);"
    r"|[ \u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
    r"|[-\u2010-\u2015\u2212.·•‧・()+]){1,10}"
)
"""What may stand inside a number. No comma or line break: these divide amounts, cells and rows; no
three asterisks: these hide digits."""

MAX_DIGITS = 19
"""Digits of the longest number that is looked for, a bank card."""


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive groups of digits that may be one number.

    `shape` has the length of each group; `before` and `after` are the separators to the next
    digits of the same run, or None at its ends.
    """

    start: int
    end: int
    digits: str
    shape: tuple[int, ...]
    before: str | None
    after: str | None
    previous: str
    """The group of digits before the first; empty at the run's start."""


def windows(text: str) -> Iterator[Window]:
    """Every row of 11 to 19 digits in a text, in every way in which its groups can be taken.

    A group is never cut: eleven digits inside a longer row are no mobile number.
    """
    for run in _runs(text):
        for first in range(len(run)):
            total = 0
            for last in range(first, len(run)):
                total += run[last].end() - run[last].start()
                if total > MAX_DIGITS:
                    break
                if total >= 11:
                    yield _window(text, run, first, last)


def _window(text: str, run: list[re.Match[str]], first: int, last: int) -> Window:
    groups = [match[0] for match in run[first : last + 1]]
    start, end = run[first].start(), run[last].end()
    return Window(
        start,
        end,
        "".join(groups),
        tuple(map(len, groups)),
        text[run[first - 1].end() : start] if first else None,
        text[end : run[last + 1].start()] if last + 1 < len(run) else None,
        run[first - 1][0] if first else "",
    )


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Groups of digits with nothing but separators between them."""
    run: list[re.Match[str]] = []
    for match in _GROUP.finditer(text):
        if run and not _SEPARATOR.fullmatch(text, run[-1].end(), match.start()):
            yield run
            run = []
        run.append(match)
    if run:
        yield run
