"""The command `campaignkit`."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from campaignkit import __version__, report
from campaignkit.check import Checked, check
from campaignkit.findings import Finding, Level, in_order
from campaignkit.project import Project, environment, find_root, instant, open_project

_FORMATS = {
    "json": report.as_json,
    "sarif": report.as_sarif,
    "github": report.as_github,
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="campaignkit %(version)s")
def cli() -> None:
    """把 YAML 写的活动变成经过检查的网站。"""


@cli.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text")
@click.option("--as-of", help="按这一天（或时刻）检查，例如 2021-05-01。")
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
def check_command(path: Path, form: str, as_of: str | None, strict: bool) -> NoReturn:
    """检查 PATH（项目、活动文件夹或一个文件）里的内容。"""
    root = find_root(path)
    if root is None:
        raise click.UsageError("这里没有 campaigns 文件夹，也没有 mkdocs.yml。")
    project = open_project(root)
    checked = _check(project, as_of)
    shown = _below(path, root, in_order((*project.findings, *checked.findings)))
    if form == "text":
        click.echo(report.as_text(shown, report.lines_under(root)), nl=False)
    else:
        click.echo(_FORMATS[form](shown), nl=False)
    grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    sys.exit(1 if any(finding.level in grave for finding in shown) else 0)


def _check(project: Project, as_of: str | None) -> Checked:
    try:
        moment = instant(as_of, environment(), project.settings.zone)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--as-of") from None
    return check(project.root, moment, project.settings, preview=True)


def _below(path: Path, root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in what was asked for; the rest had to be read for its references."""
    wanted = path.resolve().relative_to(root).as_posix()
    if wanted == ".":
        return list(findings)
    return [
        f for f in findings if f.position.path == wanted or f.position.path.startswith(f"{wanted}/")
    ]


def main() -> None:
    """Run the command; a fault of ours exits 3 and leaves its traceback in a file."""
    try:
        cli()
    except Exception:
        with tempfile.NamedTemporaryFile(
            "w", prefix="campaignkit-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            traceback.print_exc(file=log)
        click.echo(
            f"campaignkit 自己出错了，不是内容的问题。详情在 {log.name}，请转给维护人员。", err=True
        )
        sys.exit(3)
