"""Sessions of every sort on pages, in lists, in calendars, in feeds and for machines."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from campaignkit.kinds.lecture.session_times import Every, Repeat
from support.engine import build_site
from support.site import site_case, write_site

pytestmark = pytest.mark.site

TALKS = "campaigns/talks/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sessions")
    build_site(write_site(site_case("sessions"), folder / "project"), folder / "site")
    return folder / "site"


def words(folder: Path, uri: str) -> str:
    """The words of a page, without tags and runs of blanks."""
    text = (folder / uri / "index.html").read_text("utf-8")
    return " ".join(re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL).split())


def data(folder: Path, session: str) -> dict[str, object]:
    """A session's page as schema.org data."""
    text = (folder / TALKS / "sessions" / session / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    parsed: dict[str, object] = json.loads(found[1])
    return parsed


def starts(folder: Path, session: str) -> list[str]:
    """The beginnings in a session's calendar file."""
    text = (folder / TALKS / f"sessions/{session}.ics").read_text("utf-8")
    return re.findall(r"^DTSTART[^:]*:(\S+)", text.split("END:VTIMEZONE")[-1], re.MULTILINE)


def test_a_weekly_class_stands_with_each_of_its_dates(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/weekly/")
    assert "2021年5月5日19:00 至 20:30 ，此后每周一次，共 4 次，最后一次 2021年6月2日19:00" in page
    assert "2021年5月26日19:00 至 20:30" in page
    assert "2021年5月12日 没有" in page
    assert "5月12日19:00" not in page
    assert starts(built, "weekly") == [
        f"2021{day}T190000" for day in ("0505", "0519", "0526", "0602")
    ]
    ids = re.findall(
        r"^UID:(.+)", (built / TALKS / "sessions/weekly.ics").read_text(), re.MULTILINE
    )
    assert len(set(ids)) == 4
    assert "每周，共 4 次 · 19:00—20:30 · 礼堂、东区活动室、西区活动室" in words(built, TALKS)


def test_branches_guests_and_moderator_are_named(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/weekly/")
    assert "分会场 东区活动室，示例路2号 分会场 西区活动室，示例路3号" in page
    assert "主讲 示例·王五（示例文化馆研究员）、 张三 主持 李四" in page
    assert "主持 书法课" in words(built, "people/li-si/")


def test_parts_stand_one_by_one_and_both_ends_on_the_card(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/camp/")
    assert "2021年6月1日09:00 至 17:00 第一天" in page
    assert "2021年6月2日09:00 至 12:00 第二天，东区活动室，示例路2号" in page
    assert starts(built, "camp") == ["20210601T090000", "20210602T090000"]
    landing = words(built, TALKS)
    assert "6月1日 — 6月2日 · 分 2 次" in landing
    assert "7月1日 — 7月31日" in landing
    assert "2021年7月1日 至 2021年7月31日" in words(built, f"{TALKS}sessions/month/")
    assert len(data(built, "camp")["subEvent"]) == 2  # type: ignore[arg-type]


def test_an_online_session_needs_no_hall(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/online/")
    assert "线上 示例会议 ，会议号 123 456" in page
    assert "看视频（45分钟）" in page
    facts = data(built, "online")
    assert facts["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert facts["location"] == {"@type": "VirtualLocation", "url": "https://example.org/join"}


def test_what_is_to_be_announced_says_so(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/open/")
    assert "时间 另行通知 地点 另行通知 主讲 另行通知" in page
    assert not (built / TALKS / "sessions" / "open.ics").exists()
    assert "时间另行通知 · 地点另行通知" in words(built, TALKS)


def test_moved_and_cancelled_are_said_wherever_a_session_is_named(built: Path) -> None:
    page = words(built, f"{TALKS}sessions/postponed/")
    assert "原定 2021年5月20日14:30。新的时间另行通知。" in page
    assert data(built, "postponed")["eventStatus"] == "https://schema.org/EventPostponed"
    for uri in (TALKS, "people/zhang-san/", f"{TALKS}sessions/"):
        assert "已改期" in words(built, uri)
        assert "已取消" in words(built, uri)
    feed = (built / "feed.xml").read_text("utf-8")
    assert "“推迟的一讲”已改期，时间另行通知。" in feed


def test_months_without_the_day_are_passed_over() -> None:
    repeat = Repeat(every=Every.MONTH, count=3)
    days = list(repeat.days_from(date(2021, 1, 31)))
    assert days == [date(2021, 1, 31), date(2021, 3, 31), date(2021, 5, 31)]
