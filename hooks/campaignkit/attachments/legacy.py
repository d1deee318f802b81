"""Office files of before 2007 (.doc, .xls, .ppt) and those that WPS writes in their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import xlrd
from xlrd.biffh import XLRDError

from campaignkit.attachments.file_extract import Budget, Fault, Piece, ReadFaultError

_RUN = re.compile(r"[\x20-\x7e\u00a0\u2010-\u2015\u3000-\u303f一-鿿\uff00-\uffef]{6,}")
_WORKBOOK = "Workbook".encode("utf-16-le")
_BOOK = "Book".encode("utf-16-le")
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def legacy_pieces(data: bytes, budget: Budget) -> Iterator[Piece]:
    """Cells of a workbook; of other files whatever in their bytes is text, without a place."""
    if _PACKAGE in data:
        raise ReadFaultError(Fault.ENCRYPTED)
    if _WORKBOOK in data or _BOOK in data:
        yield from _workbook(data, budget)
    for encoding, shift in (("utf-16-le", 0), ("utf-16-le", 1), ("gb18030", 0)):
        text = data[shift:].decode(encoding, "replace")
        runs = [found[0] for found in _RUN.finditer(text)]
        yield budget.piece("文档里", "\n".join(runs))


def _workbook(data: bytes, budget: Budget) -> Iterator[Piece]:
    try:
        book = xlrd.open_workbook(file_contents=data, ragged_rows=True, logfile=_Silent())
    except XLRDError as error:
        encrypted = "encrypt" in str(error).lower()
        raise ReadFaultError(Fault.ENCRYPTED if encrypted else Fault.BROKEN) from error
    for number, sheet in enumerate(book.sheets(), start=1):
        hidden = "（已隐藏）" if sheet.visibility else ""
        for row in range(sheet.nrows):
            for column, value in enumerate(sheet.row_values(row)):
                if value not in ("", None):
                    place = f"第{number}张表{hidden} {xlrd.colname(column)}{row + 1}"
                    whole = isinstance(value, float) and value.is_integer()
                    yield budget.piece(place, str(int(value)) if whole else str(value))


class _Silent:
    """Takes what xlrd would print."""

    def write(self, text: str) -> None:
        """Drop it."""
