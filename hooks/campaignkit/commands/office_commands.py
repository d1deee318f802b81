"""`campaignkit form` and `campaignkit intake`: the workbook of an office, out and in again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from campaignkit.base import report
from campaignkit.base.findings import Level, in_order
from campaignkit.base.store import write_whole
from campaignkit.kinds import Collection, kind_named
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.nearest import did_you_mean
from campaignkit.office.form_columns import FormSubject
from campaignkit.office.forms.form_workbook import form_workbook
from campaignkit.office.intake.given_files import given_files
from campaignkit.office.intake.intake_report import plan_table
from campaignkit.office.intake.intake_run import run_intake
from campaignkit.office.intake.write_intake import open_state, write_plan

_FORMATS = {"json": report.as_json, "sarif": report.as_sarif, "github": report.as_github}

OpenContent = Callable[[], tuple[Catalogue, datetime]]
"""Gives the campaigns of the project and the present instant."""


def office_commands(content: OpenContent) -> tuple[click.Command, ...]:
    """The commands; `content` is called when one of them runs."""
    return (_form_command(content), _intake_command(content))


def _form_command(content: OpenContent) -> click.Command:
    @click.command("form")
    @click.argument("campaign_id", metavar="ID")
    @click.option("--records", default="", help="哪一种记录：活动里文件夹的名字。")
    @click.option(
        "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="报名表.xlsx"
    )
    @click.option("--private", is_flag=True, help="加上身份证号、手机号、银行卡号和开户行四列。")
    def form_command(campaign_id: str, records: str, out: Path, private: bool) -> None:
        """给活动 ID 做一份 Excel 报名表，填好后用 campaignkit intake 读入。"""
        catalogue, now = content()
        subject = subject_of(catalogue, campaign_id, records)
        if out.suffix.lower() != ".xlsx":
            raise click.UsageError(f"--out 要写 .xlsx 文件\n   改法：写成 {out.stem}.xlsx")
        if out.exists():
            raise click.UsageError(f"{out} 已经有了，不会覆盖它\n   改法：换一个名字，或先移走它")
        write_whole(out, form_workbook(subject, private=private, made=now))
        click.echo(f"写好了：{out}（“{subject.collection.title}”，{len(subject.columns())} 项）。")
        click.echo(f"收回以后运行：campaignkit intake {campaign_id} {out.name}")

    return form_command


def _intake_command(content: OpenContent) -> click.Command:
    @click.command("intake")
    @click.argument("campaign_id", metavar="ID")
    @click.argument(
        "files",
        nargs=-1,
        required=True,
        type=click.Path(exists=True, path_type=Path),
        metavar="文件…",
    )
    @click.option("--records", default="", help="哪一种记录：活动里文件夹的名字。")
    @click.option("--write", is_flag=True, help="写进 campaigns；不加只看会怎样。")
    @click.option("--strict", is_flag=True, help="有警告也算不通过。")
    @click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text")
    def intake_command(
        campaign_id: str,
        files: tuple[Path, ...],
        records: str,
        write: bool,
        strict: bool,
        form: str,
    ) -> NoReturn:
        """把交来的报名表（.xlsx、.csv）、作品（.docx）和图片读进活动 ID，一条一个 YAML 文件。"""
        catalogue, _ = content()
        subject = subject_of(catalogue, campaign_id, records)
        state, findings = open_state(subject)
        result = run_intake(subject, state, given_files(files))
        broken = any(found.level is Level.ERROR for found in findings)
        if write and not broken:
            findings += write_plan(subject, state, result.plan)
        shown = in_order((*findings, *result.plan.findings))
        if form == "text":
            click.echo(
                plan_table(result.plan, result.refused, written=write and not broken), nl=False
            )
            click.echo(report.as_text(shown, lambda path: ()), nl=False)
        else:
            click.echo(_FORMATS[form](shown), nl=False)
        grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
        sys.exit(1 if any(finding.level in grave for finding in shown) else 0)

    return intake_command


def subject_of(catalogue: Catalogue, campaign_id: str, records: str) -> FormSubject:
    """The campaign and its collection; the only one where `records` is empty.

    Raises `UsageError` for names that are none.
    """
    campaign = catalogue.campaigns.get(campaign_id)
    if campaign is None:
        hint = did_you_mean(campaign_id, catalogue.campaigns) or "先用 campaignkit check 改好它"
        raise click.UsageError(f"没有能读的活动“{campaign_id}”\n   改法：{hint}")
    known = {found.name: found for found in kind_named(campaign.kind).collections}
    return FormSubject(catalogue, campaign, _collection(campaign_id, known, records))


def _collection(campaign_id: str, known: dict[str, Collection], records: str) -> Collection:
    names = "、".join(f"{name}（{found.title}）" for name, found in known.items())
    if not known:
        raise click.UsageError(
            f"活动“{campaign_id}”没有记录，不用报名表\n   改法：内容直接写进 campaign.yml"
        )
    if records in known:
        return known[records]
    if records:
        raise click.UsageError(f"活动“{campaign_id}”没有“{records}”\n   改法：可以写 {names}")
    if len(known) > 1:
        raise click.UsageError(f"这个活动有几种记录\n   改法：用 --records 写明：{names}")
    return next(iter(known.values()))
