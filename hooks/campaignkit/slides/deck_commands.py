"""The commands `campaignkit slides check | export | pdf`."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from campaignkit.base import report
from campaignkit.base.findings import Finding, Level, in_order
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.browser import chromium, measure, pdf_text
from campaignkit.slides.output import documents
from campaignkit.slides.output.lecturer_zip import make_zip
from campaignkit.slides.output.player import PlayerError
from campaignkit.slides.session import ReadDeck

T = TypeVar("T")


class UnavailableError(click.ClickException):
    """The player, a browser or a font is missing; the message says what to install."""

    exit_code = 2


Load = Callable[[], tuple[Path, Sequence[ReadDeck]]]
"""Gives the project's folder and the deck of every session that has one."""


_to_option = click.option(
    "--to",
    default=".",
    type=click.Path(path_type=Path),
    help="写到哪里：一个文件夹（默认当前文件夹），或一个文件名。",
)


@dataclass(frozen=True, slots=True)
class HallOptions:
    """Where to write a campaign's hall file, for which of its events, drawn by which lot.

    `event` and `seed` are empty where they were not written.
    """

    to: Path
    event: str = ""
    seed: str = ""


HallExporter = Callable[[str, HallOptions], bool]
"""Writes the hall file of a campaign by its id; False where there is none of that id."""


def no_halls(campaign_id: str, options: HallOptions) -> bool:
    """For sites without campaigns that have one: there is none."""
    del campaign_id, options
    return False


def slides_group(load: Load, hall_export: HallExporter = no_halls) -> click.Group:
    """The group `slides`; `load` and `hall_export` are called when a command runs, not before."""

    @click.group("slides")
    def slides() -> None:
        """讲座的幻灯片：检查、导出给主讲人、转成 PDF；导出竞赛现场的文件。"""

    @slides.command("check")
    @click.argument("ids", nargs=-1)
    @click.option("--no-browser", is_flag=True, help="只估算，不在浏览器里量。")
    def check_command(ids: tuple[str, ...], no_browser: bool) -> NoReturn:
        """检查 IDS（默认全部）：放不放得下、看不看得清、时间、备注、出处。"""
        root, decks = load()
        chosen = [_named(decks, name) for name in ids] or list(decks)
        _check(root, chosen, None if no_browser else _browser())

    @slides.command("export")
    @click.argument("session_id", metavar="ID")
    @_to_option
    @click.option(
        "--round", "event", default="", help="竞赛的哪一轮；只有一轮写了现场环节时不用写。"
    )
    @click.option("--seed", default="", help="竞赛按哪一个签抽题；同一个签，抽到的题相同。")
    def export_command(session_id: str, to: Path, event: str, seed: str) -> None:
        """把 ID 写成一个能在没有网络的电脑上打开的文件。

        ID 是讲座：写出幻灯片，带备注，另打一个 ZIP。

        ID 是知识竞赛：写出比赛现场的题号板、题目和计分板。
        """
        if hall_export(session_id, HallOptions(to, event, seed)):
            return
        if event or seed:
            raise click.UsageError(f"--round 和 --seed 只用于知识竞赛，“{session_id}”不是")
        root, decks = load()
        _export(_usable(root, _named(decks, session_id)), to)

    @slides.command("pdf")
    @click.argument("session_id", metavar="ID")
    @_to_option
    def pdf_command(session_id: str, to: Path) -> None:
        """把 ID 的幻灯片印成 PDF，一页一张，不带备注。需要 Chromium。"""
        root, decks = load()
        _pdf(_usable(root, _named(decks, session_id)), to)

    return slides


def _check(root: Path, decks: Sequence[ReadDeck], browser: Path | None) -> NoReturn:
    findings: list[Finding] = []
    slides = sum(len(read.deck.slides) for read in decks if read.deck)
    for read in decks:
        findings += read.findings
        if browser and read.deck is not None:
            findings += _measured(browser, read)
    ordered = in_order(findings)
    click.echo(report.as_text(ordered, report.lines_under(root)), nl=False)
    how = "在浏览器里量了" if browser else "估算了"
    click.echo(f"{how} {len(decks)} 套幻灯片、{slides} 页。", err=True)
    sys.exit(1 if any(finding.level is Level.ERROR for finding in ordered) else 0)


def _measured(browser: Path, read: ReadDeck) -> list[Finding]:
    view = read.view
    measured = or_stop(lambda: measure.measure(browser, view, read.pictures))
    return list(measure.findings(view, measured))


def _browser() -> Path | None:
    """The browser to measure with; without one the estimates stand alone, and it is said."""
    try:
        return chromium.find_chromium(os.environ)
    except chromium.ChromiumError as error:
        click.echo(f"{error}。\n这次只估算，没有在浏览器里量。", err=True)
        return None


def targets(to: Path, title: str, suffixes: Sequence[str]) -> list[Path]:
    """The files to write, one for each suffix: named as `--to`, or after the session in a folder.

    Makes the folder. Raises `click.UsageError` where `to` is a file of some other sort.
    """
    if to.is_dir() or not to.suffix:
        folder, name = to, file_name(title)
    elif to.suffix.lower() in suffixes:
        folder, name = to.parent, to.stem
    else:
        raise click.UsageError(f"--to 写一个文件夹，或以 {suffixes[0]} 结尾的文件名，现在是“{to}”")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"文件夹“{folder}”建不了（{error.strerror}）") from None
    return [folder / f"{name}{suffix}" for suffix in suffixes]


def _export(read: ReadDeck, to: Path) -> None:
    assert read.deck is not None
    deck, context = read.deck, read.source.context
    html_file, zip_file = targets(to, context.session, (".html", ".zip"))
    page = or_stop(lambda: documents.single_file(deck, context, read.pictures))
    archive = make_zip(html_file.name, page, read.attachments(), context, context.start)
    for file, raw in ((html_file, page.encode()), (zip_file, archive)):
        file.write_bytes(raw)
        click.echo(f"{file}　{len(raw) / 1024:.0f} KB")
    click.echo("这两个文件带备注，只给主讲人。")


def _pdf(read: ReadDeck, to: Path) -> None:
    assert read.deck is not None
    (file,) = targets(to, read.source.context.session, (".pdf",))
    deck, context, pictures = read.deck, read.source.context, read.pictures
    browser = or_stop(lambda: chromium.find_chromium(os.environ))
    if not or_stop(lambda: chromium.has_chinese_font(browser)):
        raise UnavailableError(
            "这台电脑没有中文字体，印出来全是方框。装一个（Debian：apt install fonts-noto-cjk）"
        )
    with tempfile.TemporaryDirectory(prefix="campaignkit-slides-") as folder:
        page = Path(folder) / "deck.html"
        page.write_text(documents.printing_file(deck, context, pictures), encoding="utf-8")
        or_stop(lambda: chromium.print_pdf(browser, page, file))
    pdf_text.replace_radicals(file)
    click.echo(f"{file}　{file.stat().st_size / 1024:.0f} KB")


def _named(decks: Sequence[ReadDeck], name: str) -> ReadDeck:
    """The deck of `campaign/session`, or of a session's id where only one campaign has it."""
    found = [deck for deck in decks if name in (deck.id, deck.id.rpartition("/")[2])]
    if len(found) == 1:
        return found[0]
    if found:
        raise click.UsageError(f"几个活动都有“{name}”：{'、'.join(deck.id for deck in found)}")
    known = [deck.id for deck in decks]
    near = did_you_mean(name, [*known, *(one.rpartition("/")[2] for one in known)])
    raise click.UsageError(f"没有“{name}”这场讲座，或它没有写 deck。{near}")


def _usable(root: Path, read: ReadDeck) -> ReadDeck:
    """A deck without errors; one with errors is reported and not shown to anybody."""
    if read.has_errors:
        click.echo(report.as_text(in_order(read.findings), report.lines_under(root)), nl=False)
        sys.exit(1)
    return read


def or_stop(work: Callable[[], T]) -> T:
    """Do something that needs the player or a browser; say in one line why it can't be done."""
    try:
        return work()
    except (chromium.ChromiumError, PlayerError) as error:
        raise UnavailableError(str(error)) from None


def file_name(title: str) -> str:
    """A title as a file's name on any system; Chinese and full-width marks stay."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", title).strip(" .-")[:80] or "deck"
