"""Small repairs that are told once for a column, and not for each of five thousand cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from campaignkit.base.findings import Finding, Level
from campaignkit.office.intake.sheet_place import CELL_RULE, SheetTable


@dataclass(slots=True)
class CellNotes:
    """Collects notes of one table; the first place of each note in a column stands for all."""

    table: SheetTable
    found: dict[tuple[str, int, Level, str], list[tuple[int, int]]] = field(default_factory=dict)

    def add(
        self, note: str, row: int, column: int, level: Level = Level.INFO, hint: str = ""
    ) -> None:
        """Note something about a cell."""
        self.found.setdefault((note, column, level, hint), []).append((row, column))

    def findings(self) -> Iterator[Finding]:
        """One finding for each note and column."""
        for (note, _, level, hint), places in self.found.items():
            more = f"（这一列共 {len(places)} 格）" if len(places) > 1 else ""
            yield self.table.finding(places[0], CELL_RULE, f"{note}{more}", hint, level)
