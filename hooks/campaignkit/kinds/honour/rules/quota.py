"""名额比例要够：写了“一线 50%”，名单里就要有一半是一线。

只算公示和获奖的人选。名单还没有录全的时候，剩下的名额全给这一类也不够，才提示。

错误（honour/profiles，2021-04-25 检查）：

    # campaign.yml
    awards: [{id: worker, title: 最美劳动者, level: city, count: 2, for: person}]
    quotas: [{label: 一线, share: 100}]
    ---
    stage: notice
    award: worker
    labels: [管理]

正确（honour/profiles，2021-04-25 检查）：

    # campaign.yml
    awards: [{id: worker, title: 最美劳动者, level: city, count: 2, for: person}]
    quotas: [{label: 一线, share: 50}]
    ---
    stage: notice
    award: worker
    labels: [管理]
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from campaignkit.base.findings import Finding
from campaignkit.kinds.honour.model import Honours, Profile, ProfileStage, Quota
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "quota"

_COUNTED = (ProfileStage.NOTICE, ProfileStage.AWARDED)


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Shares that the list of candidates cannot reach any more."""
    for campaign in catalogue.campaigns.values():
        if isinstance(campaign, Honours) and campaign.quotas and not campaign.lost("awards"):
            records = catalogue.records(campaign.id, Profile.collection).values()
            cards = [card for card in records if card.state in _COUNTED]
            for number, quota in enumerate(campaign.quotas):
                message = _fault(campaign, quota, cards)
                if message:
                    hint = f"检查人选的 labels 里有没有漏写“{quota.label}”，或改 quotas"
                    yield campaign.finding(("quotas", number, "share"), ID, message, hint)


def _fault(campaign: Honours, quota: Quota, cards: list[Card]) -> str:
    """What is wrong with a share; empty where it is reached, or still can be."""
    awards = {award.title: award for award in campaign.awards if quota.of in (None, award.id)}
    listed = [card for card in cards if not awards.keys().isdisjoint(card.facet("award"))]
    counts = [award.count for award in awards.values() if isinstance(award.count, int)]
    if len(counts) < len(awards):
        return ""  # 若干: there is no number yet that the share is of
    total = max(sum(counts), len(listed))
    needed = ceil(total * quota.share / 100 - 1e-9)
    have = sum(quota.label in card.facet("label") for card in listed)
    left = total - len(listed)
    if not listed or have + left >= needed:
        return ""
    rest = f"，剩下的 {left} 个名额都给这一类也不够" if left else ""
    wanted = f"“{quota.label}”要占 {quota.share:g}%，{total} 个里至少 {needed} 个"
    return f"{wanted}，名单里有 {have} 个{rest}"
