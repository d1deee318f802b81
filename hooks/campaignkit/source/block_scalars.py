"""Which lines of a YAML file are the text of `|` and `>` blocks, and so mean nothing to YAML."""

from __future__ import annotations

import re

_HEADER = re.compile(r"(?:^|[:\-]) *(?:[!&][^ ]* +)?[|>][+-]?[0-9]?[+-]? *(?:#.*)?$")
_DASHES = re.compile(r" *(?:- +)*")
_ITEM = re.compile(r" *- *[|>]")


def block_text_lines(text: str) -> set[int]:
    """Rows, from 0, that are the content of `|` and `>` blocks."""
    rows: set[int] = set()
    outer: int | None = None
    for row, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if outer is not None and (not line.strip() or indent > outer):
            rows.add(row)
            continue
        outer = _indent_of_header(line, indent) if _HEADER.search(line) else None
    return rows


def _indent_of_header(line: str, indent: int) -> int:
    """How far the key of a block is indented; its content is indented further."""
    if _ITEM.match(line) or line.lstrip(" ").startswith("#"):
        return indent if _ITEM.match(line) else len(line)
    lead = _DASHES.match(line)
    return lead.end() if lead else indent
