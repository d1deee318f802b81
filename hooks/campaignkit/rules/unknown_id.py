"""引用的编号要存在。

人物、组织、活动、场次，以及本活动的奖项、类别、场地，都按编号引用。编号是文件名（不带 .yml），或
campaign.yml 里写的 id。写错时提示最接近的编号。

错误（lecture/sessions）：

    speakers: [no-such-person]

正确（lecture/sessions）：

    speakers: [sample-speaker]
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from campaignkit.findings import Finding
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Ref
from campaignkit.model.marks import marked
from campaignkit.model.words import did_you_mean
from campaignkit.rules.rule import Context

ID = "unknown-id"

_NAMES = {
    "person": ("人物", "campaigns/people/ 里新建这个人物的文件"),
    "organisation": ("组织", "campaigns/organisations.yml 里加上这个组织"),
    "campaign": ("活动", "campaigns/ 里新建这个活动"),
    "session": ("场次", "写成 活动编号/场次编号"),
    "prize": ("奖项", "campaign.yml 的 prizes 里加上它"),
    "award": ("奖项", "campaign.yml 的 awards 里加上它"),
    "category": ("类别", "campaign.yml 的 categories 里加上它"),
    "venue": ("场地", "campaign.yml 的 venues 里加上它"),
    "topic": ("专题", "campaign.yml 的 topics 里加上它"),
}


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Ids of people, organisations, campaigns and of the campaign's own things."""
    for path, value, marker in marked(entity):
        if not isinstance(marker, Ref) or marker.target == "session":
            continue
        known = _known(marker.target, context)
        if value not in known:
            yield entity.finding(path, ID, *_words(marker.target, value, known))


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Sessions that campaigns name; these are known once all cards are there."""
    known = {
        f"{card.campaign}/{card.id}"
        for card in catalogue.all_cards()
        if card.collection == "sessions"
    }
    for campaign in catalogue.campaigns.values():
        for path, value, marker in marked(campaign):
            if isinstance(marker, Ref) and marker.target == "session":
                full = value if "/" in value else f"{campaign.id}/{value}"
                if full not in known:
                    yield campaign.finding(path, ID, *_words("session", value, known))


def _known(target: str, context: Context) -> Collection[str]:
    if target in context.catalogue.files:
        return context.catalogue.files[target]
    return context.campaign.local_titles(target) if context.campaign else ()


def _words(target: str, value: str, known: Collection[str]) -> tuple[str, str]:
    name, remedy = _NAMES[target]
    near = did_you_mean(value, known)
    return f"没有编号是“{value}”的{name}", near or f"检查编号，或在 {remedy}"
