"""获奖的作品或人选不能多于奖项的名额。

名额是 campaign.yml 里这个奖项的 count，写“若干”的不查。公示期间的拟获奖也算；撤回同意的作品和退出
的人选不算。

错误（contest/entries，2021-06-01 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 1}]
    ---
    award: first
    ---
    award: first

正确（contest/entries，2021-06-01 检查）：

    # campaign.yml
    prizes: [{id: first, title: 一等奖, count: 2}]
    ---
    award: first
    ---
    award: first
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.fields import SEVERAL

ID = "prize-count"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """One finding in the file of each winner beyond the count, in the order of the files."""
    winners: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in catalogue.all_cards():
        prize = card.prize or card.proposed
        if prize and (card.public or card.name_only):
            winners[card.campaign, prize].append(card)
    for (campaign_id, prize), cards in winners.items():
        campaign = catalogue.campaigns[campaign_id]
        offered = next((one for one in campaign.prizes_offered if one.id == prize), None)
        count = offered.count if offered else SEVERAL
        if offered is None or not isinstance(count, int) or len(cards) <= count:
            continue
        for card in sorted(cards, key=lambda card: card.path)[count:]:
            message = f"“{offered.title}”有 {count} 个名额，已有 {len(cards)} 个{_gained(cards)}"
            hint = f"检查获奖名单，或在 {campaign.document.path} 里改 count"
            yield Finding(catalogue.position(card, card.prize_key), ID, message, hint)


def _gained(cards: list[Card]) -> str:
    """获奖, or 拟获奖 where the notice has not ended for all of them."""
    return "获奖" if all(card.prize for card in cards) else "拟获奖或获奖"
