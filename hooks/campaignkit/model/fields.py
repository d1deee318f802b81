"""The kinds of value that the fields of every model are made of.

Each type carries the Chinese words for what it expects, because an editor reads them. Markers in
an annotation (`Ref`, `FileRef`, `Prose`) let rules find all references, files and Markdown of any
model without knowing the model; see `model.marks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

DEFAULT_ZONE = ZoneInfo("Asia/Shanghai")


class Model(BaseModel):
    """Base of everything read from YAML: immutable, and unknown keys are errors.

    Subclasses have Chinese docstrings, titles and descriptions: they become the JSON Schema that
    an editor's program shows.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        coerce_numbers_to_str=True,
    )


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text as the id of something: `person`, `organisation`, `campaign`, `prize` …"""

    target: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """Marks a text as the name of a file inside the campaign's own folder."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a text as Markdown."""


def bad_value(message: str, hint: str = "") -> PydanticCustomError:
    """An error whose message and remedy reach the editor as they stand."""
    return PydanticCustomError("bad_value", "{message}", {"message": message, "hint": hint})


def wrong_type(message: str, hint: str = "") -> PydanticCustomError:
    """As `bad_value`, for a value of the wrong sort."""
    return PydanticCustomError("wrong_type", "{message}", {"message": message, "hint": hint})


# --- text -------------------------------------------------------------------------------------

ID_PATTERN = r"^[a-z0-9-]{1,64}$"

Text = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Markdown = Annotated[str, StringConstraints(min_length=1), Prose()]
File = Annotated[str, StringConstraints(min_length=1, max_length=200), FileRef()]

PersonId = Annotated[Id, Ref("person")]
OrganisationId = Annotated[Id, Ref("organisation")]
CampaignId = Annotated[Id, Ref("campaign")]
SessionRef = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}(/[a-z0-9-]{1,64})?$"), Ref("session")
]


def _url(value: object) -> str:
    if not isinstance(value, str):
        raise wrong_type("这里要写网址", "写成 https://……")
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s：／．<>\"]", value):
        raise bad_value(f"“{value}”不是完整的网址", "从浏览器地址栏复制，以 https:// 开头")
    return value


def _email(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", value, re.ASCII):
        return value
    raise bad_value(f"“{value}”不是电子邮箱地址", "写成 xj@example.org，用英文的 @ 和句点")


def _phone(value: object) -> str:
    text = str(value) if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if re.fullmatch(r"\+?[0-9][0-9 ()-]{4,24}", text, re.ASCII):
        return text
    raise bad_value(f"“{value}”不是电话号码", "只用数字和短横线，例如 0856-0000000")


Url = Annotated[str, PlainValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Email = Annotated[
    str, PlainValidator(_email), WithJsonSchema({"type": "string", "format": "email"})
]
Phone = Annotated[str, PlainValidator(_phone), WithJsonSchema({"type": ["string", "integer"]})]

# --- numbers ----------------------------------------------------------------------------------


def _whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(f"这里要写整数，现在是“{value}”", "只写数字，不加引号、单位和空格")
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong_type(f"这里要写数字，现在是“{value}”", "例如 40 或 12.5")
    return value


Count = Annotated[int, BeforeValidator(_whole), Field(ge=0)]
Positive = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Year = Annotated[int, BeforeValidator(_whole), Field(ge=1840, le=2200)]
Number = Annotated[float, BeforeValidator(_number), Field(ge=0)]

# --- days and moments -------------------------------------------------------------------------


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
    def day(self) -> date:
        """The calendar day in the site's time zone."""
        return self.start.date()

    def __str__(self) -> str:
        day = f"{self.start.year}年{self.start.month}月{self.start.day}日"
        return day if self.whole_day else f"{day}{self.start:%H:%M}"


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_LOOSE_DAY = re.compile(r"\s*(\d{4})\s*[-/.年—–－]\s*(\d{1,2})\s*[-/.月—–－]\s*(\d{1,2})\s*日?(.*)")
_LOOSE_TIME = re.compile(r"[T\s]*(\d{1,2})\s*[:：时点]\s*(\d{2})?")


def suggest_date(value: object, *, with_time: bool = True) -> str:
    """How a date in another spelling should have been written, or an example of one."""
    example = "2021-04-01，需要时刻时写 2021-04-01T14:30" if with_time else "2021-04-01"
    match = _LOOSE_DAY.match(str(value))
    if not match:
        return f"写成 {example}"
    year, month, day, rest = match.groups()
    try:
        text = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return "检查月份和日子：这一天不存在"
    clock = _LOOSE_TIME.match(rest)
    if with_time and clock and int(clock[1]) < 24:
        text += f"T{int(clock[1]):02}:{clock[2] or '00'}"
    return f"写成 {text}"


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


Day = Annotated[
    date, PlainValidator(_day), WithJsonSchema({"type": "string", "pattern": f"^{_DAY.pattern}$"})
]
When = Annotated[
    Moment,
    PlainValidator(_moment),
    PlainSerializer(lambda moment: moment.iso, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_DAY.pattern}|{_INSTANT.pattern})$"}),
]


def as_mapping(key: str) -> BeforeValidator:
    """Let a bare text stand for a mapping with one key: `x` for `{person: x}`."""

    def wrap(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(wrap)
