"""公示期所在的年份，还不知道怎样放假和调休。

每年的放假安排由国务院办公厅在上一年年底公布。程序还没有收录的年份，工作日算不准；公布以后，把放假和
调休上班的日子写进 campaigns/workdays.yml，并在 years 里写上这一年。

错误（honour，2031-02-01 检查）：

    timeline: {open: 2031-02-01, close: 2031-03-01, notice: 2031-03-10}
    notice:
      start: 2031-03-10
      end: 2031-03-20
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}

正确（honour，2021-02-01 检查）：

    timeline: {open: 2021-02-01, close: 2021-03-01, notice: 2021-03-10}
    notice:
      start: 2021-03-10
      end: 2021-03-20
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.workdays import UncoveredYearError

ID = "date-uncovered"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A notice in a year whose holidays neither the calendar nor campaigns/workdays.yml knows."""
    notice = entity.published_notice if isinstance(entity, Campaign) else None
    if notice is None or notice.end.day < notice.start.day:
        return
    try:
        context.catalogue.workdays.count(notice.start.day, notice.end.day)
    except UncoveredYearError as error:
        key = "start" if error.year == notice.start.day.year else "end"
        message = f"不知道 {error.year} 年怎样放假，公示是否满五个工作日没有检查"
        hint = f"放假安排公布后写进 campaigns/workdays.yml（years: [{error.year}]）"
        yield entity.finding(("notice", key), ID, message, hint)
