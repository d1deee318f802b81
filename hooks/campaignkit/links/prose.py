"""The lines of a Markdown or YAML text in which links and comments mean themselves: not code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_FENCE = re.compile(r"\s*(```+|~~~+)")


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
            yield number, _CODE.sub(lambda code: " " * len(code[0]), line)
