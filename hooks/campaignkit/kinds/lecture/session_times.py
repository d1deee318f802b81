"""When a session is held: once, in parts, or again and again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, takewhile
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator

from campaignkit.kinds.venues import VenueId
from campaignkit.model.fields import (
    Day,
    Model,
    Moment,
    Positive,
    Text,
    When,
    bad_value,
    missing_field,
)

MAX_TIMES = 200
"""Dates of one session; a class a week for nearly four years."""


class Every(StrEnum):
    """How often a session is held again."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two-weeks"
    MONTH = "month"


_WORDS = {
    Every.DAY: "每天",
    Every.WEEK: "每周",
    Every.TWO_WEEKS: "每两周",
    Every.MONTH: "每月",
}
_STEP = {Every.DAY: 1, Every.WEEK: 7, Every.TWO_WEEKS: 14}
"""Days from one date to the next."""


class Repeat(Model):
    """重复：同样的时刻、同样的地点，隔几天再来一次。"""

    every: Annotated[
        Every,
        Field(
            title="每隔多久",
            description="day 每天、week 每周、two-weeks 每两周、month 每月（同一日）",
        ),
    ]
    until: Annotated[Day | None, Field(title="到哪天为止", description="这一天也算")] = None
    count: Annotated[Positive | None, Field(title="一共几次")] = None
    left_out: Annotated[
        tuple[Day, ...], Field(alias="except", title="哪几天没有", description="例如节假日")
    ] = ()

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.until is None and self.count is None:
            raise missing_field("没有写重复到什么时候", "写 until: 最后一天，或者 count: 一共几次")
        if self.until is not None and self.count is not None:
            raise bad_value("until 和 count 只能写一个", "知道一共几次就删掉 until")
        if self.count is not None and self.count > MAX_TIMES:
            raise bad_value(f"最多重复 {MAX_TIMES} 次", "分成几个场次写")
        return self

    def days_from(self, first: date) -> Iterator[date]:
        """The days on which it is held, `first` being the first; at most `MAX_TIMES`.

        Days of `except` are left out and do not count as times.
        """
        held = (day for day in self._raster(first) if day not in self.left_out)
        until = self.until
        yield from islice(
            held if until is None else takewhile(lambda day: day <= until, held),
            self.count or MAX_TIMES,
        )

    def _raster(self, first: date) -> Iterator[date]:
        """All days at this distance; months without the day are passed over."""
        if self.every is not Every.MONTH:
            for number in range(2 * MAX_TIMES):
                yield first + timedelta(days=number * _STEP[self.every])
            return
        for number in range(2 * MAX_TIMES):
            years, month = divmod(first.month - 1 + number, 12)
            year = first.year + years
            if first.day <= monthrange(year, month + 1)[1]:
                yield date(year, month + 1, first.day)

    def __str__(self) -> str:
        return _WORDS[self.every]


class Part(Model):
    """分几次的一次：例如第一天上午、第二天全天。"""

    title: Annotated[Text | None, Field(title="名称", description="例如 第一天")] = None
    start: Annotated[When, Field(title="开始", description="例如 2021-05-12T14:30")]
    end: Annotated[When, Field(title="结束")]
    venue: Annotated[VenueId | None, Field(title="场地编号", description="和整场不在一处时写")] = (
        None
    )


class SessionTime(NamedTuple):
    """One time that a session is held: `title` is that of its part, or empty.

    `venue` is the id of the part's own hall; None where it is the session's.
    """

    start: Moment
    end: Moment
    title: str = ""
    venue: str | None = None


def repeated(start: Moment, end: Moment, repeat: Repeat | None) -> tuple[SessionTime, ...]:
    """All times of a session that begins and ends at these moments for the first time."""
    if repeat is None:
        return (SessionTime(start, end),)
    shifts = [day - start.day for day in repeat.days_from(start.day)]
    return tuple(SessionTime(_later(start, shift), _later(end, shift)) for shift in shifts)


def _later(moment: Moment, shift: timedelta) -> Moment:
    """The same hour so many days later, by the clock on the wall."""
    return Moment(moment.start + shift, moment.end + shift, moment.whole_day)
