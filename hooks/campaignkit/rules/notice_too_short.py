"""公示至少五个工作日，首尾两天都算。

依据评比达标表彰的通行做法：公示期不少于五个工作日。周末、法定节假日不算，调休上班的周末算。放假安排
程序里已有；程序不知道的年份，写在 campaigns/workdays.yml 里。

错误（honour，2021-04-20 检查）：

    timeline: {open: 2021-03-01, close: 2021-04-01, notice: 2021-04-28}
    notice:
      start: 2021-04-28
      end: 2021-05-06
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}

正确（honour，2021-04-20 检查）：

    timeline: {open: 2021-03-01, close: 2021-04-01, notice: 2021-04-28}
    notice:
      start: 2021-04-28
      end: 2021-05-08
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.workdays import UncoveredYearError

ID = "notice-too-short"
LEAST = 5
"""Working days that a notice stands at least."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A notice of fewer than five working days, with the day until which it has to stand."""
    notice = entity.published_notice if isinstance(entity, Campaign) else None
    if notice is None or notice.end.day < notice.start.day:
        return
    workdays = context.catalogue.workdays
    try:
        count = workdays.count(notice.start.day, notice.end.day)
        if count < LEAST:
            last = workdays.nth(notice.start.day, LEAST)
            message = f"公示只有 {count} 个工作日，至少要 {LEAST} 个（首尾两天都算）"
            yield entity.finding(("notice", "end"), ID, message, f"把 end 改到 {last} 或更晚")
    except UncoveredYearError:
        return  # date-uncovered tells of it
