"""A filled-in row that shows what a cell should look like."""

from __future__ import annotations

import re
from datetime import date, datetime

from campaignkit.office.form_columns import CellSort, FormColumn
from campaignkit.office.labels import YES

_EXAMPLE = re.compile(r"例如 ?([^，。；]+)")
_SAMPLE_DAY = date(2021, 5, 1)
_SAMPLE_YEAR = 2021
_OF_FORMAT = {"uri": "https://example.org/", "email": "xj@example.org"}

SampleValue = str | int | float | date


def sample_value(column: FormColumn) -> SampleValue:
    """A value that passes the column's own check; text says that it is made up."""
    if column.sample:
        return column.sample
    if column.choices:
        return column.choices[0][1]
    match column.sort:
        case CellSort.TRUTH:
            return YES
        case CellSort.DAY:
            return _SAMPLE_DAY
        case CellSort.MOMENT:
            return datetime(_SAMPLE_DAY.year, _SAMPLE_DAY.month, _SAMPLE_DAY.day, 14, 30)  # noqa: DTZ001  a cell has no zone
        case CellSort.WHOLE | CellSort.NUMBER:
            return _number(column)
        case CellSort.FILE:
            return "示例.docx" if len(column.path) == 1 else "示例.jpg"
    return _text(column)


def _number(column: FormColumn) -> int:
    low, high = column.low or 0, column.high
    return _SAMPLE_YEAR if high is not None and low <= _SAMPLE_YEAR <= high else int(max(low, 1))


def _text(column: FormColumn) -> str:
    if column.format in _OF_FORMAT:
        return _OF_FORMAT[column.format]
    told = _EXAMPLE.search(column.description)
    text = told[1].strip() if told else f"示例{column.head.rpartition('·')[2]}"
    return f"{text}；{text}二" if column.many else text[: column.longest]
