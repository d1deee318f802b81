"""The workbook: a sheet to fill in, a sheet of explanations, and two hidden ones."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from campaignkit.office.form_columns import CellSort, FormColumn, FormSubject
from campaignkit.office.forms.form_checks import form_check, private_check, told_limits
from campaignkit.office.forms.sample_row import sample_value
from campaignkit.office.identity import (
    ID_HEAD,
    IDENTITY_SHEET,
    SAMPLE_MARK,
    identity_of,
    identity_rows,
)
from campaignkit.office.private_columns import PRIVATE_COLUMNS, PrivateColumn

EXPLANATIONS = "填写说明"
LISTS_SHEET = "_lists"
LAST_ROW = 5001
"""The row down to which cells are checked: head, sample and 5,000 records, less one."""

REQUIRED_MARK = "*"
_HEAD = PatternFill("solid", start_color="DCE6F1")
_HEAD_REQUIRED = PatternFill("solid", start_color="F8D7DA")
_HEAD_PRIVATE = PatternFill("solid", start_color="FFF2CC")
_SAMPLE = PatternFill("solid", start_color="EEEEEE")
_WIDTHS = {CellSort.PROSE: 48, CellSort.DAY: 14, CellSort.MOMENT: 18, CellSort.TRUTH: 12}
_FORMATS = {CellSort.DAY: "yyyy-mm-dd", CellSort.MOMENT: "yyyy-mm-dd hh:mm"}
_TEXT_FORMAT = "@"
_BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def form_workbook(subject: FormSubject, *, private: bool, made: datetime) -> bytes:
    """The bytes of an .xlsx. `private` adds columns for numbers that never reach a website.

    `made` is written into the file as the moment of its making.
    """
    columns = [column for column in subject.columns() if column.shown]
    secret = PRIVATE_COLUMNS if private else ()
    book = Workbook()
    book.properties.creator = "campaignkit"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    sheet = book.worksheets[0]
    sheet.title = subject.collection.title.translate(_BAD_IN_NAMES)[:31]
    lists = book.create_sheet(LISTS_SHEET)
    _fill_in(sheet, columns, secret, lists)
    _explain(book.create_sheet(EXPLANATIONS, 1), subject, columns, secret)
    hidden = book.create_sheet(IDENTITY_SHEET)
    for row in identity_rows(identity_of(subject, columns, secret)):
        hidden.append(row)
    lists.sheet_state = hidden.sheet_state = "veryHidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_in(
    sheet: Worksheet,
    columns: Sequence[FormColumn],
    private: Sequence[PrivateColumn],
    lists: Worksheet,
) -> None:
    """Heads, the sample row, formats and checks."""
    sheet.append([ID_HEAD, *map(_head, columns), *(column.head for column in private)])
    sheet.append([SAMPLE_MARK, *map(sample_value, columns), *("" for _ in private)])
    sheet.freeze_panes = "B2"
    _paint(sheet, 1, _HEAD)
    _format(sheet, 2, "编号", _TEXT_FORMAT, 10)
    for number, column in enumerate(columns, start=2):
        cell = sheet.cell(1, number)
        cell.fill = _HEAD_REQUIRED if column.required else _HEAD
        _format(sheet, number, cell.value, _FORMATS.get(column.sort), _WIDTHS.get(column.sort, 0))
        check = form_check(column, _listed(lists, column))
        if check:
            check.add(_cells(number))
            sheet.add_data_validation(check)
    for number, secret in enumerate(private, start=2 + len(columns)):
        sheet.cell(1, number).fill = _HEAD_PRIVATE
        _format(sheet, number, secret.head, _TEXT_FORMAT, 22)
        check = private_check(secret)
        if check:
            check.add(_cells(number))
            sheet.add_data_validation(check)
    _paint(sheet, 2, _SAMPLE)


def _head(column: FormColumn) -> str:
    return column.head + REQUIRED_MARK * column.required


def _cells(number: int) -> str:
    letter = get_column_letter(number)
    return f"{letter}2:{letter}{LAST_ROW}"


def _listed(lists: Worksheet, column: FormColumn) -> str:
    """Write the choices of a column to the hidden sheet, and return their range."""
    if not column.choices:
        return ""
    number = lists.max_column + 1 if lists["A1"].value else 1
    for row, (_, label) in enumerate(column.choices, start=1):
        lists.cell(row, number, label)
    letter = get_column_letter(number)
    return f"{LISTS_SHEET}!${letter}$1:${letter}${len(column.choices)}"


def _format(
    sheet: Worksheet, number: int, head: object, number_format: str | None, width: int
) -> None:
    """Width of a column, and the format of cells that are still empty."""
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = width or max(12, 2 * len(str(head)) + 2)
    if number_format:
        dimension.number_format = number_format
        sheet.cell(2, number).number_format = number_format


def _paint(sheet: Worksheet, row: int, fill: PatternFill) -> None:
    for cell in sheet[row]:
        cell.fill = fill
        cell.font = Font(bold=row == 1, italic=row != 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _explain(
    sheet: Worksheet,
    subject: FormSubject,
    columns: Sequence[FormColumn],
    private: Sequence[PrivateColumn],
) -> None:
    """One row for each column, from the model's own descriptions."""
    sheet.append([f"{subject.campaign.title}：{subject.collection.title}，怎样填"])
    sheet.append(["一行一条；灰色的示例行不会读入，可以删掉。列可以换次序，不要改第一行的字。"])
    sheet.append([f"“{ID_HEAD}”不用填；改动以前报过的一条时，可以写它的编号。"])
    sheet.append([])
    sheet.append(["列", "必填", "怎样写", "说明"])
    for column in columns:
        how = "；".join(told_limits(column)) or "文字"
        sheet.append([column.head, "必填" if column.required else "", how, column.description])
    for secret in private:
        sheet.append(
            [secret.head, "", "数字设成文本格式" if secret.sort else "", secret.description]
        )
    for letter, width in zip("ABCD", (26, 8, 48, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in (sheet["A1"], *sheet[5]):
        cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
