"""The command `campaignkit print`: sheets of a campaign as PDF, by a Chromium of this machine."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.nearest import did_you_mean
from campaignkit.site.assets import asset
from campaignkit.site.environment import environment
from campaignkit.site.landing import data_pages
from campaignkit.site.page import Inputs, Page
from campaignkit.site.pages import PageRenderer
from campaignkit.site.records import Fragment
from campaignkit.slides.browser import chromium, pdf_text
from campaignkit.slides.deck_commands import UnavailableError, or_stop, targets

WHAT = {"poster": "poster", "notice": "notice", "roll": "wall", "timetable": "timetable"}
"""What can be printed, and the last step of its address."""

_NAMES = {"poster": "海报", "notice": "公示", "roll": "光荣榜", "timetable": "场次表"}
_LACKING = {
    "notice": "公示要写 notice 的日期，并且名单上有人",
    "roll": "有了获奖名单才能印光荣榜",
    "timetable": "有了场次或赛程才能印场次表",
}
_PAGE = re.compile(r"@page[^{]*\{[^}]*\}")
_NOTICE_STYLES = ("site.css", "notice.css", "print.css")

Load = Callable[[], tuple[Catalogue, str]]
"""Gives the checked content, and the address at which the site will stand, or nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a sheet is to be printed."""

    what: str
    size: str
    design: str
    strip: bool


def print_command(load: Load) -> click.Command:
    """The command; `load` is called when it runs, not before."""

    @click.command("print")
    @click.argument("campaign_id", metavar="ID")
    @click.option("--what", type=click.Choice(list(WHAT)), default="poster", help="印什么。")
    @click.option("--size", type=click.Choice(["A3", "A4"]), default="A4", help="纸张。")
    @click.option(
        "--design", type=click.Choice(["1", "2"]), default="1", help="海报的样式：1 题图，2 红框。"
    )
    @click.option("--strip", is_flag=True, help="海报下面留可以撕走的联系条。")
    @click.option(
        "--to",
        default=".",
        type=click.Path(path_type=Path),
        help="写到哪里：一个文件夹（默认当前文件夹），或一个 .pdf 文件名。",
    )
    def command(campaign_id: str, what: str, size: str, design: str, strip: bool, to: Path) -> None:
        """把活动 ID 的海报、公示、光荣榜、场次表印成 PDF，字体嵌在里面。需要 Chromium。"""
        catalogue, site_url = load()
        campaign = _named(catalogue, campaign_id)
        choice = Choice(what, size, design, strip)
        html = sheet_html(campaign, catalogue, site_url, choice)
        (file,) = targets(to, f"{campaign.title}{_NAMES[what]}", (".pdf",))
        _print(html, file)
        click.echo(f"{file}　{file.stat().st_size / 1024:.0f} KB")

    return command


def sheet_html(campaign: Campaign, catalogue: Catalogue, site_url: str, choice: Choice) -> str:
    """The document to print: its styles are inside, pictures are those of the project.

    Raises `click.UsageError` where the campaign has nothing of the sort.
    """
    base = f"campaigns/{campaign.id}/{WHAT[choice.what]}/"
    uris = (base, f"{base}index.html")
    page = next((one for one in data_pages(catalogue) if one.uri in uris), None)
    if page is None:
        raise click.UsageError(f"“{campaign.title}”还没有可印的内容：{_LACKING[choice.what]}")
    folder = f"{catalogue.root.resolve().as_uri()}/{base}"
    renderer = PageRenderer(Inputs.of(catalogue, ()), site_url)
    if page.bare:
        return _rendered(renderer, replace(page, variables=_filled(page, folder, choice)))
    styles = "\n".join(asset(name).content.decode() for name in _NOTICE_STYLES)
    variables = {
        "base": folder,
        "title": page.title,
        "inline": f"{styles}\n@page {{ size: {choice.size} }}",
        "body": _rendered(renderer, page),
    }
    template = environment().get_template("print/plain.html.j2")
    return template.render(variables)


def _filled(page: Page, folder: str, choice: Choice) -> dict[str, object]:
    """What a sheet's template needs besides, to stand alone on a paper of one size."""
    margin = "0" if choice.what == "poster" else "14mm" if choice.size == "A4" else "20mm"
    # Only the sheet's own size and margins: browsers differ in what named pages may do.
    paper = f"@page {{ size: {choice.size}; margin: {margin} }}"
    styles = _PAGE.sub("", asset("sheets.css").content.decode())
    chosen = {"size": choice.size, "design": choice.design, "strip": choice.strip}
    return {**page.variables, "base": folder, "inline": styles + paper, "chosen": chosen}


def _rendered(renderer: PageRenderer, page: Page) -> str:
    return Fragment.of(renderer(page)[1]).body


def _print(html: str, file: Path) -> None:
    browser = or_stop(lambda: chromium.find_chromium(os.environ))
    if not or_stop(lambda: chromium.has_chinese_font(browser)):
        raise UnavailableError(
            "这台电脑没有中文字体，印出来全是方框。装一个（Debian：apt install fonts-noto-cjk）"
        )
    with tempfile.TemporaryDirectory(prefix="campaignkit-print-") as folder:
        page = Path(folder) / "sheet.html"
        page.write_text(html, encoding="utf-8")
        or_stop(lambda: chromium.print_pdf(browser, page, file))
    pdf_text.replace_radicals(file)


def _named(catalogue: Catalogue, name: str) -> Campaign:
    found = catalogue.campaigns.get(name)
    if found is None:
        near = did_you_mean(name, list(catalogue.campaigns))
        raise click.UsageError(
            f"没有“{name}”这个活动，或它有错误（运行 campaignkit check 看）。{near}"
        )
    return found
