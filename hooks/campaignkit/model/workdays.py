"""Chinese working days: weekends, public holidays and the make-up days that go with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import chinese_calendar  # type: ignore[import-untyped]
from pydantic import Field

from campaignkit.model.fields import Day, Model, Year


class UncoveredYearError(LookupError):
    """No calendar knows which days of `year` are worked."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Workdays(Model):
    """放假和调休：campaigns/workdays.yml，写程序还不知道的年份。"""

    years: Annotated[
        tuple[Year, ...], Field(title="年份", description="写全了放假安排的年份，例如 [2027]")
    ] = ()
    holidays: Annotated[
        tuple[Day, ...], Field(title="放假", description="工作日里放假的日子，例如 2027-01-01")
    ] = ()
    workdays: Annotated[
        tuple[Day, ...], Field(title="调休上班", description="周末里要上班的日子")
    ] = ()

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`: this file first, then the State Council's notices.

        The notices are those that the package chinesecalendar carries. Raises
        `UncoveredYearError` for a year that neither knows.
        """
        if day in self.holidays:
            return False
        if day in self.workdays:
            return True
        if day.year in self.years:
            return day.weekday() < 5
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise UncoveredYearError(day.year) from None

    def count(self, start: date, end: date) -> int:
        """Working days from `start` to `end`, both counted. Raises `UncoveredYearError`."""
        return sum(self.is_workday(day) for day in _days(start, end))

    def nth(self, start: date, number: int) -> date:
        """The day on which the `number`-th working day from `start` (counted) falls.

        Raises `UncoveredYearError`.
        """
        day = start
        while (number := number - self.is_workday(day)) > 0:
            day += timedelta(days=1)
        return day


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)
