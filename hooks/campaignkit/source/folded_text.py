"""Text that stands on several lines of a YAML file and is one line of words.

YAML puts a blank where such a text was folded. Between two Chinese characters that blank is a fault
that a reader sees, in titles first of all, and that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yaml.nodes import ScalarNode

from campaignkit.dialect.characters_wide import joins


def without_fold_blanks(node: ScalarNode, rows: Sequence[str]) -> str:
    """The value of a scalar without the blanks that folding put between Chinese characters.

    `rows` are the lines of the file. A text with escapes, whose lines cannot be found again in its
    value, stays as it is from there on.
    """
    value: str = node.value
    lines = _lines(node, rows)
    parts: list[str] = []
    taken = at = 0
    for line, following in pairwise(lines):
        found = value.find(line, at)
        if found < 0:
            break
        at = found + len(line)
        if value[at : at + 1] == " " and joins(line[-1], following[0]):
            parts.append(value[taken:at])
            taken = at = at + 1
    return "".join([*parts, value[taken:]])


def _lines(node: ScalarNode, rows: Sequence[str]) -> list[str]:
    """What is written of a scalar, line by line, without margins, quotes and blank lines."""
    first, last = node.start_mark, node.end_mark
    own = list(rows[first.line : last.line + 1])
    if not own:
        return []
    own[-1] = own[-1][: last.column] if last.line < len(rows) else own[-1]
    own[0] = own[0][first.column :]
    if node.style == ">":
        own = own[1:]
    elif node.style:
        own[0] = own[0][1:]
        own[-1] = own[-1].removesuffix(node.style)
    return [line.strip() for line in own if line.strip()]
