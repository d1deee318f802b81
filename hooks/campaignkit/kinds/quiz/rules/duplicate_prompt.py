"""一个题库里的题干不能重复；很像的会提醒。

比较时不看空格、标点、全角半角和大小写。“下列说法正确的是”这样的题干，要写明问的是什么。

错误（quiz/questions）：

    prompt: 工会是职工自愿结合的工人阶级的群众组织吗？
    ---
    prompt: 工会，是职工自愿结合的工人阶级的群众组织吗

正确（quiz/questions）：

    prompt: 工会是职工自愿结合的工人阶级的群众组织吗？
    ---
    prompt: 用人单位自哪一天起与劳动者建立劳动关系？
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from campaignkit.base.findings import Finding, Level
from campaignkit.kinds.quiz.card import BankEntry, bank_entry
from campaignkit.kinds.quiz.model import BankQuestion
from campaignkit.kinds.quiz.prompts import near_pairs
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "duplicate-prompt"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """The same prompt twice in a quiz, as an error; near duplicates, as a warning."""
    for campaign in catalogue.campaigns:
        cards = catalogue.records(campaign, BankQuestion.collection)
        found = {card.id: entry for card in cards.values() if (entry := bank_entry(card))}
        yield from _in_bank(catalogue, cards, found)


def _in_bank(
    catalogue: Catalogue, cards: Mapping[str, Card], found: Mapping[str, BankEntry]
) -> Iterator[Finding]:
    first: dict[bytes, str] = {}
    for name in sorted(found):
        key = found[name].key
        if key in first:
            message = f"题干和 {first[key]}.yml 相同"
            hint = "删掉一道；题干一样而选项不同的，在题干里写明问的是什么"
            yield Finding(catalogue.position(cards[name], "prompt"), ID, message, hint)
        first.setdefault(key, name)
    distinct = {name: found[name].pairs for name in sorted(first.values())}
    for one, other in near_pairs(distinct):
        message = f"题干和 {one}.yml 很像"
        place = catalogue.position(cards[other], "prompt")
        yield Finding(place, ID, message, "核对是不是同一道题；是就删掉一道", Level.WARNING)
