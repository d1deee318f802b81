"""A whole small site with a deck, built and previewed by MkDocs as an editor does it."""

from __future__ import annotations

import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from slides.samples import EVERYTHING, SECRET, campaign_folder
from support.browser import NewPage
from support.preview import Server, previewing
from support.site import run_mkdocs

pytestmark = pytest.mark.site

ROOT = Path(__file__).parents[2]
AS_OF = {"SOURCE_DATE_EPOCH": "1640000000"}
SESSION = "campaigns/x/sessions/first"

FILES = {
    "mkdocs.yml": f"""\
        site_name: 示例
        site_url: https://example.org/base/
        docs_dir: site_src
        nav: [{{首页: index.md}}]
        hooks: [{ROOT}/hooks/campaign_hooks.py]
        theme:
          {{name: material, custom_dir: {ROOT}/hooks/campaignkit/theme, language: zh, font: false}}
        plugins: []
        markdown_extensions: [attr_list, md_in_html, tables]
        extra: {{campaigns: {{publisher: {{name: 示例}}}}}}
        """,
    "site_src/index.md": "# 首页\n\n<!-- campaigns -->\n",
    "campaigns/organisations.yml": "ftu: {name: 市总工会}\n",
    "campaigns/people/zhang-san.yml": """\
        name: 示例·张三
        unit: ftu
        occupation: 钳工
        bio: 班长。
        consent: {profile: true, date: 2021-01-01, scope: 网站}
        sample: true
        """,
    "campaigns/x/campaign.yml": """\
        kind: lecture
        title: 讲习所
        summary: 一堂课。
        state: published
        hosts: [ftu]
        timeline: {open: 2021-05-01, close: 2021-06-01}
        contacts: [{name: 报名处, phone: 0856-0000000}]
        sources: [{title: 年度计划}]
        review:
          - {step: first, by: 甲, date: 2021-04-01}
          - {step: second, by: 乙, date: 2021-04-02}
          - {step: final, by: 丙, date: 2021-04-03}
        venues: {hall: {name: 礼堂, address: 示例路1号}}
        sample: true
        """,
    f"{SESSION}.yml": """\
        title: 第一讲
        start: 2021-05-08T14:30
        end: 2021-05-08T16:00
        venue: hall
        speakers: [zhang-san]
        abstract: 讲一件事。
        agenda:
          - {time: 14:30, title: 讲课}
          - {time: 15:30, title: 提问}
        deck: decks/a.md
        """,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    campaign_folder(tmp_path / "campaigns" / "x")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text), "utf-8")
    deck = EVERYTHING.replace("question: anyuan\n", "layout: statement\n").replace(
        "-->\n???", "-->\n没有题目\n\n???"
    )
    (tmp_path / "campaigns/x/decks/a.md").write_text(deck, "utf-8")
    return tmp_path


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return run_mkdocs(project, "build", "--strict", **AS_OF)


def test_site_has_the_deck_and_never_its_notes(project: Path) -> None:
    done = build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    for name in ("index.html", "text/index.html", "handout/index.html"):
        assert (site / SESSION / "slides" / name).is_file()
    assert (site / "assets/slides/reveal-LICENSE.txt").is_file()
    told = [file for file in site.rglob("*") if file.is_file() and SECRET.encode() in _raw(file)]
    assert told == []
    session = (site / SESSION / "index.html").read_text("utf-8")
    text = (site / SESSION / "slides/text/index.html").read_text("utf-8")
    deck = (site / SESSION / "slides/index.html").read_text("utf-8")
    assert all(f"{SESSION}/slides/{part}" in session for part in ("", "text/", "handout/"))
    assert "未伤一人，未败一事。" in text
    assert "<title>每样都有（文字版）" in text
    assert "15:30" in deck
    assert "https://example.org/base/campaigns/x/sessions/first/" in deck


def _raw(file: Path) -> bytes:
    return file.read_bytes()


def test_a_fault_in_a_deck_keeps_the_old_site(project: Path) -> None:
    assert build(project).returncode == 0
    deck = project / "campaigns/x/decks/a.md"
    deck.write_text(deck.read_text("utf-8").replace("theme: dark", "theem: dark"), "utf-8")
    done = build(project)
    assert done.returncode == 1
    assert "没有“theem”这一项 [unknown-key]" in done.stderr
    assert "campaigns/x/decks/a.md:" in done.stderr
    assert (project / "site" / SESSION / "slides/index.html").is_file()


def test_levels_of_deck_rules_come_from_the_settings(project: Path) -> None:
    deck = project / "campaigns/x/decks/a.md"
    deck.write_text(deck.read_text("utf-8").replace("> —— 《略史》，1923年\n", ""), "utf-8")
    assert "quote-unsourced" in build(project).stderr
    config = project / "mkdocs.yml"
    lowered = "publisher: {name: 示例}, rules: {quote-unsourced: 'off'}"
    config.write_text(
        config.read_text("utf-8").replace("publisher: {name: 示例}", lowered), "utf-8"
    )
    assert build(project).returncode == 0


@pytest.fixture
def preview(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("preview") / "log"
    with previewing(project, log, "/base/", **AS_OF) as server:
        yield server


@pytest.mark.browser
def test_preview_shows_a_change_in_the_open_deck_on_the_same_slide(
    new_page: NewPage, project: Path, preview: Server
) -> None:
    page = new_page({"width": 1280, "height": 720})
    page.goto(f"{preview.base}{SESSION}/slides/")
    page.wait_for_selector("html[data-ready]")
    page.evaluate("Reveal.slide(8)")
    page.wait_for_url(lambda url: "时间线" in unquote(url))  # no strings: the page's policy
    deck = "campaigns/x/decks/a.md"
    old = (project / deck).read_text("utf-8")
    added = "## 先加一页\n\n<!-- minutes: 1 -->\n\n???\n备注\n\n---\n# 第一部分"
    new = old.replace(": 书记部", ": 劳动组合书记部").replace("# 第一部分", added, 1)
    preview.edit(deck, old, new)
    changed = page.locator("dd", has_text="劳动组合书记部")
    changed.wait_for(state="attached", timeout=600_000)
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "时间线"
