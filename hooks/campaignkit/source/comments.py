"""Comments that speak to the checker: `# ignore: rule-id reason` at the end of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaignkit.findings import Position
from campaignkit.source.blocks import block_text_lines
from campaignkit.source.document import Document

_IGNORE = re.compile(r"(?:^|\s)#\s*ignore[:：]\s*(?P<rule>[A-Za-z0-9_-]*)[ \t]*(?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A wish that a rule say nothing about one line, with the reason for it."""

    position: Position
    rule: str
    reason: str


def ignores(document: Document) -> list[Ignore]:
    """The ignores of a file; text in `|` and `>` blocks holds none."""
    if "ignore" not in document.text:
        return []
    prose = block_text_lines(document.text)
    found = []
    for row, line in enumerate(document.text.split("\n")):
        match = _IGNORE.search(line)
        if match and row not in prose:
            column = line.index("#", match.start()) + 1
            length = len(line.rstrip()) - column + 1
            place = Position(document.path, document.first_line + row, column, length)
            found.append(Ignore(place, match["rule"], match["reason"].strip()))
    return found
