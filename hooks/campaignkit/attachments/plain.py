"""Text and CSV files, in whatever encoding Excel and Notepad left them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from campaignkit.attachments.file_extract import Budget, Piece


def text_pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """The lines of a text, each with its number."""
    for number, line in enumerate(_decoded(data).splitlines(), start=1):
        if line.strip():
            yield budget.piece(f"第{number}行", line)


def csv_pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """The fields of a table, each with its line and column."""
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    csv.field_size_limit(budget.characters)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in rows:
        for column, field in enumerate(row, start=1):
            if field.strip():
                yield budget.piece(f"第{rows.line_num}行第{column}列", field)


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else GB 18030: what Chinese Windows writes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
