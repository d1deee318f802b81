"""What a spreadsheet program checks while a cell is typed: lists, dates, numbers and lengths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from campaignkit.office.form_columns import CellSort, FormColumn
from campaignkit.office.labels import NO, YES
from campaignkit.office.private_columns import PrivateColumn
from campaignkit.personal import BANK_CARD, ID_NUMBER, MOBILE

FIRST_DAY, LAST_DAY = "DATE(1900,1,1)", "DATE(2099,12,31)"

_NumberSort = Literal["whole", "decimal"]
_Sort = Literal["date", "textLength", "whole", "decimal"]
_LENGTHS = {ID_NUMBER: ("15", "18"), MOBILE: ("11", "11"), BANK_CARD: ("16", "19")}


def form_check(column: FormColumn, list_range: str) -> DataValidation | None:
    """The check of a column's cells; `list_range` is where its choices stand.

    Spreadsheet programs can't check a cell that holds several choices; such a cell has none.
    """
    if column.choices:
        return None if column.many else _list(list_range, column.head)
    if column.sort is CellSort.TRUTH:
        return _list(f'"{YES},{NO}"', column.head)
    if column.sort in (CellSort.DAY, CellSort.MOMENT):
        return _between("date", FIRST_DAY, LAST_DAY, "要写日期，例如 2021-05-01")
    if column.sort is CellSort.WHOLE:
        return _number("whole", column)
    if column.sort is CellSort.NUMBER:
        return _number("decimal", column)
    if column.longest:
        return _between("textLength", "0", str(column.longest), f"最多 {column.longest} 字")
    return None


def private_check(column: PrivateColumn) -> DataValidation | None:
    """The check of the length of a private number."""
    if column.sort not in _LENGTHS:
        return None
    low, high = _LENGTHS[column.sort]
    digits = low if low == high else f"{low} 到 {high}"
    return _between("textLength", low, high, f"{column.head}是 {digits} 位")


def _list(formula: str, head: str) -> DataValidation:
    check = DataValidation(type="list", formula1=formula, allow_blank=True)
    return _told(check, f"“{head}”只能从列表里选")


def _between(sort: _Sort, low: str, high: str, message: str) -> DataValidation:
    check = DataValidation(
        type=sort, operator="between", formula1=low, formula2=high, allow_blank=True
    )
    return _told(check, message)


def _number(sort: _NumberSort, column: FormColumn) -> DataValidation:
    low, high = column.low, column.high
    if low is not None and high is not None:
        return _between(sort, f"{low:g}", f"{high:g}", f"要写 {low:g} 到 {high:g} 的数")
    least = low if low is not None else 0
    check = DataValidation(
        type=sort, operator="greaterThanOrEqual", formula1=f"{least:g}", allow_blank=True
    )
    return _told(check, f"要写不小于 {least:g} 的数")


def _told(check: DataValidation, message: str) -> DataValidation:
    check.showErrorMessage = True
    check.errorTitle = "这一格不对"
    check.error = message
    return check


def told_limits(column: FormColumn) -> Iterator[str]:
    """The same limits in words, for the sheet of explanations."""
    if column.choices:
        shown = "、".join(label for _, label in column.choices[:12])
        rest = "……" if len(column.choices) > 12 else ""
        yield f"{'可选几个' if column.many else '选一个'}：{shown}{rest}"
    elif column.sort is CellSort.TRUTH:
        yield f"写“{YES}”或“{NO}”"
    elif column.sort is CellSort.DAY:
        yield "日期，例如 2021-05-01"
    elif column.sort is CellSort.MOMENT:
        yield "日期，或日期和时刻，例如 2021-05-12 14:30"
    elif column.format == "uri":
        yield "完整的网址，以 https:// 开头"
    elif column.sort is CellSort.FILE:
        yield "交来的文件的名字"
    elif column.sort in (CellSort.WHOLE, CellSort.NUMBER):
        yield "数字，不写单位" if column.sort is CellSort.NUMBER else "整数，不写单位"
    if column.many:
        yield "有几项时用“；”隔开，或在格内换行（Alt+Enter）"
    if column.longest and column.sort is not CellSort.FILE:
        yield f"最多 {column.longest} 字"
