"""Dates as spreadsheets, programs in English and formal Chinese write them, told as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(36526, 73051)
"""Serial numbers that spreadsheets give to the days of 2000 to 2099; a fraction is the hour."""
_SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4}|\d\d)", re.ASCII)
_NAMED_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})", re.ASCII)
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")}
_NUMERALS |= {"零": "0", "○": "0"}
_CHINESE = re.compile(r"[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月.*")
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")


def read_foreign_day(text: str, *, with_time: bool) -> str:
    """How to write a date of these spellings, or nothing. `text` is half-width."""
    text = text.strip()
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) in _EXCEL_SERIALS:
        day = _EXCEL_EPOCH + timedelta(days=int(serial[1]))
        clock = _clock(serial[2]) if serial[2] and with_time else ""
        return f"这像是表格软件的日期序号，写成 {day.isoformat()}{clock}"
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(*map(int, match.groups()))
    if match := _NAMED.fullmatch(text):
        number, name, year = match.groups()
    elif match := _NAMED_FIRST.fullmatch(text):
        name, number, year = match.groups()
    else:
        return ""
    month = _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
    named = _day(int(year) + (2000 if len(year) == 2 else 0), month, int(number))
    return f"写成 {named}" if named else ""


def in_digits(text: str) -> str:
    """A date in Chinese numerals (二〇二六年十二月二日) with digits; any other text as it is."""
    if not _CHINESE.fullmatch(text.strip()):
        return text

    def tens(match: re.Match[str]) -> str:
        return f"{_NUMERALS.get(match[1], '1')}{_NUMERALS.get(match[2], '0')}"

    plain = _TENS.sub(tens, text.strip())
    return "".join(_NUMERALS.get(character, character) for character in plain)


def _year_last(first: int, second: int, year: int) -> str:
    """Month and day may stand in either order; both are told where both are days."""
    found = [day for day in (_day(year, first, second), _day(year, second, first)) if day]
    if len(set(found)) == 2:
        one, other = (f"{day}（{int(day[5:7])}月{int(day[8:])}日）" for day in found)
        return f"年份写在前面：是{one[11:-1]}就写成 {one[:10]}，是{other[11:-1]}就写成 {other[:10]}"
    return f"年份写在前面，写成 {found[0]}" if found else ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _clock(fraction: str) -> str:
    """The hour that a fraction of a day means, to the minute."""
    minutes = min(round(float(fraction) * 1440), 1439)
    return f"{datetime.combine(date.min, time()) + timedelta(minutes=minutes):T%H:%M}"
