"""`campaignkit forget`: every place that still holds something of a person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, Position, in_order
from campaignkit.content.project import published_folders, site_folder
from campaignkit.forget.places import RULE, Places, SearchedProject, content_folders, find_places
from campaignkit.forget.subject import Subject, UnknownError, subject_of
from campaignkit.forget.trees import remove_kept
from campaignkit.model.catalogue import Catalogue
from campaignkit.office.intake.private_rows import PrivateRows
from campaignkit.publish.swap import BusyError
from campaignkit.publish.up_to_date import CACHE

_HISTORY = "git 的历史里还有内容以前的样子，这里查不到"
_REWRITE = "要连历史也删，请维护者用 git filter-repo，并通知有副本的人"


def forget_command(content_of: Callable[[], Catalogue]) -> click.Command:
    """The command; `content_of` reads the content of the project in the current folder."""

    @click.command("forget")
    @click.argument("person")
    @click.option("--write", is_flag=True, help="删掉缓存、旧网站和 private/ 里的行，再查一遍。")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    def forget(person: str, write: bool, form: str) -> NoReturn:
        """列出还有 PERSON（编号、姓名或 活动/编号）信息的每一个地方。"""
        catalogue = content_of()
        try:
            subject = subject_of(catalogue, person)
            _forget(catalogue.root, subject, form, write=write)
        except (UnknownError, BusyError) as error:
            raise click.UsageError(str(error)) from None

    return forget


def _forget(root: Path, subject: Subject, form: str, *, write: bool) -> NoReturn:
    root = root.resolve()
    site = site_folder(root).resolve()
    docs = published_folders(root)[1]
    project = SearchedProject(root, content_folders(root, docs), site)
    rows = PrivateRows(root, subject.names, subject.records)
    if write:
        remove_kept(root / CACHE, site)
        rows.remove()
    places = find_places(project, subject)
    others = in_order((*places.others, *_rows(rows, places)))
    findings = [*in_order((*places.content, *_history(root))), *others]
    if form == "json":
        click.echo(report.as_json(findings), nl=False)
    else:
        click.echo(report.as_text(findings, _text_lines(root)), nl=False)
        click.echo(_conclusion(places, len(others), subject))
    sys.exit(1 if others else 0)


def _rows(rows: PrivateRows, places: Places) -> list[Finding]:
    """Private rows that belong to the person without naming them."""
    told = {finding.position.path for finding in places.others}
    return [
        Finding(Position(path), RULE, f"有 {count} 行是本人的", "加 --write 会删掉它们")
        for path, count in rows.find()
        if path not in told
    ]


def _history(root: Path) -> list[Finding]:
    if not (root / ".git").exists():
        return []
    return [Finding(Position(".git"), RULE, _HISTORY, _REWRITE, Level.INFO)]


def _text_lines(root: Path) -> report.Lines:
    """The lines of text files; of a data base or an archive there is nothing to show."""
    under = report.lines_under(root)

    def lines(path: str) -> Sequence[str]:
        found = under(path)
        return () if any("\0" in line or "\ufffd" in line for line in found[:9]) else found

    return lines


def _conclusion(places: Places, others: int, subject: Subject) -> str:
    namesake = "同名的还有别人，没有按姓名找，只找了本人的网页、文字和文件。\n"
    return (namesake if subject.namesake else "") + _count(places, others)


def _count(places: Places, others: int) -> str:
    if others:
        return f"内容以外还有 {others} 处。"
    return f"查了内容以外的 {places.files} 个文件，连同压缩包和数据库里面：没有这个人的一个字节。"
