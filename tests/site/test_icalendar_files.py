"""Calendar files as two libraries read them, and that they follow from the content alone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import vobject

from campaignkit.publish.output import Tree
from campaignkit.site import icalendar_files
from campaignkit.site.icalendar_files import (
    CalendarFile,
    CalendarWriter,
    calendar_files,
    write_calendars,
)
from support.calendar_site import ZONE, catalogue, events, project

SITE = "https://example.org/gonghui/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def write(root: Path, folder: Path, site_url: str = SITE) -> Path:
    found = catalogue(root)
    write_calendars(
        calendar_files(found), CalendarWriter.of(found, site_url), Tree(folder), workers=1
    )
    return folder


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    return write(root, tmp_path / "site")


def test_there_is_a_file_for_the_site_each_campaign_and_each_event(site: Path) -> None:
    found = {file.relative_to(site).as_posix() for file in site.rglob("*.ics")}
    talks = {f"campaigns/talks/sessions/{name}.ics" for name in ("plain", "past", "moved", "gone")}
    assert found == {
        *talks,
        "calendar.ics",
        "campaigns/essay/calendar.ics",
        "campaigns/talks/calendar.ics",
        "campaigns/talks/sessions/hostile.ics",
    }
    every, essay = events(site / "calendar.ics"), events(site / "campaigns/essay/calendar.ics")
    assert len(every) == 12
    assert set(essay) < set(every)
    assert list(events(site / "campaigns/talks/sessions/plain.ics")) == ["talks.sessions.plain"]


def test_an_event_has_its_time_zone_place_and_page(site: Path) -> None:
    file = site / "campaigns/talks/sessions/plain.ics"
    event = events(file)["talks.sessions.plain"]
    assert event["uid"] == "talks.sessions.plain@example.org/gonghui"
    assert event["dtstart"].dt == datetime(2021, 5, 12, 14, 30, tzinfo=ZONE)
    assert event["dtend"].dt == datetime(2021, 5, 12, 16, tzinfo=ZONE)
    assert event["dtstart"].params["tzid"] == "Asia/Shanghai"
    assert event["location"] == "礼堂，示例路1号,二楼; 左转"
    assert event["url"] == f"{SITE}campaigns/talks/sessions/plain/"
    assert event["transp"] == "OPAQUE"
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n" in file.read_bytes()


def test_the_stamp_is_the_day_of_the_last_news(site: Path) -> None:
    event = events(site / "campaigns/talks/sessions/plain.ics")["talks.sessions.plain"]
    assert event["dtstamp"].dt == datetime(2021, 4, 24, 16, tzinfo=UTC)  # midnight in Shanghai


def test_moved_and_cancelled_events_supersede_what_was_announced(site: Path) -> None:
    found = events(site / "calendar.ics")
    plain, moved, gone = (found[f"talks.sessions.{name}"] for name in ("plain", "moved", "gone"))
    assert (plain["sequence"], plain["status"]) == (0, "CONFIRMED")
    assert (moved["sequence"], moved["status"]) == (1, "CONFIRMED")
    assert (gone["sequence"], gone["status"]) == (2, "CANCELLED")
    assert moved["summary"] == "【已改期】改期的一讲"
    assert "原定2021年6月10日14:30" in moved["description"]
    assert gone["summary"] == "【已取消】取消的一讲"
    assert gone["transp"] == "TRANSPARENT"
    assert not gone.walk("VALARM")


def test_a_session_that_moves_keeps_its_id(root: Path, tmp_path: Path, site: Path) -> None:
    before = set(events(site / "calendar.ics"))
    file = root / "campaigns/talks/sessions/plain.yml"
    text = file.read_text("utf-8").replace("2021-05-12", "2021-05-19")
    file.write_text(f"{text}state: moved\nmoved_from: 2021-05-12T14:30\n", "utf-8")
    after = events(write(root, tmp_path / "after") / "calendar.ics")
    assert set(after) == before
    assert after["talks.sessions.plain"]["sequence"] == 1


def test_deadlines_remind_a_day_before(root: Path, site: Path, tmp_path: Path) -> None:
    found = events(site / "calendar.ics")
    deadline = found["essay.close"]
    assert deadline["summary"] == "职工征文：截止征集"
    assert (deadline["dtstart"].dt, deadline["dtend"].dt) == (date(2021, 5, 31), date(2021, 6, 1))
    (alarm,) = deadline.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-15)  # nine in the morning of the day before
    assert sum(len(event.walk("VALARM")) for event in found.values()) == 1
    file = root / "campaigns/essay/campaign.yml"
    at_a_time = file.read_text("utf-8").replace("close: 2021-05-31", "close: 2021-05-31T17:30")
    file.write_text(at_a_time, "utf-8")
    (alarm,) = events(write(root, tmp_path / "a") / "calendar.ics")["essay.close"].walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-1)


def test_a_span_of_days_ends_before_the_day_after(site: Path) -> None:
    notice = events(site / "calendar.ics")["essay.notice"]
    assert (notice["dtstart"].dt, notice["dtend"].dt) == (date(2021, 7, 5), date(2021, 7, 13))
    assert notice["transp"] == "TRANSPARENT"


def test_hostile_titles_are_escaped_and_folded(site: Path) -> None:
    file = site / "campaigns/talks/sessions/hostile.ics"
    data = file.read_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        line.decode()  # no character is cut in two
    (event,) = events(file).values()
    assert str(event["summary"]).startswith('逗号,分号;反斜杠\\n <b>粗</b>&amp; ]]> "引号" BEGIN:')
    assert str(event["summary"]).endswith("很长的中文题目")


def test_line_breaks_are_kept_and_control_characters_are_not(root: Path) -> None:
    found = catalogue(root)
    entry = next(one for one in found.calendar if one.ics)._replace(title="上\n下\x07\r，完")
    data = CalendarWriter.of(found, SITE).make(CalendarFile("x.ics", "x\x00", (entry,)))
    assert "SUMMARY:上\\n下，完".encode() in data
    assert b"\x07" not in data
    assert b"\x00" not in data


def test_another_library_reads_the_same(site: Path) -> None:
    for file in site.rglob("*.ics"):
        calendar = vobject.readOne(file.read_bytes().decode())
        ours = events(file)
        theirs = {event.uid.value.partition("@")[0]: event for event in calendar.vevent_list}
        assert set(theirs) == set(ours)
        for name, event in theirs.items():
            assert event.summary.value == str(ours[name]["summary"])
            assert event.dtstart.value == ours[name]["dtstart"].dt
            place = event.location.value if hasattr(event, "location") else ""
            assert place == str(ours[name].get("location", ""))
            assert event.sequence.value == str(ours[name]["sequence"])


def test_without_an_address_ids_stand_and_nothing_links(root: Path, tmp_path: Path) -> None:
    event = events(write(root, tmp_path / "site", "") / "calendar.ics")["talks.sessions.plain"]
    assert event["uid"] == "talks.sessions.plain@campaignkit.invalid"
    assert "url" not in event
    assert "http" not in str(event["description"])


def test_the_same_content_gives_the_same_bytes_and_is_not_made_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = catalogue(root)
    writer, tree = CalendarWriter.of(found, SITE), Tree(tmp_path / "site")
    write_calendars(calendar_files(found), writer, tree, workers=1)
    again = write(root, tmp_path / "again")
    for path in tree.entries:
        assert (again / path).read_bytes() == (tree.folder / path).read_bytes()
    monkeypatch.setattr(
        icalendar_files.CalendarWriter, "make", lambda *_: pytest.fail("made again")
    )
    later = Tree(tree.folder, tree.entries)
    write_calendars(calendar_files(found), writer, later, workers=1)
    assert later.entries == tree.entries


def test_what_ended_over_a_year_ago_stays_with_its_campaign(root: Path, tmp_path: Path) -> None:
    file = root / "campaigns/talks/sessions/past.yml"
    file.write_text(file.read_text("utf-8").replace("2021-04-12", "2020-04-30"), "utf-8")
    site = write(root, tmp_path / "site")
    assert "talks.sessions.past" not in events(site / "calendar.ics")
    assert "talks.sessions.past" in events(site / "campaigns/talks/calendar.ics")


def test_two_dates_of_the_same_title_have_ids_of_their_own(root: Path, tmp_path: Path) -> None:
    file = root / "campaigns/essay/campaign.yml"
    stages = "{title: 初评, start: 2021-06-01, end: 2021-06-04}"
    twice = f"{stages}, {stages.replace('06', '07')}"
    file.write_text(file.read_text("utf-8").replace(stages, twice), "utf-8")
    names = [
        name for name in events(write(root, tmp_path / "s") / "calendar.ics") if "judg" in name
    ]
    assert len(names) == 2
    assert names[1] == f"{names[0]}-2"
    assert json.dumps(names).isascii()
