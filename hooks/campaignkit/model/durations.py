"""How long something takes, as editors write it: `5:30` or `1:02:03`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from campaignkit.model.validation_errors import bad_value

_PATTERN = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)", re.ASCII)
_LOOSE = re.compile(r"(?:(\d+)\s*(?:小时|时))?\s*(?:(\d+)\s*分钟?)?\s*(?:(\d+)\s*秒)?")


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time in whole seconds."""

    seconds: int

    @property
    def iso(self) -> str:
        """ISO 8601: PT5M30S."""
        return f"PT{self.seconds // 60}M{self.seconds % 60}S"

    @property
    def written(self) -> str:
        """As an editor writes it: 5:30, 1:02:03."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, rest = divmod(minutes, 60)
        return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def __str__(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        if not minutes:
            return f"{seconds}秒"
        return f"{minutes}分{seconds}秒" if seconds else f"{minutes}分钟"


def _duration(value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    match = _PATTERN.fullmatch(str(value))
    if match:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return Duration(hours * 3600 + minutes * 60 + seconds)
    loose = _LOOSE.fullmatch(str(value).strip())
    hint = "写成 分:秒，例如 5:30"
    if loose and any(loose.groups()):
        hours, minutes, seconds = (int(part or 0) for part in loose.groups())
        hint = f"写成 {Duration(hours * 3600 + minutes * 60 + seconds).written}"
    raise bad_value(f"“{value}”不是时长", hint)


Length = Annotated[
    Duration,
    PlainValidator(_duration),
    PlainSerializer(lambda duration: duration.written, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_PATTERN.pattern}$"}),
]
"""The length of a recording."""
