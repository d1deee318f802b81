"""Tables as they stand in files, and findings that name a sheet and a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.office.identity import FormIdentity

FILE_RULE = "intake-file"
HEAD_RULE = "intake-head"
ROW_RULE = "intake-row"
CELL_RULE = "intake-cell"
PRIVATE_RULE = "intake-private"
CONFLICT_RULE = "intake-conflict"
WORK_RULE = "intake-work"
"""What the findings of intake are filed under."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet of a file; rows and columns count from 1 in everything but `rows` itself.

    `number` and `title` are empty for a file without sheets. `formulas` are cells that are worked
    out, `hidden` rows that are not shown, `merged` the cells that a merged cell covers, each with
    the cell that holds its value. `identity` is that of the whole file.
    """

    file: str
    number: int
    title: str
    rows: Sequence[Sequence[object]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    identity: FormIdentity | None = None

    def place(self, row: int, column: int) -> str:
        """How an editor finds a cell: `第1张表 C7`."""
        cell = f"{get_column_letter(column)}{row}"
        return f"第{self.number}张表 {cell}" if self.number else cell

    def finding(
        self,
        place: tuple[int, int],
        rule: str,
        message: str,
        hint: str = "",
        level: Level = Level.ERROR,
    ) -> Finding:
        """A finding at a row and a column."""
        position = Position(self.file, *place)
        return Finding(position, rule, f"{self.place(*place)}：{message}", hint, level)


def file_finding(file: str, message: str, hint: str, rule: str = FILE_RULE) -> Finding:
    """A finding on a whole file."""
    return Finding(Position(file), rule, message, hint)
