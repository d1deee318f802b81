"""活动开始以后，文字里不能还有“待定”“XX”“TODO”。

先空着、以后再填的地方，最容易忘在已经发布的页面上。草稿和还没开始的活动不查；日程（timeline）里的
“待定”，到别的日子都过了才提醒。

错误（contest，2021-05-05 检查）：

    state: published
    timeline: {open: 2021-04-01, close: 2021-06-30}
    about: 颁奖地点待定。

正确（contest，2021-03-05 检查）：

    state: published
    timeline: {open: 2021-04-01, close: 2021-06-30}
    about: 颁奖地点待定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.passages import Passage, matches
from campaignkit.model.rule import Context
from campaignkit.model.shared import State
from campaignkit.model.text_source import TextSource

ID = "stale-placeholder"

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])(?:TODO|FIXME|TBD|[XＸ]{2,5})(?![A-Za-z0-9])"
    r"|(?<![等招接对])待(?:定|补充?|填写?|确认|更新|完善)"
    r"(?=[\s，。；、！？）)\]】”\"'}*]|$)"
)
_LETTERS = "待ＸTFX"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Placeholders in a campaign that has begun, or in one of its records."""
    yield from _findings(entity, context)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Placeholders in a Markdown file of a campaign that has begun."""
    yield from _findings(source, context)


def _is_to_come(passage: Passage, campaign: Campaign, context: Context) -> bool:
    """Whether it is a date of the timeline that may still be open: another one is to come."""
    if passage.path[:1] != ("timeline",):
        return False
    return any(context.catalogue.as_of <= moment.end for _, moment in campaign.moments())


def _findings(where: Entity | TextSource, context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign is None or campaign.state is State.DRAFT:
        return
    if context.catalogue.as_of < campaign.timeline.open.start:
        return
    for passage, match in matches(where, _PLACEHOLDER, _LETTERS):
        if _is_to_come(passage, campaign, context):
            continue
        message = f"活动已经开始，这里还写着“{match[0]}”"
        yield passage.finding(*match.span(), ID, message, "写上确定的内容，或删掉这一句")
