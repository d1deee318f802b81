"""Filled-in score sheets: what each judge gave each work, and what is missing or impossible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from campaignkit.base.findings import Finding, Level
from campaignkit.kinds.judged_work import ScoreItem
from campaignkit.office.identity import IDENTITY_SHEET
from campaignkit.office.intake.read_tables import read_workbook
from campaignkit.office.intake.sheet_place import SheetTable, file_finding
from campaignkit.office.judging.number_map import NumberMap
from campaignkit.office.judging.score_sheet import FIRST_ITEM, NUMBER_HEAD, RECUSED, SCORES_FORMAT

SCORE_RULE = "judging-score"
SHEET_RULE = "judging-sheet"
"""What the findings of judging are filed under."""

_MOST_DIGITS = 12
_RESEND = "请评委用发给他的那份评分表，不要另做"


@dataclass(slots=True)
class Scores:
    """Points by judge, then by number of the work, one for each criterion; and the findings.

    A judge who recused himself from a work has None there.
    """

    given: dict[str, dict[int, tuple[Decimal, ...] | None]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def broken(self) -> bool:
        """Whether something is missing or impossible."""
        return any(found.level is Level.ERROR for found in self.findings)


def read_scores(files: Mapping[str, bytes], campaign: str, kept: NumberMap) -> Scores:
    """Everything in some sheets; `files` by the names that findings call them."""
    scores = Scores()
    origin: dict[str, str] = {}
    for name, data in files.items():
        tables, findings = read_workbook(name, data)
        scores.findings += findings
        if tables:
            judge = _judge(name, tables, campaign, kept, scores.findings)
            if judge in origin:
                told = f"“{judge}”的评分表交了两次，另一份是 {origin[judge]}"
                hint = "留下最后定的那一份"
                scores.findings.append(file_finding(name, told, hint, SHEET_RULE))
            elif judge is not None:
                origin[judge] = name
                reader = _SheetReader(tables[0], kept)
                scores.given[judge] = reader.works()
                scores.findings += reader.findings
    for judge in kept.judges:
        if judge not in origin:
            told = f"没有“{judge}”的评分表"
            hint = "收齐以后再算；不评了的，删掉 private 里的编号表，重新发评分表"
            scores.findings.append(file_finding("（没有交）", told, hint, SHEET_RULE))
    return scores


def _judge(
    file: str, tables: Sequence[SheetTable], campaign: str, kept: NumberMap, findings: list[Finding]
) -> str | None:
    """Whose sheet a file is; None, and a finding, where it is none of this judging's."""
    rows = next((table.rows for table in tables if table.title == IDENTITY_SHEET), ())
    texts = [[str(cell) for cell in row] for row in rows]
    told = {row[0]: row[1] for row in texts[1:] if len(row) > 1}
    fault = ""
    if not texts or texts[0][:1] != [SCORES_FORMAT]:
        fault = "这不是发出去的评分表"
    elif told.get("campaign") != campaign:
        fault = f"这是另一个活动（{told.get('campaign', '')}）的评分表"
    elif told.get("pack") != kept.pack:
        fault = "这是以前另一次评审的评分表，编号对不上"
    elif told.get("judge") not in kept.judges:
        fault = f"评委“{told.get('judge', '')}”不在名单里"
    if fault:
        findings.append(file_finding(file, fault, _RESEND, SHEET_RULE))
        return None
    return told["judge"]


@dataclass(slots=True)
class _SheetReader:
    table: SheetTable
    kept: NumberMap
    findings: list[Finding] = field(default_factory=list)

    def works(self) -> dict[int, tuple[Decimal, ...] | None]:
        """The points of each work whose row is whole; what is wrong goes to the findings."""
        found: dict[int, tuple[Decimal, ...] | None] = {}
        seen: dict[int, int] = {}
        if not self._heads_stand():
            return found
        for row, cells in enumerate(self.table.rows[1:], start=2):
            if not any(str(cell).strip() for cell in cells):
                continue
            number = self._number(row, cells)
            if number in seen:
                self._tell(row, 1, f"{number} 号已经在第 {seen[number]} 行写过", "一件留一行")
            elif number is not None:
                seen[number] = row
                whole, points = self._points(row, cells)
                if whole:
                    found[number] = points
        for number in sorted(self.kept.records.keys() - seen.keys()):
            self._tell(1, 1, f"缺第 {number} 号作品的一行", _RESEND)
        return found

    def _heads_stand(self) -> bool:
        heads = [str(cell) for cell in self.table.rows[0]] if self.table.rows else []
        wanted = [f"{item.name}（{item.full:f} 分）" for item in self.kept.items]
        if heads[:1] == [NUMBER_HEAD] and heads[FIRST_ITEM - 1 :][: len(wanted)] == wanted:
            return True
        self._tell(1, 1, "表头改过了，看不出哪一列是哪一项", _RESEND)
        return False

    def _number(self, row: int, cells: Sequence[object]) -> int | None:
        value = _decimal(cells[0])
        if value is not None and value in self.kept.records:
            return int(value)
        hint = "编号照发出去的写；加上去的行删掉"
        self._tell(row, 1, f"没有“{_short(cells[0])}”号作品", hint)
        return None

    def _points(self, row: int, cells: Sequence[object]) -> tuple[bool, tuple[Decimal, ...] | None]:
        """Whether the row is whole, and its points; None where the judge recused himself."""
        at = FIRST_ITEM + len(self.kept.items)
        if at < len(cells) and str(cells[at]).strip() == RECUSED:
            return True, None
        points = [
            self._one(row, column, item, cells[column - 1] if column <= len(cells) else "")
            for column, item in enumerate(self.kept.items, start=FIRST_ITEM)
        ]
        kept = [one for one in points if one is not None]
        return len(kept) == len(points), tuple(kept)

    def _one(self, row: int, column: int, item: ScoreItem, cell: object) -> Decimal | None:
        scale = f"写 0 到 {item.full:f} 的数"
        if not str(cell).strip():
            if (row, column) in self.table.formulas:
                self._tell(row, column, f"“{item.name}”的公式没有结果", scale)
            else:
                self._tell(
                    row, column, f"缺“{item.name}”的分", f"{scale}；要回避的在回避一栏选“回避”"
                )
            return None
        value = _decimal(cell)
        if value is None:
            self._tell(row, column, f"“{item.name}”的分不是数：“{_short(cell)}”", scale)
        elif not 0 <= value <= item.full:
            told = f"“{item.name}”的分 {value:f} 不在 0 到 {item.full:f} 之间"
            self._tell(row, column, told, "请评委改")
        else:
            return value
        return None

    def _tell(self, row: int, column: int, message: str, hint: str) -> None:
        self.findings.append(self.table.finding((row, column), SCORE_RULE, message, hint))


def _decimal(cell: object) -> Decimal | None:
    """The number in a cell as it is written there, never as a binary fraction."""
    if isinstance(cell, bool):
        return None
    text = str(cell).strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or len(text) > 2 * _MOST_DIGITS:
        return None
    if abs(value) >= 10**_MOST_DIGITS:
        return None
    return round(value, _MOST_DIGITS).normalize()


def _short(cell: object) -> str:
    text = "".join(char if char.isprintable() else " " for char in str(cell))
    return text if len(text) <= 20 else f"{text[:20]}…"
