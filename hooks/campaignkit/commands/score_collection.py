"""`campaignkit judging collect`: score sheets become a ranking and proposed prizes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, Position, in_order
from campaignkit.base.store import write_whole
from campaignkit.commands.printed import refuse_existing
from campaignkit.content import fixes
from campaignkit.content.folders import CONTENT
from campaignkit.kinds.judged_work import DropRule, JudgedRecords
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.judging.judged_works import judged_works
from campaignkit.office.judging.number_map import BadMapError, NumberMap, read_map
from campaignkit.office.judging.prize_edits import PRIZE_RULE, prize_edits
from campaignkit.office.judging.prize_proposals import PrizePlan, propose
from campaignkit.office.judging.ranking import RankedWork, ranking
from campaignkit.office.judging.ranking_report import ranking_text, ranking_workbook
from campaignkit.office.judging.score_reading import SHEET_RULE, Scores, read_scores


def map_of(subject: FormSubject) -> NumberMap | None:
    """What was handed out in a campaign. Raises `UsageError` where the file is damaged."""
    try:
        return read_map(subject.catalogue.root, subject.campaign.id)
    except BadMapError as error:
        raise click.UsageError(
            f"{error} 坏了，编号对不上作品\n   改法：从备份里拿回它；没有备份的，删掉它重新发评分表"
        ) from None


class ScoreCollection:
    """One run of `judging collect`."""

    def __init__(
        self, subject: FormSubject, judging: JudgedRecords, drops: DropRule, files: dict[str, bytes]
    ) -> None:
        kept = map_of(subject)
        if kept is None or kept.collection != subject.collection.name:
            hint = f"先运行 campaignkit judging pack {subject.campaign.id}"
            raise click.UsageError(f"这个活动还没有发过评分表\n   改法：{hint}")
        self.subject, self.judging, self.drops, self.kept = subject, judging, drops, kept
        self.found = judged_works(subject, judging)
        self.scores: Scores = read_scores(files, subject.campaign.id, kept)
        self.scores.findings += [*self.found.findings, *self._changes()]

    def run(self, out: Path | None, write: bool, now: datetime) -> int:
        """Print everything, write what was asked for; the exit code."""
        present = [n for n, record in self.kept.records.items() if record in self.found.works]
        names = {n: (self.kept.records[n], self._title(n)) for n in present}
        ranked = ranking(self.scores, present, self.drops)
        plan = self._plan(ranked)
        titles = {offer.id: offer.title for offer in self.judging.offers(self.subject.campaign)}
        prizes = {number: titles[prize] for number, prize in plan.prizes.items()}
        if self.scores.broken:
            click.echo("分数没有收齐，下面的名次不能用：")
        click.echo(ranking_text(ranked, names, self.drops, prizes), nl=False)
        edits, findings = self._edits(plan)
        shown = in_order((*self.scores.findings, *findings))
        click.echo(report.as_text(shown, lambda path: ()), nl=False)
        if out is not None:
            refuse_existing([out])
            book = ranking_workbook(
                ranked, names, self.scores, self.kept.items, self.drops, prizes, now
            )
            write_whole(out, book)
            click.echo(f"名次和算法写在 {out}。")
        self._write(edits, write)
        return 1 if any(found.level is Level.ERROR for found in shown) else 0

    def _title(self, number: int) -> str:
        return self.found.works[self.kept.records[number]].title

    def _changes(self) -> list[Finding]:
        """What is not as it was when the sheets were handed out."""
        found = []
        if self.judging.items(self.subject.campaign) != self.kept.items:
            place = self.subject.campaign.value_position("judging", "criteria")
            told = "评分标准在发评分表以后改过，分数是按原来的标准打的"
            found.append(Finding(place, SHEET_RULE, told, "改回去，或重新发评分表"))
        for number, record in self.kept.records.items():
            if record not in self.found.works:
                place = Position(f"{CONTENT}/{self.subject.campaign.id}", 1)
                told = f"第 {number} 号作品（{record}）已经退出或读不出来，没有排名"
                found.append(Finding(place, SHEET_RULE, told, "", Level.WARNING))
        return found

    def _plan(self, ranked: list[RankedWork]) -> PrizePlan:
        works = self.found.works
        divisions = {one.number: works[self.kept.records[one.number]].divisions for one in ranked}
        return propose(ranked, self.judging.offers(self.subject.campaign), divisions)

    def _edits(self, plan: PrizePlan) -> tuple[list[fixes.FixedFile], list[Finding]]:
        """Nothing is proposed while scores are missing."""
        if self.scores.broken:
            return [], []
        place = self.subject.campaign.key_position("prizes")
        told = [Finding(place, PRIZE_RULE, one, "", Level.WARNING) for one in plan.open]
        prizes = {self.kept.records[number]: prize for number, prize in plan.prizes.items()}
        root = self.subject.catalogue.root
        edits, findings = prize_edits(root, self.judging, self.found.records, prizes)
        return edits, [*told, *findings]

    def _write(self, edits: list[fixes.FixedFile], write: bool) -> None:
        click.echo("".join(edit.diff for edit in edits), nl=False)
        if not edits:
            return
        if not write:
            click.echo("还没有写。看过以后加 --write 再运行，拟奖就写进作品文件。")
            return
        for edit in edits:
            if not fixes.write(self.subject.catalogue.root, edit):
                click.echo(f"没有改 {edit.path}：这时另一个程序改了它，再运行一次", err=True)
        click.echo(f"拟奖写进了 {len(edits)} 个文件；公示结束后把 stage 改成 awarded。")
