"""The lines of a Markdown or YAML text in which links and comments mean themselves: not code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_TICKS = re.compile(r"`+")
_FENCE = re.compile(r"\s*(`{3,}+(?!.*`)|~~~+)")


def prose(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Numbered lines outside of fences; code spans are blanked, so that columns stay."""
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            yield number, _without_code(line) if "`" in line else line


def _without_code(line: str) -> str:
    """A run of backticks opens a code span if a run of the same length follows, which ends it."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    next_same: dict[int, int] = {}
    ends = [0] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        start, end = runs[index]
        ends[index] = next_same.get(end - start, 0)
        next_same[end - start] = index
    parts, position, index = [], 0, 0
    while index < len(runs):
        closing = ends[index]
        if closing:
            start, end = runs[index][0], runs[closing][1]
            parts += [line[position:start], " " * (end - start)]
            position, index = end, closing
        index += 1
    return "".join([*parts, line[position:]])
