"""Opening hours in Chinese: “周一至周五 8:30—17:30，法定节假日休息”."""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.kinds.activity.hours import canonical, split_rules

_DAYS = dict(
    zip(
        ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH"),
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日", "法定节假日", "学校假期"),
        strict=True,
    )
)
_ORDER = list(_DAYS)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_NTH = {"1": "第一个", "2": "第二个", "3": "第三个", "4": "第四个", "5": "第五个", "-1": "最后一个"}
_SUN = {"sunrise": "日出", "sunset": "日落", "dawn": "天亮", "dusk": "天黑"}

_RULE = re.compile(
    r"(?P<dates>(?:\d{4}|[A-Z][a-z]{2})\b.*?)?"
    r"(?: ?(?P<days>(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:[-,\[\]\w]*)))?"
    r"(?: ?(?P<times>(?:\d\d:\d\d|sun|dawn|dusk)\S*))?"
    r"(?: ?(?P<state>closed|unknown))?"
    r"(?: ?\"(?P<comment>[^\"]*)\")?"
)
_DATE = re.compile(rf"(?:(\d{{4}})(?: |$))?(?:({'|'.join(_MONTHS)})(?: (\d{{1,2}}))?)?|(\d{{1,2}})")
_NAMED = re.compile(r"([A-Z][a-zH])(?:-([A-Z][a-z]))?(?:\[([-\d,]+)\])?(?:,|$)")
_SPAN = re.compile(r"([a-z]+|\d\d:\d\d)(?:-([a-z]+|\d\d:\d\d))?(\+)?")


@lru_cache(4096)
def in_words(text: str) -> str:
    """Opening hours in Chinese; empty where they use a form that has no words here.

    These are weeks, fallbacks (`||`), offsets and repetitions.
    """
    spelling = canonical(text)
    told = ""
    for rule in split_rules(spelling):
        words = _rule(rule)
        if not words or "||" in spelling:
            return ""
        told += ("，" if words.endswith("休息") else "；") + words if told else words
    return told


def _rule(rule: str) -> str:
    if rule.startswith("24/7"):
        comment = re.fullmatch(r'24/7(?: unknown)? "([^"]*)"', rule)
        whole = {"24/7": "每天24小时", "24/7 closed": "不开放"}
        return comment[1] if comment else whole.get(rule, "")
    match = _RULE.fullmatch(rule)
    if match is None:
        return ""
    parts = [match[name] for name in ("dates", "days", "times")]
    said = [tell(part) if part else "" for tell, part in zip(_TELLERS, parts, strict=True)]
    if any(part and not words for part, words in zip(parts, said, strict=True)):
        return ""
    dates, days, times = said
    if match["state"] == "closed":
        return f"{dates}{days}{' ' if times else ''}{times}休息"
    opened = times or "全天"
    when = dates + days or "每天"
    words = f"{when}{opened}" if when.endswith("）") else f"{when} {opened}"
    words += "（不一定开，先打电话）" if match["state"] else ""
    return words + (f"（{match['comment']}）" if match["comment"] else "")


def _dates(text: str) -> str:
    """Months, days and years: “7月1日至8月31日”."""
    return _joined([_date_span(part) for part in text.strip().split(",")])


def _date_span(part: str) -> str:
    told = [_date(end) for end in part.split("-")]
    return "至".join(told) if all(told) and len(told) <= len("起止") else ""


def _date(text: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None or not text:
        return ""
    year, month, day, bare = match.groups()
    if bare:
        return f"{bare}日"
    words = f"{year}年" if year else ""
    words += f"{_MONTHS.index(month) + 1}月" if month else ""
    return words + (f"{day}日" if day else "")


def _days(text: str) -> str:
    """Days of the week, of a month, and holidays: “周一至周五”."""
    if text == "Mo-Su,PH":
        return "每天（含法定节假日）"
    if "".join(match[0] for match in _NAMED.finditer(text)) != text:
        return ""
    return _joined([_named(*match.groups()) for match in _NAMED.finditer(text)])


def _named(first: str, last: str | None, nth: str | None) -> str:
    if nth:
        numbers = [_NTH.get(number, "") for number in nth.split(",")]
        whole = "和".join(numbers) if all(numbers) and not last else ""
        return f"每月{whole}{_DAYS[first]}" if whole else ""
    if last is None:
        return _DAYS.get(first, "")
    if (first, last) == ("Mo", "Su"):
        return "每天"
    near = _ORDER.index(last) - _ORDER.index(first) == 1
    return f"{_DAYS[first]}{'、' if near else '至'}{_DAYS[last]}"


def _times(text: str) -> str:
    """Times of the day: “8:30—12:00、14:30—17:30”."""
    return _joined([_time_span(part) for part in text.split(",")])


def _time_span(part: str) -> str:
    match = _SPAN.fullmatch(part)
    if match is None:
        return ""
    start, end, open_end = match.groups()
    first = _time(start)
    if end is None:
        return f"{first}起" if open_end and first else ""
    last = _time(end)
    next_day = start[0].isdigit() and end[0].isdigit() and end <= start
    told = f"{first}—{'次日' if next_day else ''}{last}" if first and last else ""
    return f"{told}以后" if told and open_end else told


def _time(text: str) -> str:
    if not text[0].isdigit():
        return _SUN.get(text, "")
    hour, minute = int(text[:2]), text[3:]
    return f"{hour}:{minute}" if hour <= 24 else f"次日{hour - 24}:{minute}"


def _joined(parts: list[str]) -> str:
    """Parts of a list; empty where one of them has no words."""
    return "、".join(parts) if all(parts) else ""


_TELLERS = (_dates, _days, _times)
