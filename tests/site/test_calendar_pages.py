"""The calendar's pages: which there are, what they say, and whose pages offer a date."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from campaignkit.model.calendar_entry import CalendarDate, DateSort
from campaignkit.site import calendar_pages
from campaignkit.site.calendar_month import by_month, months
from campaignkit.site.calendar_pages import ahead
from support.calendar_site import AS_OF, built, catalogue, project

pytestmark = pytest.mark.site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return built(root, tmp_path / "site", monkeypatch)


def page(site: Path, uri: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / uri / "index.html").read_text("utf-8"))


def text(site: Path, uri: str) -> str:
    return re.sub(r"\s+", " ", page(site, uri).text())


def test_dates_of_every_kind_come_from_timeline_notice_and_records(root: Path) -> None:
    found = [(entry.name, entry.begins.written) for entry in catalogue(root).calendar]
    assert found[:3] == [
        ("essay.open", "2021-03-01"),
        ("talks.open", "2021-04-01"),
        ("talks.sessions.past", "2021-04-12T14:30"),
    ]
    names = {name for name, _ in found}
    assert {"essay.close", "essay.notice", "essay.award", "talks.close"} <= names
    assert not any(name.startswith("hidden.") for name in names)


def test_a_record_keeps_its_date_in_its_card(root: Path) -> None:
    card = catalogue(root).records("talks", "sessions")["plain"]
    assert card.event == CalendarDate(
        "2021-05-12T14:30:00+08:00",
        "2021-05-12T16:00:00+08:00",
        DateSort.EVENT,
        place="礼堂，示例路1号,二楼; 左转",
    )


def test_a_page_for_each_month_with_a_date(site: Path) -> None:
    found = sorted(file.parent.name for file in (site / "calendar").glob("*/index.html"))
    assert found == ["2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-12"]


def test_the_first_page_shows_this_month_and_what_comes_later(site: Path) -> None:
    found = text(site, "calendar")
    assert "2021年5月" in found
    assert "第一讲" in found
    later = found.partition("下个月起")[2]
    assert "改期的一讲" in later
    assert "取消的一讲" not in later
    assert "过去的一讲" not in found


def test_a_month_is_a_table_and_a_list(site: Path) -> None:
    month = page(site, "calendar/2021-06")
    assert len(month.css("table caption")) == 1
    assert len(month.css("thead th[scope=col]")) == 7
    days = month.css("td[data-ck-day]")
    assert [node.attributes["data-ck-day"] for node in days] == [
        f"2021-06-{number:02}" for number in range(1, 31)
    ]
    targets = {node.attributes["href"] for node in month.css("a.ck-day__number")}
    assert targets == {f"#{node.attributes['id']}" for node in month.css("dl dt")}
    assert "1 项" in month.css("td[data-ck-day='2021-06-12']")[0].text()
    assert month.css("td[data-ck-day='2021-06-13'] a") == []


def test_a_span_stands_on_its_first_and_its_last_day(site: Path) -> None:
    july = text(site, "calendar/2021-07")
    assert "7月5日 星期一 职工征文：公示 开始 到2021年7月12日" in july
    assert "7月12日 星期一 职工征文：公示 最后一天 2021年7月5日开始" in july


def test_moved_and_cancelled_dates_say_so(site: Path) -> None:
    june = page(site, "calendar/2021-06")
    assert "改期的一讲 场次 已改期" in re.sub(r"\s+", " ", june.text())
    assert june.css_first("a.ck-days__gone").text() == "取消的一讲"


def test_hostile_titles_stay_text(site: Path) -> None:
    for uri in ("calendar/2021-06", "campaigns/talks/calendar"):
        assert page(site, uri).css("dl b, td b") == []
        assert "<b>粗</b>" in page(site, uri).text()


def test_a_campaign_s_months_stand_on_one_page_or_on_many(
    root: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(page(site, "campaigns/talks/calendar").css("table")) == 4
    assert not (site / "campaigns/talks/calendar/2021-06").exists()
    monkeypatch.setattr(calendar_pages, "ONE_PAGE", 3)
    other = built(root, tmp_path / "other", monkeypatch)
    assert len(page(other, "campaigns/talks/calendar").css("table")) == 1
    assert "改期的一讲" in text(other, "campaigns/talks/calendar/2021-06")


OFFERS = {
    "campaigns/talks": "calendar.ics",
    "campaigns/talks/sessions/plain": "plain.ics",
    "campaigns/talks/sessions/moved": "moved.ics",
    "campaigns/talks/sessions/past": None,
    "campaigns/talks/sessions/gone": None,
}


@pytest.mark.parametrize("uri", OFFERS)
def test_pages_with_a_date_ahead_offer_it(site: Path, uri: str) -> None:
    found = page(site, uri)
    files = [node.attributes["href"] or "" for node in found.css("a") if node.text() == "加入日历"]
    wanted = OFFERS[uri]
    assert [href.rpartition("/")[2] for href in files] == ([wanted] if wanted else [])
    for href in files:
        assert (site / uri / href).resolve().is_file()
    webcal = [node.attributes["href"] for node in found.css('a[href^="webcal:"]')]
    assert webcal == (["webcal://example.org/campaigns/talks/calendar.ics"] if wanted else [])


def test_the_offer_ends_when_the_date_is_over(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = built(root, tmp_path / "later", monkeypatch, AS_OF + timedelta(days=60))
    assert "加入日历" not in text(later, "campaigns/talks/sessions/plain")
    assert "加入日历" in text(later, "campaigns/talks")


def test_search_does_not_find_the_words_of_buttons(site: Path) -> None:
    index = "".join(file.read_text("utf-8") for file in (site / "search").rglob("*.json"))
    assert "讲一讲" in index
    assert "加入日历" not in index


def test_the_home_page_names_what_is_next(root: Path) -> None:
    found = catalogue(root)
    assert [entry.name for entry in ahead(found.calendar, AS_OF)][:3] == [
        "talks.sessions.plain",
        "essay.close",
        "essay.judging-" + next(e.name for e in found.calendar if "judging" in e.name)[-8:],
    ]


def test_what_has_begun_is_next_by_its_end(root: Path) -> None:
    found = catalogue(root)
    during = AS_OF + timedelta(days=68)  # 8 July, in the days of the notice
    assert ahead(found.calendar, during)[0].name == "essay.notice"


def test_a_month_before_any_date_is_empty_and_whole() -> None:
    (month,) = months([(2021, 2)], ())
    assert [day.date for week in month.weeks for day in week][:2] == [
        date(2021, 2, 1),
        date(2021, 2, 2),
    ]
    assert month.days == []
    assert by_month(()) == {}
