"""The ranking with its working: as text for a terminal, and as a workbook for the files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from campaignkit.base.report import display_width
from campaignkit.kinds.judged_work import DropRule, ScoreItem
from campaignkit.office.judging.ranking import JudgeTotal, RankedWork
from campaignkit.office.judging.score_reading import Scores
from campaignkit.office.judging.score_sheet import put_value

_DROPPED = PatternFill("solid", start_color="DDDDDD")
_MOST_COLUMNS = 24
Names = Mapping[int, tuple[str, str]]
"""Record id and title by the number of the work."""


def rule_in_words(drops: DropRule) -> str:
    """How the ranking was worked out, in a sentence."""
    cut = [f" {drops.high} 个最高分"] * bool(drops.high) + [f" {drops.low} 个最低分"] * bool(
        drops.low
    )
    first = f"每件作品去掉{'和'.join(cut)}，" if cut else ""
    return f"{first}其余平均，四舍五入到小数点后 {drops.decimals} 位；平均分相同的并列。"


def ranking_text(
    ranked: Sequence[RankedWork], names: Names, drops: DropRule, prizes: Mapping[int, str]
) -> str:
    """One block a work; totals that were left out stand in brackets. `prizes` are titles."""
    lines = [rule_in_words(drops)]
    for work in ranked:
        record, title = names[work.number]
        place = f"第 {work.rank} 名" if work.rank else "没有名次"
        prize = f"　拟{prizes[work.number]}" if work.number in prizes else ""
        given = "　".join(map(_given, work.totals)) or "没有分"
        lines.append(f"{_padded(place, 10)}{work.number} 号　{_safe(title)}（{record}）{prize}")
        lines.append(f"{' ' * 10}{given}　{work.working}")
    return "".join(f"{line}\n" for line in lines)


def _given(one: JudgeTotal) -> str:
    return _safe(f"{one.judge} [{one.total:f}]" if one.dropped else f"{one.judge} {one.total:f}")


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - display_width(text))


def _safe(text: str) -> str:
    """Without what could move a terminal's cursor."""
    return "".join(char if char.isprintable() else " " for char in text)


def ranking_workbook(
    ranked: Sequence[RankedWork],
    names: Names,
    scores: Scores,
    items: Sequence[ScoreItem],
    drops: DropRule,
    prizes: Mapping[int, str],
    made: datetime,
) -> bytes:
    """An .xlsx with a sheet of ranks and one of all points; grey totals were left out."""
    book = Workbook()
    book.properties.creator = "campaignkit"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    sheet, judges = book.worksheets[0], list(scores.given)
    sheet.title = "名次"
    heads = ["名次", "编号", "作品", "题目", *judges, "平均分", "算法", "拟授奖项"]
    _write(sheet, 1, heads)
    for row, work in enumerate(ranked, start=2):
        totals = {one.judge: one for one in work.totals}
        given = [totals[judge].total if judge in totals else "回避" for judge in judges]
        prize = prizes.get(work.number, "")
        rank = work.rank or "—"
        cells = [rank, work.number, *names[work.number], *given, work.mean, work.working, prize]
        _write(sheet, row, cells)
        for column, judge in enumerate(judges, start=5):
            if judge in totals and totals[judge].dropped:
                sheet.cell(row, column).fill = _DROPPED
    _write(sheet, len(ranked) + 3, [rule_in_words(drops) + "灰色的分没有算。"])
    points = book.create_sheet("每一项的分")
    _write(points, 1, ["编号", "题目", "评委", *(f"{i.name}（{i.full:f} 分）" for i in items)])
    for row, given_points in enumerate(_points(ranked, names, scores), start=2):
        _write(points, row, given_points)
    for page in book.worksheets:
        page.freeze_panes = "A2"
        for cell in page[1]:
            cell.font = Font(bold=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _points(ranked: Sequence[RankedWork], names: Names, scores: Scores) -> Iterator[list[object]]:
    for work in ranked:
        for judge, given in scores.given.items():
            points = given.get(work.number)
            title = names[work.number][1]
            yield [work.number, title, judge, *(points if points is not None else ("回避",))]


def _write(sheet: Worksheet, row: int, cells: Sequence[object]) -> None:
    for column, value in enumerate(cells, start=1):
        put_value(sheet, row, column, value)
