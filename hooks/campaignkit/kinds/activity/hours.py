"""Opening hours in OpenStreetMap's syntax: read by a library, and reduced to a plain week.

The syntax is that of https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. A browser
needs none of it to say whether a place is open: it gets the open minutes of a week, and which days
are not like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Annotated

import chinese_calendar  # type: ignore[import-untyped]
from pydantic import PlainValidator, WithJsonSchema

from campaignkit.model.fields import bad_value

FIRST_YEAR = 2020
"""Holidays of earlier years are not sent to browsers, whose day is later."""

_EXAMPLE = "例如 Mo-Fr 08:30-17:30; PH off（周一至周五，法定节假日休息），全天开放写 24/7"
_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001  a wall clock; any Monday will do
_DAY_MINUTES = 24 * 60

_WEEKDAYS = dict(
    zip("一二三四五六日天", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Su"), strict=True)
)
_PLAIN_SIGNS = str.maketrans("：；，、—–~～至到", ":;,,------")


@lru_cache(4096)
def canonical(text: str) -> str:
    """The library's own spelling of opening hours. Raises `ValueError` where they do not parse."""
    from opening_hours import OpeningHours, validate  # few campaigns have opening hours

    if not validate(text):
        raise ValueError(text)
    return str(OpeningHours(text))


def _hours(value: object) -> str:
    if isinstance(value, str) and value.strip() and _parses(value):
        return value.strip()
    meant = _meant(str(value))
    hint = f"写成 {meant}" if meant else f"按 opening_hours 的写法，{_EXAMPLE}"
    raise bad_value(f"“{value}”不是开放时间的写法", hint)


def _parses(text: str) -> bool:
    try:
        canonical(text)
    except ValueError:
        return False
    return True


def _meant(text: str) -> str:
    """Hours written in Chinese, or with full-width signs, as they should have been; or nothing."""
    plain = re.sub(r"(全天|每天)?\s*24\s*小时(开放)?|全天(开放)?", "24/7", text)
    plain = re.sub(r"[，；、\s]*(法定)?节假日(休息|不开放|除外)", "; PH off", plain)
    plain = re.sub(r"每[天日]|周[一1]至周日", "Mo-Su ", plain)
    plain = re.sub(
        r"(?:每?周|星期)([一二三四五六日天])", lambda day: _WEEKDAYS[day[1]] + " ", plain
    )
    plain = plain.translate(_PLAIN_SIGNS)
    plain = re.sub(r"(?<=[a-z]) *([-,]) *(?=[A-Z])", r"\1", plain)
    plain = re.sub(r"(?<=\d) *, *(?=[A-Z])", "; ", plain)
    plain = re.sub(r"(\d{1,2}:\d\d) *- *(\d{1,2}:\d\d)", r"\1-\2", plain)
    try:
        return canonical(" ".join(plain.split())).replace("closed", "off")
    except ValueError:
        return ""


OpeningTimes = Annotated[
    str,
    PlainValidator(_hours),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
"""Opening hours as they were written; they parse."""


def split_rules(spelling: str) -> list[str]:
    """The rules of canonical hours, each without the sign that joined it to the one before."""
    return re.split(r'(?:;|,|\|\|) (?=(?:[^"]*"[^"]*")*[^"]*$)', spelling)


@lru_cache(4096)
def week_of(text: str) -> str:
    """The open minutes of a week from Monday 0:00, and what holds on public holidays.

    `510-1050 1950-2490 off`: spans of minutes, then `off` for closed on public holidays, `on` for
    open as ever, `ask` where the hours do not say. Empty where a week cannot tell, since the hours
    depend on the date, the sun or a call.
    """
    spelling = canonical(text)
    rules = split_rules(spelling)
    if "||" in spelling or not all(map(_WEEKLY.fullmatch, rules)):
        return ""
    spans = " ".join(f"{start}-{end}" for start, end in _open_minutes(text))
    return f"{spans} {_on_holidays(spelling, rules)}" if spans else ""


_CLOCK = r"\d\d:\d\d-\d\d:\d\d"
_NAMES = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(?:Mo|Tu|We|Th|Fr|Sa|Su))?"
_WEEKLY = re.compile(
    rf"24/7(?: closed)?|(?:{_NAMES}(?:,{_NAMES})*)?(?: ?{_CLOCK}(?:,{_CLOCK})*)?(?: closed)?"
    r"(?: \"[^\"]*\")?"
)
"""A rule that holds alike in every week, but for public holidays."""


def _open_minutes(text: str) -> list[tuple[int, int]]:
    """Spans of minutes from Monday 0:00 in which a place is open; those that touch are one."""
    from opening_hours import OpeningHours, State

    spans: list[tuple[int, int]] = []
    week = OpeningHours(text).intervals(_MONDAY, _MONDAY + timedelta(days=7))
    for start, end, state, _ in week:
        if state == State.OPEN:
            first, last = _minutes(start), _minutes(end)
            if spans and spans[-1][1] == first:
                first = spans.pop()[0]
            spans.append((first, last))
    return spans


def _minutes(at: datetime) -> int:
    return int((at - _MONDAY).total_seconds()) // 60


def _on_holidays(spelling: str, rules: list[str]) -> str:
    named = [rule for rule in rules if re.search(r"\bPH\b", rule)]
    if spelling == "24/7" or (len(rules) == 1 and "Mo-Su,PH" in spelling):
        return "on"
    return "off" if named and named[-1] == "PH closed" else "ask"


def clock_spans(week: str) -> Iterator[tuple[int, str, str]]:
    """The spans of `week_of` by weekday (Monday is 0) with the times of a clock, cut at midnight.

    The end of a day is `23:59`, as schema.org has it.
    """
    for span in week.split()[:-1]:
        start, end = map(int, span.split("-"))
        while start < end:
            day, midnight = start // _DAY_MINUTES, (start // _DAY_MINUTES + 1) * _DAY_MINUTES
            until = min(end, midnight)
            closes = "23:59" if until == midnight else _clock(until)
            yield day, _clock(start), closes
            start = until


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@cache
def special_days() -> str:
    """Public holidays and make-up days of work of all years known, for browsers.

    `2021:0101/3,0211/7;0207,0220 2022:…`: for each year the first days of holidays with their
    lengths, then the days off that are worked. A year that is not there is not known.
    """
    years = range(FIRST_YEAR, max(chinese_calendar.holidays).year + 1)
    return " ".join(_year(year) for year in years)


def _year(year: int) -> str:
    runs: list[tuple[date, int]] = []
    for day in sorted(day for day in chinese_calendar.holidays if day.year == year):
        if runs and day == runs[-1][0] + timedelta(days=runs[-1][1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((day, 1))
    worked = sorted(day for day in chinese_calendar.workdays if day.year == year)
    holidays = ",".join(f"{first:%m%d}/{length}" for first, length in runs)
    return f"{year}:{holidays};{','.join(f'{day:%m%d}' for day in worked)}"
