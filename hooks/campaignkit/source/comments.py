"""Comments that speak to the checker: `# ignore: rule-id reason` at the end of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode

from campaignkit.base.findings import Position
from campaignkit.source.block_scalars import block_text_lines
from campaignkit.source.document import Document

_IGNORE = re.compile(r"(?:^|\s)#\s*ignore[:：]\s*(?P<rule>[A-Za-z0-9_-]*)[ \t]*(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A wish that a rule say nothing about one line, with the reason for it."""

    position: Position
    rule: str
    reason: str


def ignores(document: Document) -> list[Ignore]:
    """The ignores of a file; text in blocks and in quotes holds none."""
    if "ignore" not in document.text:
        return []
    prose = block_text_lines(document.text)
    found = []
    for row, line in enumerate(document.text.split("\n")):
        match = _IGNORE.search(line)
        if match and row not in prose:
            column = line.index("#", match.start()) + 1
            if _is_quoted(document.root, row, column):
                continue
            length = len(line.rstrip()) - column + 1
            place = Position(document.path, document.first_line + row, column, length)
            found.append(Ignore(place, match["rule"], match["reason"].strip()))
    return found


def _is_quoted(node: Node | None, row: int, column: int) -> bool:
    """Whether a place, its row from 0 and its column from 1, lies in a text in quotes."""
    if isinstance(node, ScalarNode):
        start, end = node.start_mark, node.end_mark
        at = (row, column - 1)
        return bool(node.style) and (start.line, start.column) < at < (end.line, end.column)
    if isinstance(node, MappingNode):
        return any(_is_quoted(part, row, column) for pair in node.value for part in pair)
    return node is not None and any(_is_quoted(item, row, column) for item in node.value)
