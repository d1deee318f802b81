"""公示还没开始，不能写成正在公示。

名单到公示开始那天才能公开。评选结果提前定下来的，作品先写 stage: proposed，人选先写
stage: nominated；公示开始那天，拟获奖的作品自动上名单。

错误（contest/entries，2021-05-08 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 1}]
    notice:
      start: 2021-05-10
      end: 2021-05-14
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: notice
    award: first

正确（contest/entries，2021-05-08 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 1}]
    notice:
      start: 2021-05-10
      end: 2021-05-14
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: proposed
    award: first
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.record import Record
from campaignkit.model.rule import Context

ID = "notice-too-early"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A record that says it is on notice before the notice begins."""
    campaign = context.campaign
    if not isinstance(entity, Record) or not entity.on_notice or campaign is None:
        return
    if campaign.lost("notice", "timeline"):
        return
    notice = campaign.published_notice
    if notice is not None and context.catalogue.as_of < notice.start.start:
        message = f"公示到 {notice.start} 才开始，现在还不能写成正在公示"
        yield entity.finding(("stage",), ID, message, f"先写 stage: {entity.before_notice}")
