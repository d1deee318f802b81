"""The tables of results: one for each trade and round, with the ranks that marks lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from campaignkit.kinds.competition.card import ResultFacts, facts_of
from campaignkit.kinds.competition.model import ROUND, TRADE, Competition
from campaignkit.kinds.competition.result import Result
from campaignkit.kinds.competition.scores import ranks
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of a table; `rank` is 0 for somebody who is not ranked."""

    card: Card
    facts: ResultFacts
    rank: int


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The results of one trade in one round, best first.

    `columns` names what some row has: `theory`, `practice`, `penalty`, `minutes`, `total`, `prize`.
    """

    trade: str
    round: str
    trade_title: str
    round_title: str
    rows: tuple[ResultRow, ...]
    columns: tuple[str, ...]

    @property
    def title(self) -> str:
        """The table's caption."""
        return " · ".join(filter(None, (self.trade_title, self.round_title))) or "成绩"


def right_ranks(cards: list[Card]) -> dict[str, int]:
    """The rank that follows from the marks, by record id.

    Empty where a ranked result has no total: ranks then cannot be worked out.
    """
    known = [(card, facts) for card in cards if (facts := facts_of(card)) and is_ranked(card)]
    if not all(facts.key for _, facts in known):
        return {}
    places = ranks([facts.key for _, facts in known])
    return {card.id: place for (card, _), place in zip(known, places, strict=True)}


def groups(
    campaign: Competition, catalogue: Catalogue
) -> Iterator[tuple[tuple[str, str], list[Card]]]:
    """All results by trade and round, in the order of campaign.yml, the last round first.

    Those without a page are among them: their names are hidden, and their ranks count.
    """
    found: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in catalogue.records(campaign.id, Result.collection).values():
        if facts := facts_of(card):
            found[facts.trade, facts.round].append(card)
    yield from found.items()


def tables(campaign: Competition, catalogue: Catalogue) -> list[ResultTable]:
    """The tables of a competition."""
    trades, rounds = campaign.local_titles(TRADE), campaign.local_titles(ROUND)
    return [
        _table(trade, round_id, trades.get(trade, ""), rounds.get(round_id, ""), cards)
        for (trade, round_id), cards in groups(campaign, catalogue)
    ]


def is_ranked(card: Card) -> bool:
    """Whether a result counts among the ranks: not of somebody absent or disqualified."""
    return card.state == "finished"


def _table(
    trade: str, round_id: str, trade_title: str, round_title: str, cards: list[Card]
) -> ResultTable:
    right = right_ranks(cards)
    rows = [
        ResultRow(card, facts, right.get(card.id, facts.rank) if is_ranked(card) else 0)
        for card in cards
        if (facts := facts_of(card))
    ]
    rows.sort(key=lambda row: (row.rank == 0, row.rank, row.card.order))
    columns = [
        name
        for name in ("theory", "practice", "penalty", "minutes", "total", "unit", "proposed")
        if any(getattr(row.facts, name) for row in rows)
    ]
    if any(row.card.prize for row in rows):
        columns.append("prize")
    return ResultTable(trade, round_id, trade_title, round_title, tuple(rows), tuple(columns))
