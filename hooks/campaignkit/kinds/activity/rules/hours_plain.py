"""开放时间要用网站能说成中文的写法。

opening_hours 的语法里有些写法（第几周、每隔多少分钟、“||”）没有合适的中文，页面上只能照原样
显示，职工看不懂。

错误（activity/services）：

    hours: week 01-20 Mo-Fr 09:00-17:00

正确（activity/services）：

    hours: Jan-May Mo-Fr 09:00-17:00; PH off
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.activity.hours_words import in_words
from campaignkit.kinds.activity.model import ServicePlace
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "hours-plain"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Opening hours that parse, but have no words in Chinese."""
    del context
    if isinstance(entity, ServicePlace) and entity.hours and not in_words(entity.hours):
        message = f"“{entity.hours}”说不成中文，页面上只能照原样显示"
        hint = "只写月份、星期和时刻，例如 Jan-May Mo-Fr 09:00-17:00; PH off；其余的写在 about 里"
        yield entity.finding(("hours",), ID, message, hint)
