"""The tables in a workbook or a CSV file; what can't be read is a finding."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from campaignkit.attachments.actual_type import actual_type
from campaignkit.attachments.file_extract import MAX_UNPACKED, Fault, ReadFaultError
from campaignkit.base.findings import Finding
from campaignkit.office.identity import IDENTITY_SHEET, read_identity
from campaignkit.office.intake.sheet_place import SheetTable, file_finding
from campaignkit.office.intake.sheet_scan import SheetFacts, scan_workbook

_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = (
    "文件设了密码，读不出来",
    "在 Excel 里打开，去掉密码（文件、信息、保护工作簿），再存一次",
)
_OLD = ("这是旧式的 .xls 表格，读不了", "在 Excel 里打开，另存为“Excel 工作簿（.xlsx）”")
_BROKEN = ("文件坏了，打不开", "请交表的人再发一次；能打开的话，另存为新的 .xlsx")
_HUGE = ("表格太大", "删掉表格最后面的空行和空列，或分成几个文件")
_NOT_EXCEL = ("这不是 Excel 文件", "请交 .xlsx 或 .csv 文件")


def read_workbook(file: str, data: bytes) -> tuple[list[SheetTable], list[Finding]]:
    """The sheets of an .xlsx that have something in them; `file` is how findings call it."""
    refusal = _refusal(data)
    if refusal:
        return [], [file_finding(file, *refusal)]
    try:
        facts = scan_workbook(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _tables(file, book, facts), []
    except ReadFaultError as error:
        told = {Fault.TOO_LARGE: _HUGE, Fault.ENCRYPTED: _LOCKED}
        return [], [file_finding(file, *told.get(error.fault, _BROKEN))]
    except PasswordError:
        return [], [file_finding(file, *_LOCKED)]
    except BaseException as error:  # libraries met something that their authors had not thought of
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return [], [file_finding(file, *_BROKEN)]


def _refusal(data: bytes) -> tuple[str, str] | None:
    sort = actual_type(data)
    if sort == "ole":
        return _LOCKED if _PACKAGE in data else _OLD
    if sort == "xlsx":
        return None
    return _BROKEN if sort == "zip" or not data else _NOT_EXCEL


def _tables(file: str, book: CalamineWorkbook, facts: dict[str, SheetFacts]) -> list[SheetTable]:
    identity, tables, number = None, [], 0
    for told in book.sheets_metadata:
        if told.name not in facts:
            continue
        sheet = book.get_sheet_by_name(told.name)
        if told.name == IDENTITY_SHEET:
            identity = read_identity(sheet.to_python(skip_empty_area=False))
        if told.visible is not SheetVisibleEnum.VeryHidden:
            number += 1
            rows = sheet.to_python(skip_empty_area=False)
            found = facts[told.name]
            if rows:
                tables.append((number, told.name, rows, found, _merged(sheet, found)))
    return [
        SheetTable(file, number, name, rows, found.formulas, found.hidden, merged, identity)
        for number, name, rows, found, merged in tables
    ]


def _merged(sheet: CalamineSheet, facts: SheetFacts) -> dict[tuple[int, int], tuple[int, int]]:
    """Covered cells inside of what the sheet holds, each with the cell that has the value."""
    covered = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, facts.height) + 1):
            for column in range(left, min(right, facts.width) + 1):
                if (row, column) != (top, left):
                    covered[row + 1, column + 1] = (top + 1, left + 1)
    return covered


def read_csv(file: str, data: bytes) -> tuple[list[SheetTable], list[Finding]]:
    """The one table of a CSV file in UTF-8 or GBK, with commas, semicolons or tabs."""
    if len(data) > MAX_UNPACKED:
        return [], [file_finding(file, *_HUGE)]
    text = _decoded(data)
    if text is None or "\0" in text:
        hint = "在 Excel 里另存为“CSV UTF-8（逗号分隔）”"
        return [], [file_finding(file, "文字的编码认不出来", hint)]
    sign = Counter(char for char in text.split("\n", 1)[0] if char in ",;\t，").most_common(1)
    try:
        rows = list(_csv_rows(text, sign[0][0] if sign else ","))
    except csv.Error:
        hint = "用 Excel 打开检查引号是否成对，再另存一次"
        return [], [file_finding(file, "不是完好的 CSV 文件", hint)]
    if sum(map(len, rows)) == 0:
        return [], []
    return [SheetTable(file, 0, "", rows)], []


def _csv_rows(text: str, sign: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
