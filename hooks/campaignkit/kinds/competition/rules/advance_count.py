"""进入下一轮的，要在上一轮的晋级名额以内。

名额是 rounds 里的 advance：每个工种前几名进入下一轮。上一轮没有录成绩的不核对。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    rounds:
      - {title: 初赛, start: 2021-05-01, end: 2021-05-01, advance: 1}
      - {title: 决赛, start: 2021-05-08, end: 2021-05-08}
    ---
    name: 示例·甲
    unit: 示例·一厂
    trade: fitter
    round: 初赛
    practice: 90
    theory: null
    ---
    name: 示例·乙
    unit: 示例·一厂
    trade: fitter
    round: 初赛
    practice: 80
    theory: null
    ---
    name: 示例·乙
    unit: 示例·一厂
    trade: fitter
    round: 决赛
    practice: 80
    theory: null

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    rounds:
      - {title: 初赛, start: 2021-05-01, end: 2021-05-01, advance: 1}
      - {title: 决赛, start: 2021-05-08, end: 2021-05-08}
    ---
    name: 示例·甲
    unit: 示例·一厂
    trade: fitter
    round: 初赛
    practice: 90
    theory: null
    ---
    name: 示例·乙
    unit: 示例·一厂
    trade: fitter
    round: 初赛
    practice: 80
    theory: null
    ---
    name: 示例·甲
    unit: 示例·一厂
    trade: fitter
    round: 决赛
    practice: 80
    theory: null
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.card import facts_of
from campaignkit.kinds.competition.model import Competition, CompetitionRound
from campaignkit.kinds.competition.result_tables import groups, right_ranks
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "advance-count"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Contestants of a round who did not come far enough in the round before."""
    for campaign in catalogue.campaigns.values():
        if isinstance(campaign, Competition) and not campaign.lost("trades", "rounds"):
            held = dict(groups(campaign, catalogue))
            for trade in campaign.trades:
                rounds = [r for r in campaign.rounds if not r.trades or trade.id in r.trades]
                for before, after in pairwise(rounds):
                    earlier = held.get((trade.id, before.id), [])
                    later = held.get((trade.id, after.id), [])
                    if before.advance and earlier:
                        yield from _too_far(catalogue, before, before.advance, earlier, later)


def _too_far(
    catalogue: Catalogue,
    before: CompetitionRound,
    places: int,
    earlier: list[Card],
    later: list[Card],
) -> Iterator[Finding]:
    right = right_ranks(earlier)
    came = {
        facts.who: right.get(card.id, facts.rank) for card in earlier if (facts := facts_of(card))
    }
    for card in later:
        facts = facts_of(card)
        rank = came.get(facts.who) if facts else None
        if rank is None or not 0 < rank <= places:
            here = facts is not None and facts.who in came
            missed = f"{before.title}没有名次" if here else f"{before.title}没有这个人的成绩"
            reached = f"{before.title}是第 {rank} 名" if rank else missed
            message = f"{reached}，{before.title}只取前 {places} 名"
            hint = f"检查姓名和单位是否和{before.title}的一样，或改 rounds 里的 advance"
            yield Finding(catalogue.position(card, "round"), ID, message, hint)
