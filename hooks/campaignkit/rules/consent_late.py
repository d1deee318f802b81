"""姓名在公示里公开以前，本人要已经同意。

获奖的人在公示开始那天就公开了姓名，同意书的日期不能更晚：要么日期写错了，要么公开得早了。依据个人信息
保护法第二十五条。

错误（honour/profiles，2021-06-01 检查）：

    # campaign.yml
    timeline: {open: 2021-03-01, close: 2021-04-01, notice: 2021-04-12}
    notice:
      start: 2021-04-12
      end: 2021-04-20
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: awarded
    consent: {profile: true, date: 2021-05-20, scope: 网站}

正确（honour/profiles，2021-06-01 检查）：

    # campaign.yml
    timeline: {open: 2021-03-01, close: 2021-04-01, notice: 2021-04-12}
    notice:
      start: 2021-04-12
      end: 2021-04-20
      objection: {name: 监督电话, phone: 0856-0000001, email: jd@example.org}
    ---
    stage: awarded
    consent: {profile: true, date: 2021-04-10, scope: 网站}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.record import Record
from campaignkit.model.rule import Context
from campaignkit.model.shared import Consent

ID = "consent-late"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """A winner whose consent is dated after the day on which the notice began."""
    notice = context.campaign.published_notice if context.campaign else None
    if notice is None or not isinstance(entity, Record) or entity.prize is None:
        return
    consent = entity.field("consent")
    if isinstance(consent, Consent) and consent.date > notice.start.day:
        message = f"公示 {notice.start} 开始，同意书的日期在它以后"
        hint = "核对同意书；公示以后才同意的，写清楚当时是怎样公开的"
        yield entity.finding(("consent", "date"), ID, message, hint)
