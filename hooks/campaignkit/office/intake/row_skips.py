"""Rows of a table that are no records: blank ones, the sample, totals, notes, repeated heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaignkit.base.findings import Finding, Level
from campaignkit.office.identity import ID_KEY, SAMPLE_MARK
from campaignkit.office.intake.cell_values import as_plain_text, is_blank
from campaignkit.office.intake.match_heads import HeadMatch
from campaignkit.office.intake.sheet_place import ROW_RULE, SheetTable

_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|总数)")
_NOTE = re.compile(
    r"\s*(?:注|备注|说明|填表|制表|审核|审批|单位\s*[(（]?盖章|联系人|负责人|联系电话|填报)"
)
_FIRST_CELLS = 3


def skipped(table: SheetTable, heads: HeadMatch, number: int) -> Finding | bool:
    """Why a row is passed over: a finding, or True where there is nothing to tell; else False."""
    row = table.rows[number - 1]
    filled = [(column, cell) for column, cell in enumerate(row, start=1) if not is_blank(cell)]
    if not filled:
        return True
    if _is_sample(row, heads):
        return True
    column, _ = filled[0]
    if any(_TOTAL.match(as_plain_text(cell)) for _, cell in filled[:_FIRST_CELLS]):
        message = "这一行是合计，没有读"
        return table.finding((number, column), ROW_RULE, message, "", Level.WARNING)
    if len(filled) == 1 and _NOTE.match(as_plain_text(filled[0][1])):
        return table.finding((number, column), ROW_RULE, "这一行是说明，没有读", "", Level.INFO)
    if _repeats_heads(table, heads, row):
        return table.finding((number, column), ROW_RULE, "这一行又是表头，没有读", "", Level.INFO)
    return False


def _is_sample(row: Sequence[object], heads: HeadMatch) -> bool:
    return any(
        key == ID_KEY and len(row) >= column and str(row[column - 1]).strip() == SAMPLE_MARK
        for column, key in heads.keys.items()
    )


def _repeats_heads(table: SheetTable, heads: HeadMatch, row: Sequence[object]) -> bool:
    told = table.rows[heads.row - 1]
    same = [c for c in heads.keys if len(row) >= c and row[c - 1] == told[c - 1]]
    return len(same) == len(heads.keys)


def blank_rows(table: SheetTable, heads: HeadMatch) -> Finding | None:
    """One remark on all blank rows that stand between others."""
    filled = [
        number
        for number, row in enumerate(table.rows, start=1)
        if number > heads.row and not all(map(is_blank, row))
    ]
    count = filled[-1] - heads.row - len(filled) if filled else 0
    if not count:
        return None
    present = set(filled)
    first = next(number for number in range(heads.row + 1, filled[-1]) if number not in present)
    message = f"中间有 {count} 个空行，已跳过"
    return table.finding((first, 1), ROW_RULE, message, "", Level.INFO)
