"""`campaignkit judging`: works without names out to the judges, and their scores back."""

from __future__ import annotations

import re
import secrets
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, in_order
from campaignkit.base.store import write_whole
from campaignkit.commands.office_commands import OpenContent, subject_of
from campaignkit.commands.printed import new_folder, print_beside, refuse_existing
from campaignkit.commands.score_collection import ScoreCollection, map_of
from campaignkit.content.folders import CONTENT
from campaignkit.kinds.judged_work import DropRule, JudgedRecords
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.judging.anonymous_pack import BareWork, judge_page
from campaignkit.office.judging.judged_works import JudgedWorks, bare_works, judged_works
from campaignkit.office.judging.number_map import (
    NumberMap,
    map_file,
    numbered,
    write_map,
)
from campaignkit.office.judging.score_sheet import score_workbook

_SPLIT = re.compile(r"[,，、;；]")
_MOST_JUDGES = 99
_COUNT = click.IntRange(0, _MOST_JUDGES)


def judging_commands(content: OpenContent) -> click.Group:
    """The group; `content` is called when one of its commands runs."""
    group = click.Group("judging", help="匿名评审：发作品和评分表给评委，收回来排名次、拟奖。")
    group.add_command(_pack_command(content))
    group.add_command(_collect_command(content))
    return group


def _pack_command(content: OpenContent) -> click.Command:
    @click.command("pack")
    @click.argument("campaign_id", metavar="ID")
    @click.option("--records", default="", help="哪一种记录：活动里文件夹的名字。")
    @click.option("--judges", required=True, help="评委，用逗号隔开，例如 甲,乙,丙。")
    @click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path))
    @click.option("--seed", default="", help="打乱次序用的字；不写时随机，记在 private 里。")
    @click.option("--pdf/--no-pdf", default=True, help="有 Chromium 时另做 PDF。")
    def pack(campaign_id: str, records: str, judges: str, to: Path, seed: str, pdf: bool) -> None:
        """给每位评委做一份隐去姓名和单位的作品（HTML、PDF）和一张评分表（.xlsx）。"""
        catalogue, now = content()
        subject = subject_of(catalogue, campaign_id, records)
        judging = _judging_of(subject)
        found = judged_works(subject, judging)
        kept = _numbered(subject, judging, _judges(judges), found, seed)
        bare = bare_works(subject, found, kept)
        _stop_at_errors(found.findings)
        folder = new_folder(to, catalogue.root / CONTENT)
        write_map(catalogue.root, campaign_id, kept)
        pages = _write_pack(subject, kept, bare, folder, now)
        made = [*pages, *(print_beside(pages) if pdf else ())]
        click.echo(f"写好了：{len(kept.records)} 件作品，{len(kept.judges)} 位评委，在 {folder}：")
        click.echo("".join(f"  {file.name}\n" for file in made), nl=False)
        where = map_file(catalogue.root, campaign_id).relative_to(catalogue.root).as_posix()
        click.echo(f"编号和作品的对照在 {where}，不要发给评委。")
        click.echo(f"收回评分表以后运行：campaignkit judging collect {campaign_id} 评分表…")

    return pack


def _judging_of(subject: FormSubject) -> JudgedRecords:
    """How the records are judged. Raises `UsageError` where they are not, or by nothing."""
    judging = subject.collection.judging
    if judging is None:
        why = subject.collection.not_judged or "这一种记录不评分"
        raise click.UsageError(f"“{subject.collection.title}”没有要匿名评审的作品\n   改法：{why}")
    if not judging.items(subject.campaign):
        raise click.UsageError(
            "活动没有写评分标准\n   改法：在 campaign.yml 的 judging.criteria 里写 name 和 weight"
        )
    return judging


def _judges(text: str) -> list[str]:
    names = [name.strip() for name in _SPLIT.split(text) if name.strip()]
    if not names or len(names) > _MOST_JUDGES:
        raise click.UsageError(f"--judges 写 1 到 {_MOST_JUDGES} 位评委，例如 甲,乙,丙")
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        hint = "同名的加上单位或序号"
        raise click.UsageError(f"评委“{'、'.join(sorted(twice))}”写了两次\n   改法：{hint}")
    return names


def _numbered(
    subject: FormSubject, judging: JudgedRecords, judges: list[str], found: JudgedWorks, seed: str
) -> NumberMap:
    before = map_of(subject)
    if before and seed and seed != before.seed:
        where = map_file(subject.catalogue.root, subject.campaign.id)
        raise click.UsageError(
            "已经用另一个种子编过号\n   改法：不写 --seed；评分表还没有发出去的，可以先删掉 "
            f"{where.relative_to(subject.catalogue.root).as_posix()}"
        )
    if not found.works:
        raise click.UsageError("没有能送评的作品\n   改法：先用 campaignkit intake 读入作品")
    if before is None or before.collection != subject.collection.name:
        before = NumberMap(
            secrets.token_hex(8), seed or secrets.token_hex(16), subject.collection.name
        )
    return numbered(before, judges, judging.items(subject.campaign), found.works)


def _write_pack(
    subject: FormSubject,
    kept: NumberMap,
    bare: dict[int, BareWork],
    folder: Path,
    now: datetime,
) -> list[Path]:
    """Write a page and a sheet for each judge; the pages."""
    title, pages = subject.campaign.title, []
    names = [f"{n}-{_file_name(judge)}" for n, judge in enumerate(kept.judges, start=1)]
    refuse_existing([folder / f"作品-{name}.html" for name in names])
    refuse_existing([folder / f"评分表-{name}.xlsx" for name in names])
    for judge, name in zip(kept.judges, names, strict=True):
        works = [bare[number] for number in kept.order_for(judge)]
        page = folder / f"作品-{name}.html"
        write_whole(page, judge_page(title, judge, works).encode())
        sheet = score_workbook(kept.pack, subject.campaign.id, judge, kept.items, works, now)
        write_whole(folder / f"评分表-{name}.xlsx", sheet)
        pages.append(page)
    return pages


def _file_name(text: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", text).strip(" .-")[:40] or "评委"


def _stop_at_errors(findings: list[Finding]) -> None:
    """Print the findings; nothing is handed out while a work is broken or shows a name."""
    click.echo(report.as_text(in_order(findings), lambda path: ()), nl=False)
    if any(found.level is Level.ERROR for found in findings):
        click.echo("没有发：先改好上面的问题。")
        sys.exit(1)


def _collect_command(content: OpenContent) -> click.Command:
    @click.command("collect")
    @click.argument("campaign_id", metavar="ID")
    @click.argument(
        "files",
        nargs=-1,
        required=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="评分表…",
    )
    @click.option("--records", default="", help="哪一种记录：活动里文件夹的名字。")
    @click.option("--drop-high", type=_COUNT, help="去掉几个最高分；不写时照活动写的。")
    @click.option("--drop-low", type=_COUNT, help="去掉几个最低分。")
    @click.option("--decimals", type=click.IntRange(0, 6), help="平均分留几位小数。")
    @click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="名次.xlsx")
    @click.option("--write", is_flag=True, help="把拟奖写进作品文件；不加只显示会怎样改。")
    def collect(
        campaign_id: str,
        files: tuple[Path, ...],
        records: str,
        drop_high: int | None,
        drop_low: int | None,
        decimals: int | None,
        out: Path | None,
        write: bool,
    ) -> NoReturn:
        """读评委交回的评分表，排出名次，按名额拟奖。"""
        catalogue, now = content()
        subject = subject_of(catalogue, campaign_id, records)
        judging = _judging_of(subject)
        drops = _drops(judging.drops(subject.campaign), drop_high, drop_low, decimals)
        run = ScoreCollection(subject, judging, drops, {str(f): f.read_bytes() for f in files})
        sys.exit(run.run(out, write, now))

    return collect


def _drops(written: DropRule, high: int | None, low: int | None, decimals: int | None) -> DropRule:
    given = {"high": high, "low": low, "decimals": decimals}
    return replace(written, **{key: value for key, value in given.items() if value is not None})
