"""活动的每个数字都要有出处。

“参加 300 人次”是谁数的、哪一天数的，写明了别人才能核对，年终汇总也才有据可查。

错误（activity/events）：

    numbers:
      - {title: 参加职工, value: 300, unit: 人次}

正确（activity/events）：

    numbers:
      - {title: 参加职工, value: 300, unit: 人次, source: 签到表，2021年6月5日}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.activity.model import ActivityEvent
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "number-source"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Numbers of an event that do not say where they come from."""
    del context
    if not isinstance(entity, ActivityEvent) or entity.lost("numbers"):
        return
    for place, number in enumerate(entity.numbers):
        if number.source is None:
            message = f"“{number.title}”这个数字没有出处"
            hint = "加上 source，写谁在什么时候统计的，例如 source: 签到表，2021年6月5日"
            yield entity.finding(("numbers", place), ID, message, hint)
