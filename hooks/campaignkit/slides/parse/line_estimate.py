"""Estimates, without a browser, how many lines of body text a slide fills.

The unit is the width of one Chinese character of body text; a Latin letter or digit takes half.
`campaignkit slides check` measures the same in a real browser.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import ceil

from markdown_it.token import Token

from campaignkit.slides.parse.token_positions import split_blocks

FULL_WIDTH = 33
"""Characters of body text on a line that spans the slide: 1,136 px at 34 px each."""

_GAP = 0.35
_CELL = 0.85
"""Size of type in tables, against body text."""
_SIZES = {"h1": 1.9, "h2": 1.5, "h3": 1.2}


def characters(tokens: Iterable[Token]) -> int:
    """Visible characters in tokens, blanks not counted."""
    return sum(len("".join(text.split())) for text in _texts(tokens))


def lines(tokens: Sequence[Token], width: float = FULL_WIDTH) -> float:
    """Lines of body text that blocks fill at `width` characters a line, gaps included."""
    return sum(_block_lines(block, width) + _GAP for block in split_blocks(tokens))


def text_width(text: str) -> float:
    """Width of a text in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def _block_lines(block: Sequence[Token], width: float) -> float:
    kind = block[0].type
    if kind == "table_open":
        return _table_lines(block, width)
    if kind in ("bullet_list_open", "ordered_list_open", "blockquote_open", "dl_open"):
        return lines(block[1:-1], width - 1.2)
    if kind.endswith("_open") and block[0].tag in ("li", "dd", "div"):
        return lines(block[1:-1], width) - _GAP
    size = _SIZES.get(block[0].tag, 1.0)
    return sum(_wrapped(text, width / size) * size for text in _texts(block))


def _table_lines(block: Sequence[Token], width: float) -> float:
    """Rows of a table, each as tall as its fullest cell when columns share the width."""
    rows: list[list[str]] = []
    for token in block:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
    columns = max((len(row) for row in rows), default=1)
    share = width / _CELL / columns - 1
    return sum(0.5 + _CELL * max(_wrapped(cell, share) for cell in row) for row in rows if row)


def _wrapped(text: str, width: float) -> int:
    return sum(max(1, ceil(text_width(line) / max(width, 1))) for line in text.split("\n"))


def _texts(tokens: Iterable[Token]) -> list[str]:
    return [_inline_text(token) for token in tokens if token.type == "inline"]


def _inline_text(token: Token) -> str:
    kinds = {"text", "code_inline", "softbreak", "hardbreak"}
    children = [child for child in token.children or () if child.type in kinds]
    return "".join(child.content if child.content else "\n" for child in children)
