"""没签原创声明的作品，不能写成获奖。

活动写了 originality（原创声明），或者作品里写明 statement_signed: false 的时候查。

错误（contest/entries，2021-06-01 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 1}]
    ---
    award: first
    statement_signed: false

正确（contest/entries，2021-06-01 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 1}]
    ---
    award: first
    statement_signed: true
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "statement-unsigned"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """An entry with a prize, or proposed for one, whose author did not sign."""
    campaign = context.campaign
    if not isinstance(entity, Entry) or not isinstance(campaign, Contest):
        return
    if entity.award is None or not entity.public:
        return
    if entity.statement_signed or entity.lost("statement_signed"):
        return
    written = "statement_signed" in entity.model_fields_set
    if campaign.originality is not None or written:
        path = ("statement_signed",) if written else ("award",)
        hint = "收到签好的声明后写 statement_signed: true，在那以前删掉 award"
        yield entity.finding(path, ID, "获奖作品还没有签原创声明", hint)
