"""只写名次、不写分数的，名次要连着，不能空缺。

并列的占几个名次，后面就空几个：两个第 1 名之后是第 3 名。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: null
    rank: 1
    ---
    name: 示例·乙
    trade: fitter
    theory: null
    practice: null
    rank: 3

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: null
    rank: 1
    ---
    name: 示例·乙
    trade: fitter
    theory: null
    practice: null
    rank: 2
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.card import facts_of
from campaignkit.kinds.competition.model import Competition
from campaignkit.kinds.competition.result_tables import groups, is_ranked, right_ranks
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "rank-gap"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """The first of each rank that does not follow from those before it."""
    for campaign in catalogue.campaigns.values():
        if isinstance(campaign, Competition) and not campaign.lost("trades", "rounds"):
            for _, cards in groups(campaign, catalogue):
                if not right_ranks(cards):
                    yield from _gaps(catalogue, cards)


def _gaps(catalogue: Catalogue, cards: list[Card]) -> Iterator[Finding]:
    counted = [card for card in cards if is_ranked(card)]
    ranked = [(facts.rank, card) for card in counted if (facts := facts_of(card)) and facts.rank]
    first: dict[int, Card] = {}
    for rank, card in ranked:
        first.setdefault(rank, card)
    for rank in sorted(first):
        before = [other for other, _ in ranked if other < rank]
        due = len(before) + 1
        if rank != due:
            same = before.count(max(before)) if before else 0
            why = f"前面有 {same} 个并列第 {max(before)} 名，" if same > 1 else ""
            message = f"{why}这里应是第 {due} 名，写的是第 {rank} 名"
            hint = f"改成 {due}，或补上缺的成绩"
            yield Finding(catalogue.position(first[rank], "rank"), ID, message, hint)
            return
