"""类别和组别的截止时间，要在活动的征集时间里。

活动到 timeline.close 才截止；某一类、某一组可以早一些，不能晚，也不能在活动开始以前。

错误（contest）：

    timeline: {open: 2021-04-01, close: 2021-06-30}
    groups: [{id: students, title: 学生组, close: 2021-07-15}]

正确（contest）：

    timeline: {open: 2021-04-01, close: 2021-06-30}
    groups: [{id: students, title: 学生组, close: 2021-06-15}]
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "division-close"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Deadlines of categories and groups outside the time in which works are taken."""
    del context
    if not isinstance(entity, Contest) or entity.lost("timeline"):
        return
    opened, close = entity.timeline.open, entity.timeline.close
    for key in ("categories", "groups"):
        for number, division in enumerate(getattr(entity, key)):
            where = (key, number, "close")
            name = f"“{division.title}”的截止时间"
            if division.close is None:
                continue
            if division.close.start > close.end:
                hint = f"改到 {close.written}（timeline.close）以前，或把 timeline.close 改晚"
                yield entity.finding(where, ID, f"{name}比活动的截止（{close}）晚", hint)
            elif division.close.end < opened.start:
                hint = f"改到 {opened.written}（timeline.open）以后"
                yield entity.finding(where, ID, f"{name}比活动的开始（{opened}）早", hint)
