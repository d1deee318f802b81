"""The table of what would change, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from campaignkit.base.report import display_width
from campaignkit.office.intake.intake_plan import Fate, IntakePlan, PlannedRecord

_MOST_ROWS = 200
_WIDTHS = (6, 34, 24)


def plan_table(plan: IntakePlan, refused: int, *, written: bool) -> str:
    """One line for each record that is not the same, then how many there are of each."""
    shown = [record for record in plan.records if record.fate is not Fate.SAME]
    lines = list(_lines(shown[:_MOST_ROWS]))
    if len(shown) > _MOST_ROWS:
        lines.append(f"……还有 {len(shown) - _MOST_ROWS} 条")
    counts = Counter(record.fate for record in plan.records)
    counts[Fate.REFUSED] += refused
    told = "，".join(f"{fate.value} {counts[fate]}" for fate in Fate if counts[fate])
    lines.append(f"共 {sum(counts.values())} 行：{told or '没有记录'}。")
    if plan.works:
        lines.append(f"作品和图片 {len(plan.works)} 个文件。")
    if not written:
        lines.append("还没有写。看过以后加 --write 再运行，就写进去。")
    return "".join(f"{line}\n" for line in lines)


def _lines(records: list[PlannedRecord]) -> Iterator[str]:
    if records:
        yield _row("", "编号", "名称", "改动")
    for record in records:
        changes = "；".join(f"{key} → {value}" for key, value in record.changes)
        yield _row(record.fate.value, record.id, record.label, changes)


def _row(*cells: str) -> str:
    *first, last = cells
    padded = (_padded(cell, width) for cell, width in zip(first, _WIDTHS, strict=True))
    return "  ".join((*padded, _safe(last))).rstrip()


def _padded(text: str, width: int) -> str:
    text = _safe(text)
    text = text if len(text) <= width else f"{text[: width - 1]}…"
    while display_width(text) > width:
        text = text.removesuffix("…")[:-1] + "…"
    return text + " " * (width - display_width(text))


def _safe(text: str) -> str:
    """Without what could move a terminal's cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
