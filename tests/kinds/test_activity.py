"""Activities: opening hours in words and as a week, and what a day makes of events and services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours
from pydantic import TypeAdapter, ValidationError

from campaignkit.kinds.activity.card import ServiceFacts
from campaignkit.kinds.activity.hours import (
    OpeningTimes,
    clock_spans,
    special_days,
    week_of,
)
from campaignkit.kinds.activity.hours_words import in_words
from campaignkit.kinds.activity.model import Activity
from campaignkit.kinds.activity.pages import ONE_SHEET, a_year_after, directory
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.settings import Settings
from campaignkit.source import Document

WORDS = {
    "24/7": "每天24小时",
    "off": "不开放",
    "Mo-Fr 08:30-17:30; PH off": "周一至周五 8:30—17:30，法定节假日休息",
    "Mo-Fr 08:30-12:00,14:30-17:30": "周一至周五 8:30—12:00、14:30—17:30",
    "Mo-Su,PH 06:00-22:30": "每天（含法定节假日）6:00—22:30",
    "06:00-22:00": "每天 6:00—22:00",
    "Mo-Fr 09:00-20:00; Sa-Su 10:00-17:00": "周一至周五 9:00—20:00；周六、周日 10:00—17:00",
    "Mo,We,Fr 09:00-10:00": "周一、周三、周五 9:00—10:00",
    "Mo-Fr": "周一至周五 全天",
    "Fr 20:00-26:00": "周五 20:00—次日2:00",
    "Mo-Fr 22:00-02:00": "周一至周五 22:00—次日2:00",
    "Mo-Fr 17:00+": "周一至周五 17:00起",
    "sunrise-sunset": "每天 日出—日落",
    "Jul-Aug Mo-Fr 08:00-18:00": "7月至8月周一至周五 8:00—18:00",
    "Jul 12-Aug 20 Mo-Fr 08:00-18:00": "7月12日至8月20日周一至周五 8:00—18:00",
    "2021 Jul 05-2021 Aug 27 08:00-18:00": "2021年7月5日至2021年8月27日 8:00—18:00",
    "Fr[1,-1] 09:00-12:00": "每月第一个和最后一个周五 9:00—12:00",
    "Dec 25 off": "12月25日休息",
    "Mo-Fr 08:30-17:30; PH,SH off": "周一至周五 8:30—17:30，法定节假日、学校假期休息",
    "Mo-Fr 08:30-17:30 unknown": "周一至周五 8:30—17:30（不一定开，先打电话）",
    'Sa 09:00-12:00 "电话; 预约"': "周六 9:00—12:00（电话; 预约）",
    '"电话预约"': "电话预约",
}
SILENT = [
    "week 01-20 Mo 09:00-10:00",
    'Mo-Fr 08:30-17:30 || "打电话问"',
    "10:00-16:00/01:30",
    "(sunrise+01:00)-sunset",
    "easter 09:00-10:00",
]


@pytest.mark.parametrize("text", WORDS)
def test_hours_have_words(text: str) -> None:
    assert in_words(text) == WORDS[text]


@pytest.mark.parametrize("text", SILENT)
def test_forms_without_words_have_none(text: str) -> None:
    assert in_words(text) == ""


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("24/7", "0-10080 on"),
        ("24/7; PH off", "0-10080 off"),
        ("Mo 08:30-12:00; PH off", "510-720 off"),
        ("Mo 08:30-12:00", "510-720 ask"),
        ("Su 22:00-02:00", "0-120 9960-10080 ask"),
        ("Mo-Tu 00:00-24:00", "0-2880 ask"),
        ("Mo-Su,PH 00:00-01:00", " ".join(f"{d * 1440}-{d * 1440 + 60}" for d in range(7)) + " on"),
        ("PH 10:00-12:00; Mo 09:00-10:00", "540-600 ask"),
    ],
)
def test_hours_become_minutes_of_a_week(text: str, week: str) -> None:
    assert week_of(text) == week


NO_WEEK = ["Jul-Aug Mo 08:00-09:00", "Fr[1] 09:00-12:00", "Mo 17:00+", "sunrise-sunset", "off"]
NO_WEEK += ["Mo-Fr 08:00-09:00; SH off", "Mo 08:00-09:00 unknown", '"电话预约"', *SILENT]


@pytest.mark.parametrize("text", NO_WEEK)
def test_no_week_is_claimed_where_hours_depend_on_more(text: str) -> None:
    assert week_of(text) == ""


_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@st.composite
def weekly(draw: st.DrawFn) -> str:
    """Hours of some weekdays, perhaps past midnight, perhaps overruled by a later rule."""
    rules = []
    for _ in range(draw(st.integers(1, 3))):
        days = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=4, unique=True))
        start, length = 5 * draw(st.integers(0, 287)), 5 * draw(st.integers(1, 240))
        end = start + length
        clock = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
        rules.append(f"{','.join(sorted(days, key=_NAMES.index))} {clock}")
    return "; ".join(rules)


@given(weekly(), st.integers(0, 7 * 1440 - 1))
def test_every_minute_of_a_week_is_as_the_library_says(text: str, minute: int) -> None:
    spans = [tuple(map(int, span.split("-"))) for span in week_of(text).split()[:-1]]
    told = any(start <= minute < end for start, end in spans)
    monday = datetime(2021, 9, 13)  # noqa: DTZ001  not the Monday that the week was made of
    assert told == OpeningHours(text).is_open(monday + timedelta(minutes=minute))


@given(weekly())
def test_spans_of_the_clock_are_as_long_as_the_week(text: str) -> None:
    week = week_of(text)
    spans = list(clock_spans(week))
    for day, opens, closes in spans:
        assert 0 <= day < 7
        assert opens < closes
    whole = sum(int(b) - int(a) for a, b in (span.split("-") for span in week.split()[:-1]))
    assert sum(_minutes(closes) - _minutes(opens) for _, opens, closes in spans) == whole


def _minutes(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return 1440 if clock == "23:59" else hour * 60 + minute


def test_special_days_are_those_of_the_calendar() -> None:
    year = next(part for part in special_days().split() if part.startswith("2021:"))
    holidays, worked = year.removeprefix("2021:").split(";")
    told = set()
    for run in holidays.split(","):
        first = date(2021, int(run[:2]), int(run[2:4]))
        told |= {first + timedelta(days=n) for n in range(int(run[5:]))}
    assert told == {day for day in chinese_calendar.holidays if day.year == 2021}
    assert "0918" in worked.split(",")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("周一至周五 8:30-17:30，法定节假日休息", "Mo-Fr 08:30-17:30; PH off"),
        ("周六、周日 9:00—17:00", "Sa,Su 09:00-17:00"),
        ("周一至周五8:30-12:00，14:30-17:30", "Mo-Fr 08:30-12:00,14:30-17:30"),
        ("全天24小时", "24/7"),
        ("Mo-Fr 08:30–17:30；PH off", "Mo-Fr 08:30-17:30; PH off"),
        ("看门口的通知", "例如 Mo-Fr 08:30-17:30"),
        (None, "例如"),
        (8, "例如"),
    ],
)
def test_what_was_meant_is_told(text: object, meant: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(OpeningTimes).validate_python(text)
    context = caught.value.errors()[0].get("ctx")
    assert context is not None
    assert meant in str(context)


def test_a_year_after_a_leap_day_is_the_first_of_march() -> None:
    assert a_year_after(date(2020, 2, 29)) == date(2021, 3, 1)
    assert a_year_after(date(2020, 9, 14)) == date(2021, 9, 14)


def _catalogue(places: int) -> tuple[Activity, Catalogue]:
    campaign = Activity.model_construct(title="服务点", venues={})
    campaign.placed("help", Document("campaigns/help/campaign.yml", "", {}))
    facts = ("站", "", "示例路", "每天24小时", "0-10080 on", "", ())
    cards = {
        f"p{n}": Card(
            "help",
            "services",
            f"p{n}",
            f"第{n}站",
            facets={"region": ("甲区" if n % 3 else "乙区",), "type": ("站",)},
            extra=ServiceFacts(*facts, date(2021, 1, 1) if n else date(2020, 1, 1)),
        )
        for n in range(places)
    }
    as_of = datetime(2021, 9, 14, tzinfo=UTC)
    shelves = {"help": {"services": cards}}
    return campaign, Catalogue(Path(), as_of, Settings(), {"help": campaign}, cards=shelves)


def test_no_services_make_no_directory() -> None:
    assert list(directory(*_catalogue(0))) == []


def test_a_directory_is_one_sheet_where_it_can_be() -> None:
    (page,) = directory(*_catalogue(ONE_SHEET))
    assert [name for name, _ in page.context["by_region"]] == ["乙区", "甲区"]  # type: ignore[attr-defined]
    assert page.context["stale"] == ["p0"]
    assert page.context["total"] == ONE_SHEET


def test_a_directory_of_very_many_has_a_page_for_each_region() -> None:
    index, *pages = directory(*_catalogue(ONE_SHEET + 3))
    assert index.context["further"] == [("乙区", 101, "directory/1"), ("甲区", 202, "directory/2")]
    assert [page.uri for page in pages] == ["directory/1", "directory/2"]
    assert [page.context["total"] for page in pages] == [101, 202]
    assert [page.context["stale"] for page in pages] == [["p0"], []]
