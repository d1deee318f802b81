"""`mkdocs serve`: records on demand, reload after a save, findings in the browser."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from campaignkit.site.assets import asset
from support.browser import NewPage
from support.preview import Server, free_port, previewing, until
from support.site import run_mkdocs, site_case, with_deck, write_site

pytestmark = pytest.mark.site

ENTRY = "campaigns/essay/entries/one.yml"
PAGE = "campaigns/essay/entries/one/"
LONG = 600_000
"""Milliseconds that a page has to show a save; only a fault waits as long."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root = write_site(site_case("good"), tmp_path / "project")
    with previewing(root, tmp_path / "log") as found:
        yield found


def test_a_record_is_rendered_when_asked_for(server: Server) -> None:
    assert "第一段写到" in server.get(PAGE)
    server.edit(ENTRY, "第一段写到", "改过的段落写到")
    assert "改过的段落写到" in server.get(PAGE)


PAGES_OF_DATA = {
    "": "职工征文",
    "campaigns/": "写写身边的人和事",
    "campaigns/essay/": "宣教部",
    "campaigns/medal/notice/": "示例·李五",
    "campaigns/medal/roll/": "最美劳动者",
    "campaigns/study/topics/two/": "专题二",
    "people/": "张三",
    "people/zhang-san/": "夜班",
}
"""Addresses of pages that no Markdown of the engine is behind, and words that stand on them."""


def test_pages_made_from_data_are_rendered_when_asked_for(server: Server) -> None:
    for uri, words in PAGES_OF_DATA.items():
        html = server.get(uri)
        assert words in html, uri
        assert "/livereload/" in html, uri


def test_calendars_and_feeds_are_made_when_asked_for(server: Server) -> None:
    assert "最后一天" in server.get("calendar/2021-06/")
    assert "SUMMARY:职工征文：截止征集\r\n" in server.get("calendar.ics")
    assert "SUMMARY:【已改期】第一讲" in server.get("campaigns/talks/sessions/first.ics")
    assert "<title>职工征文：名单公示</title>" in server.get("feed.xml")
    assert "改期：第一讲" in server.get("feeds/lecture.xml")


def test_saved_topics_and_people_show(server: Server) -> None:
    topic, person = "campaigns/study/topics/two/", "people/zhang-san/"
    for uri in (topic, person):
        server.get(uri)  # rendered once: what was kept of it must not be given again
    server.edit("campaigns/study/campaign.yml", "title: 专题二", "title: 改过的专题")
    until(lambda: server.shows(topic, "改过的专题"))
    until(lambda: server.shows("campaigns/study/", "改过的专题"))
    server.edit("campaigns/people/zhang-san.yml", "name: 张三", "name: 张三丰")
    until(lambda: server.shows(person, "张三丰"))
    until(lambda: server.shows("people/", "张三丰"))
    until(lambda: server.shows(PAGE, "张三丰"))


DECK = "campaigns/talks/sessions/first/slides/"


def test_a_deck_and_its_text_are_given_when_asked_for(tmp_path: Path) -> None:
    root = with_deck(write_site(site_case("good"), tmp_path / "project"))
    with previewing(root, tmp_path / "log") as server:
        assert "一件事" in server.get(f"{DECK}text/")
        assert "一件事" in server.get(DECK)
        assert "slides/" in server.get("campaigns/talks/sessions/first/")
        server.edit("campaigns/talks/decks/a.md", "讲的是一件事", "改成另一件")
        until(lambda: server.shows(f"{DECK}text/", "改成另一件"))
        until(lambda: server.shows(DECK, "改成另一件"))


def test_a_saved_record_is_not_a_build(server: Server) -> None:
    before = server.builds()
    wait_for_reload = server.loads_again(PAGE)
    server.edit(ENTRY, "第一段写到", "改过的段落写到")
    wait_for_reload()
    assert server.builds() == before
    server.edit(ENTRY, "title: 夜班", "title: 早班")
    until(lambda: server.builds() > before)
    until(lambda: server.shows("campaigns/essay/entries/", "早班"))


def test_a_preview_without_reload_says_what_it_lacks(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path)
    address = f"127.0.0.1:{free_port()}"
    stopped = run_mkdocs(root, "serve", "--no-livereload", "--dev-addr", address)
    assert stopped.returncode == 1
    assert "去掉 --no-livereload" in stopped.stdout + stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_drafts_show_and_nothing_is_published(server: Server) -> None:
    server.edit("campaigns/study/campaign.yml", "state: published", "state: draft")
    until(lambda: server.shows("campaigns/study/", "草稿，只在预览里"))
    assert not (server.root / "site").exists()


def test_a_record_with_an_error_says_so_in_its_place(server: Server) -> None:
    server.edit(ENTRY, "award: first", "award: frist")
    assert "是不是想写 first" in server.get(PAGE)
    assert "/livereload/" in server.get(PAGE)
    server.edit(ENTRY, "award: frist", "award: first")
    assert "第一段写到" in server.get(PAGE)


def findings(server: Server) -> str:
    return server.get("_campaignkit/findings.json")


def test_a_saved_campaign_shows_before_its_records_are_checked_again(server: Server) -> None:
    campaign, summary = "campaigns/essay/campaign.yml", "summary: 写写身边的人和事。"
    server.edit(campaign, summary, "summary: 改过的摘要。")
    until(lambda: server.shows("campaigns/essay/", "改过的摘要"))
    assert findings(server) == "[]"
    server.edit(campaign, "id: first,", "id: best,")
    until(lambda: "是不是想写" in findings(server) or "unknown-id" in findings(server))
    assert ENTRY in findings(server)
    server.edit(campaign, "id: best,", "id: first,")
    until(lambda: findings(server) == "[]")
    assert "第一段写到" in server.get(PAGE)


def test_a_pass_that_finds_other_cards_builds_anew(server: Server) -> None:
    server.edit("campaigns/essay/campaign.yml", "title: 一等奖", "title: 特等奖")
    until(lambda: server.shows("campaigns/essay/", "特等奖"))
    until(lambda: server.shows("campaigns/essay/entries/", "特等奖"))


def test_a_newer_save_takes_the_place_of_a_pass(server: Server) -> None:
    campaign = "campaigns/essay/campaign.yml"
    server.edit(campaign, "id: first,", "id: best,")
    until(lambda: server.builds() >= 2)
    server.edit(campaign, "id: best,", "id: first,")
    until(lambda: server.builds() >= 3)
    server.edit(ENTRY, "award: first", "award: frist")
    until(lambda: "是不是想写 first" in findings(server))
    server.edit(ENTRY, "award: frist", "award: first")
    until(lambda: findings(server) == "[]")


def test_pages_stand_while_the_engine_builds(server: Server) -> None:
    def answered() -> bool:
        lists = server.get("campaigns/essay/entries/")
        server.get("")
        server.get(asset("preview.js").uri)
        assert "第一段写到" in server.get(PAGE)
        return "早班" in lists

    server.edit(ENTRY, "title: 夜班", "title: 早班")
    until(answered)


def test_unknown_records_are_not_found(server: Server) -> None:
    for uri in ("campaigns/essay/entries/none/", "campaigns/none/entries/one/"):
        with pytest.raises(urllib.request.HTTPError) as caught:
            server.get(uri)
        assert caught.value.code == 404
        caught.value.close()


def open_page(new_page: NewPage, server: Server, uri: str) -> Page:
    page = new_page()
    page.goto(server.base + uri)
    page.wait_for_function("() => document.readyState === 'complete'")
    return page


@pytest.mark.browser
def test_the_open_page_shows_a_save(new_page: NewPage, server: Server) -> None:
    page = open_page(new_page, server, PAGE)
    expect(page.locator("article")).to_contain_text("第一段写到")
    server.edit(ENTRY, "第一段写到", "改过的段落写到")
    expect(page.locator("article")).to_contain_text("改过的段落写到", timeout=LONG)


@pytest.mark.browser
def test_a_page_loads_again_only_when_it_looks_different(new_page: NewPage, server: Server) -> None:
    page = open_page(new_page, server, PAGE)
    page.evaluate("window.stays = true")
    server.edit("campaigns/essay/campaign.yml", "写写身边的人和事", "改过的摘要")
    until(lambda: server.shows("campaigns/essay/", "改过的摘要"))
    server.edit("campaigns/essay/entries/two.yml", "title: 交接", "title: 换班")
    until(lambda: server.shows("campaigns/essay/entries/", "换班"))
    expect(page.locator("article")).to_contain_text("换班", timeout=LONG)  # the next record
    assert page.evaluate("window.stays") is None
    page.evaluate("window.stays = true")
    server.edit("campaigns/talks/campaign.yml", "每月一讲", "每周一讲")
    until(lambda: server.shows("campaigns/talks/", "每周一讲"))
    server.edit("campaigns/talks/sessions/first.yml", "abstract: 讲一讲", "abstract: 说一说")
    until(lambda: server.shows("campaigns/talks/sessions/first/", "说一说"))
    assert page.evaluate("window.stays")


@pytest.mark.browser
def test_a_page_that_an_error_took_away_comes_back(new_page: NewPage, server: Server) -> None:
    page = open_page(new_page, server, "campaigns/essay/")
    server.edit("campaigns/essay/campaign.yml", "title: 职工征文", "title：职工征文")
    expect(page.locator(".ck-findings")).to_contain_text("1 个错误", timeout=LONG)
    server.edit("campaigns/essay/campaign.yml", "title：职工征文", "title: 职工征文")
    expect(page.locator("article")).to_contain_text("写写身边的人和事", timeout=LONG)
    expect(page.locator(".ck-findings")).to_have_count(0)


@pytest.mark.browser
def test_findings_come_and_go_and_never_stop_the_server(new_page: NewPage, server: Server) -> None:
    page = open_page(new_page, server, PAGE)
    bar = page.locator(".ck-findings")
    expect(bar).to_have_count(0)
    server.edit(ENTRY, "award: first", "award: frist")
    page.goto(server.base + "campaigns/essay/")
    expect(bar).to_contain_text("1 个错误", timeout=LONG)
    bar.locator("summary").click()
    expect(bar).to_contain_text(re.compile(r"campaigns/essay/entries/one\.yml:3:8"))
    expect(bar).to_contain_text("是不是想写 first")
    server.edit(ENTRY, "award: frist", "award: first")
    expect(bar).to_have_count(0, timeout=LONG)
    server.edit("campaigns/talks/campaign.yml", "title: 讲座", "title：讲座")
    expect(bar).to_contain_text("中文冒号", timeout=LONG)
    server.edit("campaigns/talks/campaign.yml", "title：讲座", "title: 讲座")
    expect(bar).to_have_count(0, timeout=LONG)
    until(lambda: server.shows("campaigns/talks/", "讲座"))


def test_the_site_is_shown_as_of_another_day(server: Server) -> None:
    def status() -> str:
        return re.findall(r'data-ck-status="(\w+)"', server.get("campaigns/essay/"))[0]

    def choose(day: str) -> None:
        asked = urllib.request.Request(f"{server.base}_campaignkit/day?to={day}", method="POST")
        with urllib.request.urlopen(asked) as answer:
            assert answer.status == 204

    for day, word in (("2019-01-01", "upcoming"), ("2031-01-01", "over")):
        built = server.builds()
        choose(day)
        until(lambda built=built: server.builds() > built)  # type: ignore[misc]
        until(lambda word=word: status() == word)  # type: ignore[misc]
        assert f'name="ck-now" content="{day}T12:00:00+08:00"' in server.get("")
    choose("")
    until(lambda: "ck-now" not in server.get(""))
    with pytest.raises(urllib.request.HTTPError) as caught:
        choose("2021-06-31")
    with caught.value as answer:
        assert answer.code == 400
