"""Days and moments as editors write them, and the right spelling for those that are not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from campaignkit.model.foreign_dates import in_digits, read_foreign_day
from campaignkit.model.validation_errors import bad_value

DEFAULT_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point of time as an editor writes it: a day, or a day with a time.

    `start` and `end` are aware datetimes in the site's time zone. A bare day spans from its first
    to its last microsecond, so that as a deadline it means the end of that day (KINDS.md).
    """

    start: datetime
    end: datetime
    whole_day: bool

    @property
    def iso(self) -> str:
        """ISO 8601: the day alone, or the instant with its offset."""
        return self.start.date().isoformat() if self.whole_day else self.start.isoformat()

    @property
    def written(self) -> str:
        """As an editor would write it, without seconds and offset."""
        return self.start.date().isoformat() if self.whole_day else f"{self.start:%Y-%m-%dT%H:%M}"

    @property
    def day(self) -> date:
        """The calendar day in the site's time zone."""
        return self.start.date()

    def __str__(self) -> str:
        day = f"{self.start.year}年{self.start.month}月{self.start.day}日"
        return day if self.whole_day else f"{day}{self.start:%H:%M}"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|\+\d{2}:?\d{2})?", re.ASCII)
_EXACT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?:(?::\d{2}(?:[.,]\d+)?)?(?=Z)|:\d{2}(?:[.,]\d+)?(?=[+-]))"
    r"(Z|[+-]\d{2}:?\d{2})"
)
"""An instant as programs write it, with fractions of a second or an offset west of Greenwich."""
_LOOSE_DAY = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(.*)")
_LOOSE_TIME = re.compile(r"[T,\s]*(上午|中午|下午|晚上|早上)?\s*(\d{1,2})\s*[:时点.](\d{2}|半)?")
_BARE_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_EXAMPLE = "2021-04-01，需要时刻时写 2021-04-01T14:30"


def suggest_date(value: object, *, with_time: bool = True) -> str:
    """How a date in another spelling should have been written, or an example of one."""
    text = unicodedata.normalize("NFKC", str(value))
    text = _BARE_DAY.sub(r"\1-\2-\3", re.sub("[—–―−]+", "-", text))
    foreign = read_foreign_day(text, with_time=with_time)
    if foreign:
        return foreign
    text = in_digits(text)
    exact = _EXACT.fullmatch(text.strip()) if with_time else None
    if exact:
        return _suggest_instant(*exact.groups())
    match = _LOOSE_DAY.match(text)
    if not match:
        example = _EXAMPLE if with_time else "2021-04-01"
        missing = "年份也要写，" if re.match(r"\s*\d{1,2}\s*[-/.月]\s*\d{1,2}", text) else ""
        if re.match(r"\s*(上午|下午|晚上)?\s*\d{1,2}\s*[:点时]", text):
            return "日期也要写，写成 2021-04-01T14:30"
        no_day = re.fullmatch(r"\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*月?\s*", text)
        return f"{'哪一天也要写，' if no_day else missing}写成 {example}"
    year, month, day_text, rest = match.groups()
    try:
        day = date(int(year), int(month), int(day_text))
    except ValueError:
        return "检查月份和日子：这一天不存在"
    span = re.search(r"[至到~-]\s*\d", rest)
    if span and with_time and _LOOSE_TIME.match(rest):
        clock = _suggest_time(rest[: span.start()])
        return f"一项只写一个时刻，例如 {day.isoformat()}{clock}；起止分开写成两项"
    if span:
        return f"一项只写一个日期，例如 {day.isoformat()}；起止分开写成两项"
    clock = _suggest_time(rest) if with_time else ""
    if with_time and not clock and _LOOSE_TIME.match(rest):
        return f"时刻从 00:00 到 23:59，例如 {day.isoformat()}T14:30；一天结束时只写日期"
    return f"写成 {day.isoformat()}{clock}"


def _suggest_instant(day: str, clock: str, offset: str) -> str:
    """The same instant by the clock of the site's usual zone."""
    try:
        instant = datetime.fromisoformat(f"{day}T{clock}:00{offset.upper()}")
    except ValueError:
        return f"写成 {_EXAMPLE}"
    local = instant.astimezone(DEFAULT_ZONE)
    return f"写成 {local:%Y-%m-%dT%H:%M}（原来的 {offset} 是时差，这里换成了北京时间）"


def _suggest_time(rest: str) -> str:
    clock = _LOOSE_TIME.match(rest)
    if not clock:
        return ""
    part, hour, minute = clock.groups()
    hours = int(hour) + (12 if part in ("下午", "晚上") and int(hour) < 12 else 0)
    minutes = "30" if minute == "半" else minute or "00"
    return f"T{hours:02}:{minutes}" if hours < 24 and int(minutes) < 60 else ""


def _day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise bad_value(f"“{value}”不是日期", suggest_date(value, with_time=False))


def parse_moment(value: object, zone: ZoneInfo = DEFAULT_ZONE) -> Moment:
    """Read a day or an instant. Raises `PydanticCustomError` with the right spelling."""
    if isinstance(value, str):
        try:
            if _DAY.fullmatch(value):
                start = datetime.combine(date.fromisoformat(value), time.min, zone)
                return Moment(start, start + timedelta(days=1, microseconds=-1), whole_day=True)
            if _INSTANT.fullmatch(value):
                instant = datetime.fromisoformat(value)
                local = instant.astimezone(zone) if instant.tzinfo else instant.replace(tzinfo=zone)
                return Moment(local, local, whole_day=False)
        except (ValueError, OverflowError):
            pass
    raise bad_value(f"“{value}”不是日期或时刻", suggest_date(value))


def _moment(value: object, info: ValidationInfo) -> Moment:
    zone = (info.context or {}).get("zone", DEFAULT_ZONE)
    return value if isinstance(value, Moment) else parse_moment(value, zone)


LATER = "待定"
"""Stands for a moment that is to be settled and told later; pages say 时间待定."""
_LATER_WORDS = (LATER, "另行通知", "另行公布", "待通知")


def _moment_or_later(value: object, info: ValidationInfo) -> Moment | str:
    """A moment, or `LATER` where the notice says so."""
    return LATER if value in _LATER_WORDS else _moment(value, info)


Day = Annotated[
    date,
    PlainValidator(_day),
    # Pydantic's own serializer beside a plain validator warns that the text it wrote is no date.
    PlainSerializer(date.isoformat, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY.pattern}$"}),
]
When = Annotated[
    Moment,
    PlainValidator(_moment),
    PlainSerializer(lambda moment: moment.iso, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_DAY.pattern}|{_INSTANT.pattern})$"}),
]
WhenOrLater = Annotated[
    Moment | str,
    PlainValidator(_moment_or_later),
    PlainSerializer(lambda moment: getattr(moment, "iso", moment), return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^(?:{_DAY.pattern}|{_INSTANT.pattern})$"},
                {"enum": list(_LATER_WORDS)},
            ]
        }
    ),
]
"""`When`, or `LATER`: for what comes after the call for entries, which may have no date yet."""
