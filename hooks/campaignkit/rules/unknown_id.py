"""引用的编号要存在。

人物、组织、活动、场次、审校步骤，以及本活动的奖项、类别、场地，都按编号引用。编号是文件名
（不带 .yml），或 campaign.yml 和设置里写的 id。写错时提示最接近的编号。

错误（lecture/sessions）：

    speakers: [no-such-person]

正确（lecture/sessions）：

    speakers: [sample-speaker]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Ref
from campaignkit.model.nearest import by_title, nearest, visible
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON, RefTarget
from campaignkit.model.rule import Context

ID = "unknown-id"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """References to ids that nothing has.

    An id is known when it has a file, even where that file has errors.
    """
    for path, value, marker in entity.marks:
        if not isinstance(marker, Ref) or _is_hidden(marker.target, value, context):
            continue
        target = marker.target
        if _full(target, value, context) not in _known(target, context):
            message = f"没有编号是“{value}”的{target.title}"
            yield entity.finding(path, ID, message, _remedy(target, value, context))
    if isinstance(entity, Campaign):
        yield from _steps(entity, context)


def _steps(campaign: Campaign, context: Context) -> Iterator[Finding]:
    """Steps of the review that the settings do not name."""
    titles = {step.id: step.title for step in context.catalogue.settings.review_steps}
    for number, review in enumerate(campaign.review):
        if review.step not in titles:
            near = by_title(review.step, titles) or nearest(review.step, titles)
            allowed = "、".join(f"{key}（{title}）" for key, title in titles.items())
            hint = f"是不是想写 {near}（{titles[near]}）？" if near else f"可以写：{allowed}"
            message = f"没有编号是“{review.step}”的审校步骤"
            yield campaign.finding(("review", number, "step"), ID, message, hint)


def _known(target: RefTarget, context: Context) -> frozenset[str] | Mapping[str, str]:
    if target.name in context.catalogue.files:
        return context.catalogue.files[target.name]
    return context.campaign.local_titles(target) if context.campaign else {}


def _full(target: RefTarget, value: str, context: Context) -> str:
    """A record of the same campaign may be named without the campaign."""
    own = target.is_record and "/" not in value and context.campaign is not None
    return f"{context.campaign.id}/{value}" if own and context.campaign else value


def _is_hidden(target: RefTarget, value: str, context: Context) -> bool:
    """Whether what `value` may mean could not be read, so that it cannot be judged."""
    if target.name in context.catalogue.unread:
        return True
    if target.is_record:
        campaign = value.partition("/")[0]
        files = context.catalogue.files.get(CAMPAIGN.name, frozenset())
        return "/" in value and campaign in files and campaign not in context.catalogue.campaigns
    return bool(target.key and context.campaign and context.campaign.lost(target.key))


_LATER = ("待定", "另行通知", "另行公布", "待通知")
_BETWEEN = re.compile(r"[、，；;/\s]+")


def _remedy(target: RefTarget, value: str, context: Context) -> str:
    titles = _titles(target, context)
    if value in _LATER:
        return "还没有定就删掉这一行，定了再写"
    clean = visible(value)
    if clean is not None:
        return f"里面有看不见的字符：删掉这一项，重新打成 {clean}"
    parts = [part for part in _BETWEEN.split(value) if part]
    if len(parts) > 1 and any(part in _known(target, context) for part in parts):
        return f"几项之间用英文逗号隔开，写成 {', '.join(parts)}"
    near = by_title(value, titles) or nearest(value, _known(target, context))
    if not near:
        return f"检查编号；{target.remedy}"
    title = f"（{titles[near].partition('/')[0]}）" if near in titles else ""
    return f"是不是想写 {near}{title}？"


def _titles(target: RefTarget, context: Context) -> Mapping[str, str]:
    """Names by id, for an editor who wrote the name; a sample's mark is not part of it."""
    catalogue = context.catalogue
    if target == PERSON:
        return {key: person.name.removeprefix("示例·") for key, person in catalogue.people.items()}
    if target == ORGANISATION:
        return {
            key: "/".join(filter(None, (found.name, found.short_name)))
            for key, found in catalogue.organisations.items()
        }
    if target == CAMPAIGN:
        return {key: campaign.title for key, campaign in catalogue.campaigns.items()}
    return context.campaign.local_titles(target) if context.campaign else {}
