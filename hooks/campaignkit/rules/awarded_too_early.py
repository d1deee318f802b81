"""公示结束以前，谁也不能写成已获奖。

名单公示是为了听取意见（公示期满无异议才表彰）。活动写了 notice 时，按 notice 的结束时间算；没写公示
时，按活动截止（timeline.close）算。

错误（honour/profiles，2021-05-04 检查）：

    # campaign.yml
    notice:
      start: 2021-04-20
      end: 2021-05-04
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: awarded

正确（honour/profiles，2021-05-05 检查）：

    # campaign.yml
    notice:
      start: 2021-04-20
      end: 2021-05-04
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: awarded
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Moment
from campaignkit.model.record import Record
from campaignkit.model.rule import Context

ID = "awarded-too-early"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A record with a prize while the notice has not ended at the as-of instant."""
    if not isinstance(entity, Record) or entity.prize is None or context.campaign is None:
        return
    if context.campaign.lost("notice", "timeline"):
        return
    name, gate = _gate(context.campaign)
    if context.catalogue.as_of <= gate.end:
        message = f"{name}到 {gate} 才结束，现在还不能写成获奖"
        yield entity.finding((entity.prize_key,), ID, message, entity.prize_remedy)


def _gate(campaign: Campaign) -> tuple[str, Moment]:
    notice = campaign.published_notice
    if notice:
        return "公示", notice.end
    return "报名或推荐", campaign.timeline.close
