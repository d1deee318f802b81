"""The figures as a table for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from bench.measure import MEMORY_METHOD
from bench.plan import ROWS, Job
from bench.study import Cell
from bench.targets import MEGABYTE, targets


def table(cells: Mapping[Job, Cell]) -> Table:
    """A line for each figure; the ratio is to this project's figure of the same row."""
    grid = Table(title="medians of one run, ratio to campaignkit", title_justify="left")
    for title in ("row", "records", "program", "median", "ratio", "spread", "runs", "output"):
        side = "left" if title in ("row", "program") else "right"
        grid.add_column(title, justify=side)  # type: ignore[arg-type]
    ordered = sorted((c for c in cells.values() if _figure(c) is not None), key=_order)
    for number, cell in enumerate(ordered):
        group = (cell.job.row, cell.job.records)
        last = number + 1 == len(ordered)
        following = None if last else (ordered[number + 1].job.row, ordered[number + 1].job.records)
        grid.add_row(*_line(cell, cells), end_section=following != group)
    return grid


def as_json(cells: Mapping[Job, Cell], skipped: list[str], records: int) -> dict[str, object]:
    """Everything measured: seconds of each round, bytes of memory and output."""
    return {
        "unit": {"seconds": "wall time of the whole process", "peak": MEMORY_METHOD},
        "cells": [
            {
                "program": cell.name,
                "key": cell.job.key,
                "row": cell.job.row,
                "records": cell.job.records,
                "seconds": [round(value, 3) for value in cell.seconds],
                "median": round(cell.median, 3) if cell.median is not None else None,
                "peak_bytes": cell.peak,
                "output_files": cell.files,
                "output_bytes": cell.size,
            }
            for cell in sorted(cells.values(), key=_order)
            if _figure(cell) is not None
        ],
        "targets": [
            {"title": found.title, "value": round(found.value, 3), "met": found.met}
            for found in targets(cells, records)
        ],
        "skipped": skipped,
    }


def _order(cell: Cell) -> tuple[int, int]:
    return list(ROWS).index(cell.job.row), cell.job.records


def _figure(cell: Cell) -> float | None:
    return cell.peak if cell.job.row == "memory" else cell.median


def _line(cell: Cell, cells: Mapping[Job, Cell]) -> list[str]:
    figure, job = _figure(cell), cell.job
    same = (
        c for j, c in cells.items() if (j.key, j.row, j.records) == ("ours", job.row, job.records)
    )
    own = next((_figure(found) for found in same), None)
    spread = f"{min(cell.seconds):.2f} to {max(cell.seconds):.2f}" if len(cell.seconds) > 1 else ""
    return [
        ROWS[job.row],
        f"{job.records:,}",
        cell.name or job.key,
        "" if figure is None else _said(figure, job.row),
        f"{figure / own:.2f}" if figure and own else "",
        spread,
        str(len(cell.seconds) or 1) if figure is not None else "",
        f"{cell.size / MEGABYTE:,.0f} MB" if cell.size else "",
    ]


def _said(figure: float, row: str) -> str:
    return f"{figure / MEGABYTE:,.0f} MB" if row == "memory" else f"{figure:.2f} s"
