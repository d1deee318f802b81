"""The command `campaignkit`."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from campaignkit import __version__, kinds
from campaignkit.base import report
from campaignkit.base.clock import environment
from campaignkit.base.errors import explain, keep_traceback
from campaignkit.base.findings import Finding, Level, in_order
from campaignkit.commands import fixing, reviewing, scaffold, schema
from campaignkit.commands.article_command import article_command
from campaignkit.commands.click_words import ChineseHelp, in_chinese
from campaignkit.commands.forget_command import forget_command
from campaignkit.commands.hall_export import HallExport
from campaignkit.commands.judging_commands import judging_commands
from campaignkit.commands.new_site_command import SITE, make_site
from campaignkit.commands.office_commands import office_commands
from campaignkit.commands.pack_command import pack_command
from campaignkit.commands.print_command import print_command
from campaignkit.commands.proof_command import proof_command
from campaignkit.commands.site_commands import serve_command, site_command
from campaignkit.commands.verify_command import verify_command
from campaignkit.content.check import CheckResult, check
from campaignkit.content.folders import CONTENT, printable
from campaignkit.content.load import load
from campaignkit.content.project import (
    Project,
    find_root,
    instant,
    open_project,
    site_folder,
    site_url,
)
from campaignkit.links.command import links
from campaignkit.links.policy import Policy
from campaignkit.model.catalogue import Catalogue
from campaignkit.publish.link_check import link_policy
from campaignkit.site.decks import deck_findings, read_decks
from campaignkit.slides.deck_commands import slides_group
from campaignkit.slides.session import ReadDeck

_FORMATS = {
    "json": report.as_json,
    "sarif": report.as_sarif,
    "github": report.as_github,
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="campaignkit %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """把 YAML 写的活动变成经过检查的网站。"""
    context.obj = _policy_of


@cli.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text")
@click.option("--as-of", help="按这一天（或时刻）检查，例如 2021-05-01。")
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@click.option("--rule", "rules", multiple=True, help="只看这一条规则，可以写几次。")
@click.option("--fix", is_flag=True, help="改好能放心改的：标点、用语、YAML 里的全角标点。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会怎样改，不改文件。")
@click.option("--explain", help="说明一条规则，例如 typography。")
def check_command(
    path: Path,
    form: str,
    as_of: str | None,
    strict: bool,
    rules: tuple[str, ...],
    fix: bool,
    diff: bool,
    explain: str | None,
) -> NoReturn:
    """检查 PATH（项目、活动文件夹或一个文件）里的内容。"""
    if explain:
        click.echo(fixing.explain(explain), nl=False)
        sys.exit(0)
    root = _root(path)
    wanted = set(map(fixing.known_rule, rules))

    def find() -> list[Finding]:
        found = _below(path, root, _all_findings(root, as_of))
        return [one for one in found if not wanted or one.rule in wanted]

    shown = fixing.fix(root, find) if fix and not diff else find()
    if diff:
        click.echo(fixing.diff(root, shown), nl=False)
    elif form == "text":
        click.echo(report.as_text(shown, report.lines_under(root)), nl=False)
        click.echo(fixing.by_rule(shown), nl=False)
    else:
        click.echo(_FORMATS[form](shown), nl=False)
    grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    sys.exit(1 if any(finding.level in grave for finding in shown) else 0)


def _all_findings(root: Path, as_of: str | None) -> list[Finding]:
    """What is found in the settings, the content and the decks, in order."""
    project = open_project(root)
    checked = _check(project, as_of)
    found = (one for deck in read_decks(checked.catalogue, "") for one in deck.findings)
    decks = deck_findings(found, project.settings)
    return in_order((*project.findings, *checked.findings, *decks))


def _check(project: Project, as_of: str | None) -> CheckResult:
    return check(project.root, _instant(project, as_of), project.settings, preview=True)


def _root(path: Path) -> Path:
    root = find_root(path)
    if root is None:
        raise click.UsageError("这里没有 campaigns 文件夹，也没有 mkdocs.yml；先进入项目文件夹")
    return root


def _instant(project: Project, as_of: str | None) -> datetime:
    try:
        return instant(as_of, environment(), project.settings.zone, project.settings.today)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _below(path: Path, root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in what was asked for; the rest had to be read for its references."""
    real = path.resolve()
    if real == root.resolve():
        return list(findings)
    paths = {finding.position.path for finding in findings}
    asked = {name for name in paths if (root / name).resolve().is_relative_to(real)}
    return [finding for finding in findings if finding.position.path in asked]


_NEW_HELP = f"""新建一个 KIND 类活动的文件夹 campaigns/ID，写好注释，可以直接改。

KIND 写 site 时，新建一个自己的网站，ID 写新文件夹的名字。

KIND：{"、".join(f"{kind.name} {kind.title}" for kind in kinds.KINDS)}。
ID：小写字母、数字和短横线，例如 2021-essay；它会进入网址。
"""


@cli.command("new", help=_NEW_HELP)
@click.argument("kind")
@click.argument("campaign_id", metavar="ID")
@click.option("--title", default="", help="活动名称，例如 职工征文。")
@click.option("--name", help="网站的名称（只用于 site，下同）。")
@click.option("--publisher", help="发布网站的单位。")
@click.option("--url", help='网站的网址，还没有就写空的：--url ""。')
@click.option("--campaign", help="同时新建一个活动，写它的类别。")
def new_command(kind: str, campaign_id: str, title: str, **answers: str | None) -> None:
    """Write the folder of a new campaign, or of a new site."""
    if kind == SITE:
        make_site(Path(campaign_id), **answers)
        return
    if any(value is not None for value in answers.values()):
        raise click.UsageError("--name、--publisher、--url、--campaign 只用于 new site")
    if printable(title) != title:
        raise click.UsageError(
            "--title 里有不是文字的字节\n   改法：不写 --title，再到 campaign.yml 里改"
        )
    root = _root(Path())
    project = open_project(root)
    now = _instant(project, None)
    try:
        loaded = load(root, now, project.settings, preview=True)
        made = scaffold.new(loaded, kind, campaign_id, now.date(), title)
    except scaffold.ScaffoldError as error:
        raise click.UsageError(str(error)) from None
    folder = f"{CONTENT}/{campaign_id}"
    names = [f"{CONTENT}/{name}" for name in made.common]
    names += [f"{folder}/{name}" for name in made.campaign]
    click.echo("写好了：\n" + "".join(f"  {name}\n" for name in names), nl=False)
    click.echo(f"接下来：打开 {folder}/campaign.yml 改内容，再运行 campaignkit check {folder}")


@cli.command("review")
@click.argument("campaign_id", metavar="ID")
@click.option("--step", required=True, help="审校的步骤，设置 review_steps 里的编号。")
@click.option("--by", required=True, help="审校人的姓名。")
@click.option("--as-of", help="签的日子，例如 2021-05-01；不写是今天。")
def review_command(campaign_id: str, step: str, by: str, as_of: str | None) -> None:
    """看过活动 ID 的全部内容以后签字，以后改了内容会提示再审。"""
    root = _root(Path())
    project = open_project(root)
    now = _instant(project, as_of)
    catalogue = load(root, now, project.settings, preview=True).catalogue
    path = reviewing.sign(catalogue, campaign_id, step, by, now.date())
    click.echo(f"签好了，写在 {path.as_posix()} 的 review 里。")


_SCHEMA_HELP = f"""打印 JSON Schema，给 VS Code 等编辑软件用来补全和提示。

NAME：{"、".join(schema.globs())}，或某一类活动，如 {kinds.KINDS[0].name}。
"""


@cli.command("schema", help=_SCHEMA_HELP)
@click.argument("name", default="campaign")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="全部写进这个文件夹。")
def schema_command(name: str, to: Path | None) -> None:
    """Print a schema, or write all of them."""
    if to:
        to.mkdir(parents=True, exist_ok=True)
        for key, made in schema.schemas().items():
            (to / f"{key}.schema.json").write_text(schema.as_text(made), "utf-8")
        return
    names = [*schema.globs(), *(kind.name for kind in kinds.KINDS)]
    if name not in names:
        raise click.UsageError(f"没有“{name}”的 schema\n   改法：可以写：{'、'.join(names)}")
    click.echo(schema.as_text(schema.schema_of(name)), nl=False)


def _policy_of(folder: Path) -> Policy:
    """How to check the links of a folder: by the settings, if it is the project's own site."""
    root = find_root(folder)
    if root is None or folder.resolve() != site_folder(root).resolve():
        return Policy()
    project = open_project(root)
    for finding in project.findings:
        if finding.level is Level.ERROR:
            place = finding.position
            where = f"{place.path}:{place.line}:{place.column}"
            raise click.UsageError(f"{where} {finding.message}\n   改法：{finding.hint}")
    return link_policy(project)


def _decks() -> tuple[Path, list[ReadDeck]]:
    root = _root(Path())
    project = open_project(root)
    return root, read_decks(_check(project, None).catalogue, site_url(root))


def _printed() -> tuple[Catalogue, str]:
    root = _root(Path())
    address = site_url(root)
    return _check(open_project(root), None).catalogue, f"{address.rstrip('/')}/" if address else ""


def _content() -> tuple[Catalogue, datetime]:
    project = open_project(_root(Path()))
    now = _instant(project, None)
    return load(project.root, now, project.settings, preview=True).catalogue, now


def _checked(preview: bool) -> tuple[CheckResult, str]:
    project = open_project(_root(Path()))
    found = check(project.root, _instant(project, None), project.settings, preview=preview)
    return found, site_url(project.root)


cli.add_command(slides_group(_decks, HallExport(_root, lambda project: _check(project, None))))
cli.add_command(site_command(_root))
cli.add_command(serve_command(_root))
for _command in office_commands(_content):
    cli.add_command(_command)
cli.add_command(judging_commands(_content))
cli.add_command(article_command(_checked))
cli.add_command(proof_command(_checked))
cli.add_command(print_command(_printed))
cli.add_command(links)
cli.add_command(pack_command(_root))
cli.add_command(forget_command(lambda: _content()[0]))
cli.add_command(verify_command(find_root))


def main() -> NoReturn:
    """Run the command; a fault of ours exits 3 and leaves its traceback in a file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may not know all characters
            stream.reconfigure(errors="replace")
    click.Context.formatter_class = ChineseHelp
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        click.echo(in_chinese(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(explain(error, "没有做完"), err=True)
        sys.exit(3)
    except Exception as error:
        click.echo(keep_traceback(error), err=True)
        sys.exit(3)
