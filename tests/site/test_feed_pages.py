"""Feeds as feedparser reads them: full text, ids and days from the content, sound escaping."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.dom import minidom

import feedparser
import pytest

from support.calendar_site import AS_OF, built, project
from support.site import fingerprint, run_mkdocs, stand_still

pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return built(root, tmp_path / "site", monkeypatch)


def read(file: Path) -> Any:
    found = feedparser.parse(file.read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def titles(file: Path) -> list[str]:
    return [entry.title for entry in read(file).entries]


def test_one_for_all_and_one_for_each_kind_that_is_shown(site: Path) -> None:
    assert sorted(file.name for file in (site / "feeds").iterdir()) == [
        "contest.xml",
        "lecture.xml",
    ]
    every = titles(site / "feed.xml")
    assert sorted(every) == sorted(
        titles(site / "feeds/contest.xml") + titles(site / "feeds/lecture.xml")
    )
    assert "草稿" not in (site / "feed.xml").read_text("utf-8")


def test_news_is_told_whole_newest_first_and_not_before_its_day(site: Path) -> None:
    found = read(site / "feeds/contest.xml").entries
    assert [entry.published[:10] for entry in found] == ["2021-04-20", "2021-04-02", "2021-04-02"]
    assert found[0].title == "职工征文：已收到十篇。"
    assert "以后的消息" not in (site / "feed.xml").read_text("utf-8")
    assert len({entry.id for entry in found}) == 3
    assert all(entry.id.startswith("urn:uuid:") for entry in found)


def test_markdown_is_html_with_absolute_addresses(site: Path) -> None:
    texts = [entry.content[0].value for entry in read(site / "feeds/contest.xml").entries]
    begun = next(text for text in texts if "开始" in text)
    assert "<strong>开始</strong>" in begun
    assert 'href="https://example.org/campaigns/talks/"' in begun


def test_hostile_text_stays_text(site: Path) -> None:
    raw = (site / "feeds/contest.xml").read_bytes()
    contents = [
        node.firstChild.data  # type: ignore[union-attr]
        for node in minidom.parseString(raw).getElementsByTagName("content")
    ]
    hostile = next(text for text in contents if "]]>" in text or "]]&gt;" in text)
    assert "&lt;script&gt;" in hostile  # escaped in the HTML, which is escaped once more in the XML
    assert "<script" not in hostile
    moved = (site / "feeds/lecture.xml").read_text("utf-8")
    assert "<b>" not in moved


def test_moved_and_cancelled_events_are_told(site: Path) -> None:
    found = {entry.title: entry for entry in read(site / "feeds/lecture.xml").entries}
    assert set(found) == {
        "讲座：改了一场。",
        "改期：改期的一讲（讲座）",
        "取消：取消的一讲（讲座）",
    }
    moved = found["改期：改期的一讲（讲座）"]
    assert "改到 2021年6月12日14:30，原定 2021年6月10日14:30" in moved.content[0].value
    assert moved.link == "https://example.org/campaigns/talks/sessions/moved/"
    assert moved.updated == "2021-04-25T00:00:00+08:00"


def test_notice_and_awards_follow_in_their_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = root / "campaigns/essay/entries/one.yml"
    entry.parent.mkdir()
    entry.write_text(
        "title: 夜班\nauthors: [zhang-san]\naward: first\nstatement_signed: true\nbody: 正文。\n",
        "utf-8",
    )
    late = AS_OF + timedelta(days=100)
    site = built(root, tmp_path / "site", monkeypatch, late)
    found = {entry.title: entry for entry in read(site / "feeds/contest.xml").entries}
    assert found["职工征文：名单公示"].published[:10] == "2021-07-05"
    assert "宣教部" in found["职工征文：名单公示"].content[0].value
    award = found["职工征文：获奖名单"]
    assert award.published[:10] == "2021-07-20"
    assert (
        'href="https://example.org/campaigns/essay/entries/one/">夜班</a>' in award.content[0].value
    )


def test_ids_stay_and_bytes_do_not_depend_on_the_day(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = built(root, tmp_path / "one", monkeypatch)
    two = built(root, tmp_path / "two", monkeypatch, AS_OF + timedelta(days=1))
    assert (one / "feed.xml").read_bytes() == (two / "feed.xml").read_bytes()
    assert (one / "calendar.ics").read_bytes() == (two / "calendar.ics").read_bytes()


def test_a_site_that_stands_still_is_the_same_any_day(root: Path, tmp_path: Path) -> None:
    """`today` is read where a build begins; here the same instant gives the same site."""
    stand_still(root, "2021-05-01")
    with pytest.MonkeyPatch.context() as patch:
        one = built(root, tmp_path / "one", patch)
        two = built(root, tmp_path / "two", patch)
    assert fingerprint(one) == fingerprint(two)


def real_build(root: Path, site_url: str) -> Path:
    """The site as the command makes it, its links checked; on 2021-08-01."""
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_url: https://example.org/t/\n", site_url)
    config.write_text(text.replace("{人物", "{日历: calendar/index.md}, {人物"), "utf-8")
    done = run_mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_every_page_leads_to_the_feed_and_the_site_map_lists_pages(root: Path) -> None:
    site = real_build(root, "site_url: https://example.org/t/\n")
    head = (site / "campaigns/talks/sessions/plain/index.html").read_text("utf-8")
    assert 'type="application/atom+xml" title="全部消息" href="../../../../feed.xml"' in head
    landing = (site / "campaigns/talks/index.html").read_text("utf-8")
    assert 'title="宣讲讲座的消息" href="../../feeds/lecture.xml"' in landing
    addresses = (site / "sitemap.xml").read_text("utf-8")
    assert "https://example.org/t/calendar/2021-06/<" in addresses
    assert "feed" not in addresses
    assert ".ics" not in addresses


def test_without_an_address_links_are_relative(root: Path) -> None:
    site = real_build(root, "")
    found = read(site / "feeds/lecture.xml")
    assert found.feed.id.startswith("urn:uuid:")
    links = {entry.title: entry.link for entry in found.entries}
    assert links["讲座：改了一场。"] == "../campaigns/talks/#updates"
    assert "webcal:" not in (site / "calendar/index.html").read_text("utf-8")
    assert "URL:" not in (site / "calendar.ics").read_text("utf-8")
