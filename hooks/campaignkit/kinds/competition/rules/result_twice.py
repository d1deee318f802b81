"""同一个人（或同一个队）在同一工种、同一轮次里只有一条成绩。

按人物编号，或按姓名和单位认人。同名的两个人写上各自的单位。

错误（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: 80
    ---
    name: 示例·甲
    trade: fitter
    theory: null
    practice: 90

正确（competition/results，2021-03-01 检查）：

    # campaign.yml
    trades: [{id: fitter, title: 钳工}]
    ---
    name: 示例·甲
    unit: 示例·一厂
    trade: fitter
    theory: null
    practice: 80
    ---
    name: 示例·甲
    unit: 示例·二厂
    trade: fitter
    theory: null
    practice: 90
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.card import facts_of
from campaignkit.kinds.competition.model import Competition
from campaignkit.kinds.competition.result_tables import groups
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "result-twice"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """All but the first result of somebody in a trade and round; each cites the first."""
    for campaign in catalogue.campaigns.values():
        if isinstance(campaign, Competition) and not campaign.lost("trades", "rounds"):
            for _, cards in groups(campaign, catalogue):
                yield from _twice(catalogue, cards)


def _twice(catalogue: Catalogue, cards: list[Card]) -> Iterator[Finding]:
    found: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if facts := facts_of(card):
            found[facts.who].append(card)
    for same in found.values():
        if len(same) > 1:
            places = sorted(
                ((catalogue.position(card), card) for card in same),
                key=lambda pair: (pair[0].path, pair[0].line),
            )
            first, _ = places[0]
            for _, card in places[1:]:
                name = card.title if card.public else "这个人"
                message = f"{name}在这个工种和轮次里已有成绩（{first.path} 第 {first.line} 行）"
                hint = "留下一条；是同名的两个人，就写上各自的单位"
                yield Finding(catalogue.position(card, _key(catalogue, card)), ID, message, hint)


def _key(catalogue: Catalogue, card: Card) -> str:
    """The key that says who it is."""
    document = catalogue.document_of(card)
    data = document.data if document and isinstance(document.data, dict) else {}
    return next((key for key in ("person", "name", "team") if data.get(key)), "name")
