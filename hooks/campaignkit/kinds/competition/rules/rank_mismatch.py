"""写了名次的，要和按总分排出来的一致。

同一工种、同一轮次里，总分高的在前；同分时按 scoring 的 tie_break 依次比较，仍然相同的并列，
下一名空出。缺考和取消成绩的不排名。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: 80
    rank: 1
    ---
    name: 示例·乙
    trade: fitter
    theory: null
    practice: 90
    rank: 2

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: 80
    rank: 2
    ---
    name: 示例·乙
    trade: fitter
    theory: null
    practice: 90
    rank: 1
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.card import ResultFacts, facts_of
from campaignkit.kinds.competition.model import Competition
from campaignkit.kinds.competition.result_tables import groups, right_ranks
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "rank-mismatch"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Ranks that do not follow from the totals; the right one is named."""
    for campaign in catalogue.campaigns.values():
        if isinstance(campaign, Competition) and not campaign.lost("trades", "scoring", "rounds"):
            for _, cards in groups(campaign, catalogue):
                right = right_ranks(cards)
                for card in cards:
                    facts = facts_of(card)
                    if facts and facts.rank and facts.rank != right.get(card.id, facts.rank):
                        yield _finding(catalogue, card, facts, right)


def _finding(
    catalogue: Catalogue, card: Card, facts: ResultFacts, right: dict[str, int]
) -> Finding:
    place = right[card.id]
    shared = sum(other == place for other in right.values())
    tie = f"（{shared} 个并列）" if shared > 1 else ""
    message = f"名次写的是 {facts.rank}，按总分 {facts.total} 应是第 {place} 名{tie}"
    hint = f"改成 {place}；名次可以不写，网页上会自动排"
    return Finding(catalogue.position(card, "rank"), ID, message, hint)
