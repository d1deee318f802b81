"""Months of a calendar: which day shows which entry, as a table and as a list."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from campaignkit.model.calendar_entry import CalendarEntry, DateState

WEEKDAYS = "一二三四五六日"
"""Monday first, as calendars in China and ISO 8601 have it."""

YearMonth = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DayLine:
    """An entry on one of its days: the only one, the first or the last.

    The days between are not shown: a month's table would be full of notices and weeks of study.
    """

    entry: CalendarEntry
    edge: Literal["", "first", "last"] = ""

    @property
    def clock(self) -> str:
        """The time to read beside the title, empty for a day without one."""
        moment = self.entry.ends if self.edge == "last" else self.entry.begins
        if moment.whole_day:
            return ""
        until = self.entry.ends
        same = not self.edge and not until.whole_day and until != moment
        return f"{moment.start:%H:%M}" + (f"—{until.start:%H:%M}" if same else "")

    @property
    def words(self) -> str:
        """What to say besides the title: the state, or which end of a span this is."""
        if self.entry.state is DateState.CANCELLED:
            return "已取消"
        if self.edge:
            return {"first": "开始", "last": "最后一天"}[self.edge]
        return "已改期" if self.entry.state is DateState.MOVED else ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month's table with what is on it; `inside` is False for days of other months."""

    date: date
    inside: bool
    lines: tuple[DayLine, ...]

    @property
    def id(self) -> str:
        """The anchor of the day in the list."""
        return f"d-{self.date.isoformat()}"

    @property
    def weekday(self) -> str:
        """星期二."""
        return f"星期{WEEKDAYS[self.date.weekday()]}"


@dataclass(frozen=True, slots=True)
class Month:
    """One month: `weeks` for the table, `days` (those with entries) for the list."""

    year: int
    number: int
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def id(self) -> str:
        """2021-09, for addresses and anchors."""
        return month_id((self.year, self.number))

    @property
    def title(self) -> str:
        """2021年9月."""
        return month_title((self.year, self.number))

    @property
    def days(self) -> list[Day]:
        """The month's days that have entries."""
        return [day for week in self.weeks for day in week if day.inside and day.lines]


def month_id(which: YearMonth) -> str:
    """2021-09."""
    return f"{which[0]:04}-{which[1]:02}"


def month_title(which: YearMonth) -> str:
    """2021年9月."""
    return f"{which[0]}年{which[1]}月"


def by_month(entries: Iterable[CalendarEntry]) -> dict[YearMonth, list[CalendarEntry]]:
    """The entries of each month in which one begins or ends, the months in their order."""
    found: dict[YearMonth, list[CalendarEntry]] = defaultdict(list)
    for entry in entries:
        for day in dict.fromkeys((entry.begins.day.replace(day=1), entry.ends.day.replace(day=1))):
            found[day.year, day.month].append(entry)
    return dict(sorted(found.items()))


def months(which: Iterable[YearMonth], entries: Iterable[CalendarEntry]) -> list[Month]:
    """Months to be shown, whether anything is on or not, with what is on."""
    by_day = _by_day(entries)
    return [_month(one, by_day) for one in which]


def _lines(entries: Iterable[CalendarEntry]) -> Iterator[tuple[date, DayLine]]:
    for entry in entries:
        if entry.spans_days:
            yield entry.begins.day, DayLine(entry, "first")
            yield entry.ends.day, DayLine(entry, "last")
        else:
            yield entry.begins.day, DayLine(entry)


def _by_day(entries: Iterable[CalendarEntry]) -> dict[date, tuple[DayLine, ...]]:
    found: dict[date, list[DayLine]] = defaultdict(list)
    for day, line in _lines(entries):
        found[day].append(line)
    # Whole days first, then by the clock; the order of the entries settles the rest.
    return {day: tuple(sorted(lines, key=lambda line: line.clock)) for day, lines in found.items()}


def _month(which: YearMonth, by_day: dict[date, tuple[DayLine, ...]]) -> Month:
    weeks = tuple(
        tuple(_day(day, which, by_day) for day in week)
        for week in Weeks().monthdatescalendar(*which)
    )
    return Month(*which, weeks)


def _day(day: date, which: YearMonth, by_day: dict[date, tuple[DayLine, ...]]) -> Day:
    inside = (day.year, day.month) == which
    return Day(day, inside, by_day.get(day, ()) if inside else ())
