"""What is asked of this project, and whether the figures of one run show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.plan import LARGE, Job
from bench.study import Cell

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A figure, the bound it is held against, and whether more is better."""

    title: str
    value: float
    bound: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the figure is on the right side of the bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{self.title}: {self.value:.2f} ({sign} {self.bound:g})"


def targets(cells: Mapping[Job, Cell], records: int) -> list[Target]:
    """The targets for which there are figures."""

    def median(key: str, row: str, count: int = records) -> float | None:
        found = (
            c for job, c in cells.items() if (job.key, job.row, job.records) == (key, row, count)
        )
        return next((cell.median for cell in found if cell.median), None)

    def peak(key: str, count: int = records) -> float | None:
        found = (c for j, c in cells.items() if (j.key, j.row, j.records) == (key, "memory", count))
        return next((float(cell.peak) for cell in found if cell.peak), None)

    own = peak("ours")
    wanted = (
        ("cold, Hugo ÷ ours", _ratio(median("hugo", "cold"), median("ours", "cold")), 3, True),
        ("same, Hugo ÷ ours", _ratio(median("hugo", "same"), median("ours", "same")), 8, True),
        (
            "record, Hugo ÷ ours",
            _ratio(median("hugo", "record"), median("ours", "record")),
            8,
            True,
        ),
        ("cold, ours ÷ floor", _ratio(median("ours", "cold"), median("floor-2", "cold")), 3, False),
        (
            f"cold, {LARGE:,} ÷ {records:,} records",
            _ratio(median("ours", "cold", LARGE), median("ours", "cold")),
            1.05 * LARGE / records,
            False,
        ),
        (f"memory, {LARGE:,} ÷ {records:,} records", _ratio(peak("ours", LARGE), own), 1.2, False),
        ("memory, MB", _ratio(own, MEGABYTE), 250, False),
        ("memory, Hugo ÷ ours", _ratio(peak("hugo"), own), 4, True),
    )
    return [
        Target(title, value, bound, more)
        for title, value, bound, more in wanted
        if value is not None
    ]


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None
