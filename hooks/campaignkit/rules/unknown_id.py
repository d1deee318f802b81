"""引用的编号要存在。

人物、组织、活动、场次，以及本活动的奖项、类别、场地，都按编号引用。编号是文件名（不带 .yml），或
campaign.yml 里写的 id。写错时提示最接近的编号。

错误（lecture/sessions）：

    speakers: [no-such-person]

正确（lecture/sessions）：

    speakers: [sample-speaker]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Ref
from campaignkit.model.nearest import by_title, nearest
from campaignkit.model.rule import Context

ID = "unknown-id"

_PEOPLE = "人物编号是 campaigns/people/ 里的文件名（不带 .yml）；没有就新建这个文件"
_NAMES = {
    "person": ("人物", _PEOPLE),
    "organisation": ("组织", "在 campaigns/organisations.yml 里加上这个组织"),
    "campaign": ("活动", "活动编号是 campaigns/ 里的文件夹名"),
    "session": ("场次", "写成 活动编号/场次编号，场次编号是 sessions/ 里的文件名（不带 .yml）"),
    "prize": ("奖项", "在 campaign.yml 的 prizes 里加上它"),
    "award": ("奖项", "在 campaign.yml 的 awards 里加上它"),
    "category": ("类别", "在 campaign.yml 的 categories 里加上它"),
    "venue": ("场地", "在 campaign.yml 的 venues 里加上它"),
    "topic": ("专题", "在 campaign.yml 的 topics 里加上它"),
}
_HOLDERS = {
    "prize": "prizes",
    "award": "awards",
    "category": "categories",
    "venue": "venues",
    "topic": "topics",
}
"""The key of campaign.yml under which the campaign's own things of one sort stand."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Ids of people, organisations, campaigns, sessions and of the campaign's own things.

    An id is known when it has a file, even where that file has errors.
    """
    for path, value, marker in entity.marks:
        if not isinstance(marker, Ref) or _is_hidden(marker.target, value, context):
            continue
        target = marker.target
        if _full(target, value, context) not in _known(target, context):
            message = f"没有编号是“{value}”的{_NAMES[target][0]}"
            yield entity.finding(path, ID, message, _remedy(target, value, context))


def _known(target: str, context: Context) -> frozenset[str] | Mapping[str, str]:
    if target in context.catalogue.files:
        return context.catalogue.files[target]
    return context.campaign.local_titles(target) if context.campaign else {}


def _full(target: str, value: str, context: Context) -> str:
    """A session of the same campaign may be named without the campaign."""
    own = target == "session" and "/" not in value and context.campaign is not None
    return f"{context.campaign.id}/{value}" if own and context.campaign else value


def _is_hidden(target: str, value: str, context: Context) -> bool:
    """Whether what `value` may mean could not be read, so that nothing can be said of it."""
    if target in context.catalogue.unread:
        return True
    if target == "session":
        campaign = value.partition("/")[0]
        files = context.catalogue.files.get("campaign", frozenset())
        return "/" in value and campaign in files and campaign not in context.catalogue.campaigns
    holder = _HOLDERS.get(target)
    return bool(holder and context.campaign and context.campaign.lost(holder))


def _remedy(target: str, value: str, context: Context) -> str:
    titles = _titles(target, context)
    near = by_title(value, titles) or nearest(value, _known(target, context))
    if not near:
        return f"检查编号；{_NAMES[target][1]}"
    title = f"（{titles[near].partition('/')[0]}）" if near in titles else ""
    return f"是不是想写 {near}{title}？"


def _titles(target: str, context: Context) -> Mapping[str, str]:
    """Names by id, for an editor who wrote the name; a sample's mark is not part of it."""
    catalogue = context.catalogue
    if target == "person":
        return {key: person.name.removeprefix("示例·") for key, person in catalogue.people.items()}
    if target == "organisation":
        return {
            key: "/".join(filter(None, (found.name, found.short_name)))
            for key, found in catalogue.organisations.items()
        }
    if target == "campaign":
        return {key: campaign.title for key, campaign in catalogue.campaigns.items()}
    return context.campaign.local_titles(target) if context.campaign else {}
