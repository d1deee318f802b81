"""The card of a result: what is kept of it after its batch."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import NamedTuple

from campaignkit.base.fingerprint import digest
from campaignkit.kinds.competition.model import ROUND, TRADE, Competition
from campaignkit.kinds.competition.result import Result, Standing, rank_key, total_of
from campaignkit.kinds.competition.scores import practice_mark
from campaignkit.kinds.naming import WITHDRAWN_NAME, author_name, mentions, unit_of
from campaignkit.kinds.prizes import PRIZE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


class ResultFacts(NamedTuple):
    """What tables and rules need of a result besides its card.

    `who` tells contestants apart: a person's id, or a digest of name and unit. `trade` and
    `round` are ids, empty where the competition has none or one. `key` is what ranks follow from,
    empty where the total is not known. Marks are as they are shown, empty where there are none.
    """

    who: str
    trade: str
    round: str
    rank: int
    key: tuple[Decimal, ...]
    total: str
    theory: str
    practice: str
    penalty: str
    minutes: str
    unit: str
    proposed: str


def facts_of(card: Card) -> ResultFacts | None:
    """What a card of a result carries; None for cards of other collections."""
    return card.extra if isinstance(card.extra, ResultFacts) else None


def contestant(card: Card) -> Hashable:
    """Who a result is of: the same in every round."""
    facts = facts_of(card)
    return facts.who if facts and any(facts.who) else card.id


def result_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a result: by trade, the last round first, the best first."""
    assert isinstance(record, Result)
    assert isinstance(campaign, Competition)
    known = catalogue.people.get(record.person) if record.person else None
    public = record.public and (record.person is None or bool(known and known.public))
    facts = _facts(record, campaign, catalogue, public=public)
    shows = record.portrait and record.consent and record.consent.shows_portrait
    trades, rounds = campaign.local_titles(TRADE), campaign.local_titles(ROUND)
    prize = campaign.local_titles(PRIZE).get(record.won or "", "")
    name = record.team.name if record.team else author_name(record.person, record.name, catalogue)
    trade, round_title = trades.get(facts.trade, ""), rounds.get(facts.round, "")
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=name if public else WITHDRAWN_NAME,
        public=public,
        subtitle=" · ".join(filter(None, (facts.unit, trade, round_title))),
        excerpt=record.citation or "",
        picture=record.portrait.file if shows and record.portrait else "",
        picture_alt=record.portrait.alt if shows and record.portrait else "",
        order=_order(facts, list(trades), list(rounds), record.id),
        prize=record.prize,
        prize_key=record.prize_key,
        facets={
            "trade": (trade,) if trade else (),
            "round": (round_title,) if round_title else (),
            "prize": (prize,) if prize else (),
            "unit": (facts.unit,) if facts.unit else (),
        },
        mentions=mentions(record, {"person": f"{trade}选手"}),
        state=str(record.state),
        extra=facts,
    )


def _facts(
    record: Result, campaign: Competition, catalogue: Catalogue, *, public: bool
) -> ResultFacts:
    drops = campaign.scoring.drops
    right = total_of(record, campaign)
    finished = record.state is Standing.FINISHED
    total = right if right is not None else record.total if finished else None
    mark = practice_mark(record.given, drops)
    unit = unit_of(record.person, record.unit, catalogue) or ""
    name = record.team.name if record.team else record.name or ""
    found = campaign.round(record.round)
    return ResultFacts(
        who=record.person or digest(name.encode(), unit.encode()).hex(),
        trade=record.trade or "",
        round=found.id if found else record.round or "",
        rank=record.rank or 0,
        key=() if right is None else rank_key(record, right, campaign.scoring),
        total=_shown(total),
        theory=_shown(record.theory),
        practice=_shown(mark),
        penalty=_shown(record.penalty or None),
        minutes=_shown(record.minutes),
        unit=unit if public else "",
        proposed=record.proposed or "",
    )


def _shown(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _order(
    facts: ResultFacts, trades: list[str], rounds: list[str], record_id: str
) -> tuple[str | int, ...]:
    trade = trades.index(facts.trade) if facts.trade in trades else len(trades)
    later = rounds.index(facts.round) if facts.round in rounds else -1
    best = -int(facts.key[0] * 10**6) if facts.key else 0
    return (trade, -later, facts.rank or 10**6, best, record_id)
