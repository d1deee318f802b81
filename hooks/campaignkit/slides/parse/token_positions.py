"""Positions of tokens in the Markdown file, and splitting a token stream into slides and blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from campaignkit.base.findings import Position


@dataclass(frozen=True, slots=True)
class TokenPositions:
    """Turns token lines, which count from the body's first, into positions in the file."""

    path: str
    lines: tuple[str, ...]
    first_line: int

    def row(self, row: int) -> Position:
        """The first character that is not a space on a row of the body, counted from 0."""
        text = self.lines[row] if row < len(self.lines) else ""
        indent = len(text) - len(text.lstrip())
        length = max(1, len(text.strip()))
        return Position(self.path, self.first_line + row, indent + 1, length)

    def block(self, token: Token) -> Position:
        """Where a block token begins."""
        return self.row(token.map[0] if token.map else 0)

    def inline(self, block: Token, offset: int, length: int = 1) -> Position:
        """Where the character at `offset` of an inline token's content stands.

        The content has lost the block's indentation and markers, so its line is looked for in
        the file's line.
        """
        before = block.content[:offset]
        line_start = before.rfind("\n") + 1
        row = (block.map[0] if block.map else 0) + before.count("\n")
        written = block.content[line_start:].split("\n", 1)[0]
        source = self.lines[row] if row < len(self.lines) else ""
        column = max(0, source.find(written)) + offset - line_start
        return Position(self.path, self.first_line + row, column + 1, length)


def split_slides(tokens: Sequence[Token]) -> list[tuple[int, list[Token]]]:
    """Cut tokens at the lines of dashes: for each slide the body row it begins on, its tokens."""
    slides: list[tuple[int, list[Token]]] = [(0, [])]
    for token in tokens:
        if token.type == "hr" and token.markup.startswith("-") and token.level == 0:
            slides.append((token.map[1] if token.map else 0, []))
        else:
            slides[-1][1].append(token)
    return slides


def split_blocks(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut a slide's tokens into its top-level blocks, each from its opening to its closing."""
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth == 0:
            blocks.append([])
        blocks[-1].append(token)
        depth += token.nesting
    return blocks
