"""Find the row of heads in a table, and which column of it is which of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from campaignkit.base.findings import Finding, Level
from campaignkit.model.nearest import nearest
from campaignkit.office.intake.head_names import IGNORED, head_forms, plain_head
from campaignkit.office.intake.sheet_place import HEAD_RULE, SheetTable
from campaignkit.personal import find

_HEAD_ROWS = 15
"""Rows from the top in which heads are looked for: titles and notes stand above them."""
_FEWEST = 2
"""Known heads that make a row the row of heads."""
_LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class HeadMatch:
    """The row of heads, keys of ours by the number of the sheet's column, and what was learnt.

    `learnt` are heads that are not those of our own form, with their keys.
    """

    row: int
    keys: Mapping[int, str]
    learnt: Mapping[str, str]
    findings: tuple[Finding, ...]

    def ordered(self, order: Iterable[str]) -> HeadMatch:
        """The same with columns in an order of their keys, so that records have the model's."""
        places = {key: number for number, key in enumerate(order)}
        pairs = sorted(self.keys.items(), key=lambda pair: places.get(pair[1], -1))
        return replace(self, keys=dict(pairs))


def match_heads(
    table: SheetTable, known: Mapping[str, str], own: Mapping[str, str], agreed: Mapping[str, str]
) -> HeadMatch | None:
    """None where no row looks like heads.

    `known` gives keys by plain heads, `own` heads of our form by their keys, `agreed` keys by the
    heads as the campaign's intake.yml has them.
    """
    names = {**known, **{plain_head(head): key for head, key in agreed.items()}}
    rows = table.rows[:_HEAD_ROWS]
    scores = [sum(1 for cell in row if _key(cell, names) not in ("", IGNORED)) for row in rows]
    best = max(scores, default=0)
    if best < _FEWEST:
        return None
    number = scores.index(best) + 1
    return _matched(table, number, names, own)


def _key(cell: object, names: Mapping[str, str]) -> str:
    if not isinstance(cell, str) or not cell.strip() or len(cell) > _LONGEST_HEAD:
        return ""
    return next((names[form] for form in head_forms(cell) if form in names), "")


def _matched(
    table: SheetTable, row: int, names: Mapping[str, str], own: Mapping[str, str]
) -> HeadMatch:
    keys: dict[int, str] = {}
    learnt: dict[str, str] = {}
    findings: list[Finding] = []
    for number, cell in enumerate(table.rows[row - 1], start=1):
        head = " ".join(str(cell).split())
        if not head:
            continue
        key = _key(cell, names)
        place = (row, number)
        if not key:
            findings.append(_unknown(table, place, head, names, own))
        elif key in keys.values() and key != IGNORED:
            first = next(column for column, found in keys.items() if found == key)
            message = f"“{_shown(head)}”和 {table.place(row, first)} 是同一项，只读前一列"
            hint = "两列里删掉一列，或把这一列的表头改得不同"
            findings.append(table.finding(place, HEAD_RULE, message, hint))
        else:
            keys[number] = key
            if plain_head(own.get(key, "")) != plain_head(head) and not find(head):
                learnt[head] = key
    return HeadMatch(row, keys, learnt, tuple(findings))


def _unknown(
    table: SheetTable,
    place: tuple[int, int],
    head: str,
    names: Mapping[str, str],
    own: Mapping[str, str],
) -> Finding:
    near = names.get(nearest(plain_head(head), names), "")
    meant = f"是不是“{own[near]}”？是的话把表头改成它；" if near in own else ""
    hint = f'{meant}不要读的，在 intake.yml 里写 {_shown(head)}: "{IGNORED}"'
    message = f"没有“{_shown(head)}”这一项，这一列没有读"
    return table.finding(place, HEAD_RULE, message, hint, Level.WARNING)


def _shown(head: str) -> str:
    """A head as a message may show it: with numbers of persons masked."""
    for hit in reversed(find(head)):
        head = head[: hit.start] + hit.masked + head[hit.end :]
    return head[:30]
