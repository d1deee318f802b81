"""The workbook that a judge fills in: a row a work, a column a criterion."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING, Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from campaignkit.kinds.judged_work import ScoreItem
from campaignkit.office.identity import IDENTITY_SHEET
from campaignkit.office.judging.anonymous_pack import BareWork

SCORES_FORMAT = "campaignkit scores 1"
NUMBER_HEAD, TITLE_HEAD, DIVISION_HEAD = "编号", "题目", "类别"
TOTAL_HEAD, RECUSED_HEAD, NOTE_HEAD = "合计", "回避", "评语"
RECUSED = "回避"
FIRST_ITEM = 4
"""The column of the first criterion, from 1."""

_HEAD = PatternFill("solid", start_color="DCE6F1")
_OPEN = PatternFill("solid", start_color="FFFBE6")


def score_workbook(
    pack: str,
    campaign: str,
    judge: str,
    items: Sequence[ScoreItem],
    works: Sequence[BareWork],
    made: datetime,
) -> bytes:
    """The bytes of an .xlsx for one judge; `made` is written into it as its date."""
    book = Workbook()
    book.properties.creator = "campaignkit"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    sheet = book.worksheets[0]
    sheet.title = "评分表"
    heads = [f"{item.name}（{item.full:f} 分）" for item in items]
    texts = (NUMBER_HEAD, DIVISION_HEAD, TITLE_HEAD, *heads, TOTAL_HEAD, RECUSED_HEAD, NOTE_HEAD)
    for column, text in enumerate(texts, start=1):
        put_value(sheet, 1, column, text)
        sheet.cell(1, column).fill, sheet.cell(1, column).font = _HEAD, Font(bold=True)
        sheet.cell(1, column).alignment = Alignment(wrap_text=True, vertical="top")
    for row, work in enumerate(works, start=2):
        _fill_row(sheet, row, work, len(items))
    _check(sheet, items, len(works) + 1)
    for letter, width in (("A", 8), ("B", 14), ("C", 40)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "D2"
    sheet.protection.sheet = True
    hidden = book.create_sheet(IDENTITY_SHEET)
    told = ((SCORES_FORMAT, ""), ("pack", pack), ("campaign", campaign), ("judge", judge))
    for row, pair in enumerate(told, start=1):
        for column, text in enumerate(pair, start=1):
            put_value(hidden, row, column, text)
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put_value(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write a number as a number and a text as a text: one that begins with `=` is no formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = TYPE_STRING
    elif isinstance(value, (int, Decimal)):
        cell.value = value


def _fill_row(sheet: Worksheet, row: int, work: BareWork, items: int) -> None:
    sheet.cell(row, 1).value = work.number
    put_value(sheet, row, 2, work.division)
    put_value(sheet, row, 3, work.title)
    total = FIRST_ITEM + items
    first, last = get_column_letter(FIRST_ITEM), get_column_letter(total - 1)
    sheet.cell(row, total).value = f"=SUM({first}{row}:{last}{row})"
    for column in (*range(FIRST_ITEM, total), total + 1, total + 2):
        cell = sheet.cell(row, column)
        cell.protection, cell.fill = Protection(locked=False), _OPEN


def _check(sheet: Worksheet, items: Sequence[ScoreItem], last: int) -> None:
    if last < 2:
        return
    for column, item in enumerate(items, start=FIRST_ITEM):
        rule = DataValidation(
            type="decimal", operator="between", formula1="0", formula2=f"{item.full:f}"
        )
        rule.error = f"写 0 到 {item.full:f} 的数"
        _apply(sheet, rule, column, last)
    recused = DataValidation(type="list", formula1=f'"{RECUSED}"', allow_blank=True)
    recused.error = "要回避的选“回避”，其余空着"
    _apply(sheet, recused, FIRST_ITEM + len(items) + 1, last)


def _apply(sheet: Worksheet, rule: DataValidation, column: int, last: int) -> None:
    rule.showErrorMessage, rule.errorTitle = True, "这一格不对"
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(rule)
