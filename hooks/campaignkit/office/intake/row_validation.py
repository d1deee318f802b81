"""Rows are validated against the model; each of its errors is told at the cell it is about."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from campaignkit.model.messages import error_text
from campaignkit.model.outline import Loc, field_at
from campaignkit.model.record import Record
from campaignkit.office.form_columns import FormColumn
from campaignkit.office.intake.sheet_place import CELL_RULE
from campaignkit.office.intake.table_rows import IntakeRow


def validated(
    row: IntakeRow, model: type[Record], zone: ZoneInfo, columns: Mapping[str, FormColumn]
) -> Record | None:
    """The record that a row makes; None, and the row is refused, where it makes none."""
    try:
        return model.model_validate(row.data, context={"zone": zone})
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _tell(row, model, details, columns)
    return None


def _tell(
    row: IntakeRow, model: type[Record], error: ErrorDetails, columns: Mapping[str, FormColumn]
) -> None:
    loc = tuple(step for step in error["loc"] if step != "[key]")
    head = _head(model, loc, columns)
    if error["type"] == "missing":
        row.refuse(_cell_of(row, loc, columns), CELL_RULE, f"缺“{head}”", "填上这一格")
        return
    text = error_text(model, error)
    row.refuse(_cell_of(row, loc, columns), CELL_RULE, text.message, text.hint)


def _head(model: type[Record], loc: Loc, columns: Mapping[str, FormColumn]) -> str:
    column = columns.get(".".join(map(str, loc)))
    if column:
        return column.head
    nested = next((c.head for c in columns.values() if c.path[: len(loc)] == loc), "")
    field = field_at(model, loc)
    return nested or (field.title if field is not None and field.title else str(loc[-1:]))


def _cell_of(row: IntakeRow, loc: Loc, columns: Mapping[str, FormColumn]) -> int:
    """The sheet's column of a place in the data: its own, one within it, or one beside it."""
    if loc in row.cells:
        return row.cells[loc]
    for size in range(len(loc), 0, -1):
        within = [number for path, number in row.cells.items() if path[:size] == loc[:size]]
        if within:
            return row.places.get(".".join(map(str, loc)), min(within))
    return row.places.get(".".join(map(str, loc)), 1)
