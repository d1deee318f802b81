"""名额比例要守住：写了“一线不少于 50%”，名单里就要有一半是一线；写了“不超过”的，不能超过。

只算公示和获奖的人选；没有写 of 的，提名奖不算。名单还没有录全的时候，剩下的名额全给这一类也
不够，才提示。

错误（honour/profiles，2021-04-25 检查）：

    # campaign.yml
    awards: [{id: worker, title: 最美劳动者, level: city, count: 2, for: person}]
    quotas: [{label: 一线, at_least: 100}]
    ---
    stage: notice
    award: worker
    labels: [管理]

正确（honour/profiles，2021-04-25 检查）：

    # campaign.yml
    awards: [{id: worker, title: 最美劳动者, level: city, count: 2, for: person}]
    quotas: [{label: 一线, at_least: 50}, {label: 管理, at_most: 50}]
    ---
    stage: notice
    award: worker
    labels: [管理]
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from campaignkit.base.findings import Finding
from campaignkit.kinds.honour.model import Honours, Quota
from campaignkit.kinds.honour.profile import Profile, ProfileStage
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
                for key, message in _faults(campaign, quota, cards):
                    hint = f"检查人选的 labels 里有没有{_SLIPS[key]}“{quota.label}”，或改 quotas"
                    yield campaign.finding(("quotas", number, key), ID, message, hint)


_SLIPS = {"share": "漏写", "at_least": "漏写", "at_most": "多写"}


def _faults(campaign: Honours, quota: Quota, cards: list[Card]) -> Iterator[tuple[str, str]]:
    """The keys that are not kept to, and why; none where a floor still can be reached."""
    counted = [one for one in campaign.awards if quota.of == one.id or not one.nomination]
    awards = {award.title: award for award in counted if quota.of in (None, award.id)}
    listed = [card for card in cards if not awards.keys().isdisjoint(card.facet("award"))]
    counts = [award.count for award in awards.values() if isinstance(award.count, int)]
    if len(counts) < len(awards):
        return  # 若干: there is no number yet that the share is of
    total = max(sum(counts), len(listed))
    have = sum(quota.label in card.facet("label") for card in listed)
    left = total - len(listed)
    needed = ceil(total * (quota.floor or 0) / 100 - 1e-9)
    if listed and have + left < needed:
        rest = f"，剩下的 {left} 个名额都给这一类也不够" if left else ""
        wanted = f"“{quota.label}”要占 {quota.floor:g}%，{total} 个里至少 {needed} 个"
        key = "share" if quota.at_least is None else "at_least"
        yield key, f"{wanted}，名单里有 {have} 个{rest}"
    if quota.at_most is not None:
        most = int(total * quota.at_most / 100 + 1e-9)
        if have > most:
            wanted = f"“{quota.label}”不能超过 {quota.at_most:g}%，{total} 个里最多 {most} 个"
            yield "at_most", f"{wanted}，名单里有 {have} 个"
