"""What a competition's pages need besides its own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaignkit.kinds.competition.model import TRADE, Competition
from campaignkit.kinds.competition.result import Result
from campaignkit.kinds.competition.result_tables import ResultRow, ResultTable, tables
from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.paging import Pager, paged
from campaignkit.kinds.prizes import PRIZE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record

_ON_NOTICE = 10
"""Ranks that a notice lists where nothing says who is to have a prize."""


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """Winners by prize, the best of each trade, and titles by id."""
    assert isinstance(campaign, Competition)
    cards = catalogue.listed(campaign.id, Result.collection)
    made = tables(campaign, catalogue)
    return {
        "winners": [
            (prize, won)
            for prize in campaign.prizes
            if (won := [card for card in cards if card.prize == prize.id])
        ],
        "tables": [(table, [row for row in table.rows if row.rank][:3]) for table in _last(made)],
        "total": sum(len(table.rows) for table in made),
        "trade_titles": campaign.local_titles(TRADE),
        "places": [(one, campaign.place_of(one)) for one in campaign.rounds],
        "tie_break": [word.label for word in campaign.scoring.tie_break],
    }


ONE_RANKING = 400
"""Rows up to which all tables stand on one page and can be sorted there."""


def ranking(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """All results, a table for each trade and round, once there are some.

    Very many rows are on pages of a few hundred, table after table.
    """
    assert isinstance(campaign, Competition)
    made = tables(campaign, catalogue)
    if not made:
        return
    if sum(len(table.rows) for table in made) <= ONE_RANKING:
        shown = [[(table, table.rows, True) for table in made]]
    else:
        by_title = [(str(number), table.rows) for number, table in enumerate(made)]
        shown = [
            [(made[int(part.title)], tuple(part.items), part.first) for part in page]
            for page in paged(by_title)
        ]
    starts = {
        table.title: number
        for number, page in enumerate(shown, 1)
        for table, _, first in page
        if first
    }
    for number, page in enumerate(shown, 1):
        yield _ranking_page(campaign, Pager("ranking", number, len(shown)), page, starts)


def _ranking_page(
    campaign: Competition,
    pager: Pager,
    shown: list[tuple[ResultTable, tuple[ResultRow, ...], bool]],
    starts: Mapping[str, int],
) -> PageItem:
    which = f" · 第 {pager.number} 页" if pager.number > 1 else ""
    parts = [
        {"title": table.title, "columns": table.columns, "rows": rows, "size": len(table.rows)}
        for table, rows, _ in shown
    ]
    return PageItem(
        pager.uri(pager.number),
        f"{campaign.title}成绩与名次{which}",
        f"{campaign.title}各工种的成绩、名次和获奖情况{which}",
        {
            "tables": parts,
            "prize_titles": campaign.local_titles(PRIZE),
            "pager": pager,
            "starts": list(starts.items()) if pager.total > 1 else [],
        },
        heading="成绩与名次",
        crumb="成绩与名次",
    )


def notice(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The notice, once there is one: the last round's results, open to objection."""
    assert isinstance(campaign, Competition)
    if campaign.notice is None:
        return
    made = [(table, _noticed(table)) for table in _last(tables(campaign, catalogue))]
    yield PageItem(
        "notice",
        f"{campaign.title}公示",
        f"{campaign.title}成绩和获奖名单公示",
        {
            "tables": made,
            "total": sum(len(rows) for _, rows in made),
            "prize_titles": campaign.local_titles(PRIZE),
        },
        heading=f"{campaign.title}成绩和获奖名单公示",
        crumb="公示",
    )


def _last(made: list[ResultTable]) -> list[ResultTable]:
    """The last round's table of each trade: tables come with the last round first."""
    found: dict[str, ResultTable] = {}
    for table in made:
        found.setdefault(table.trade, table)
    return list(found.values())


def _noticed(table: ResultTable) -> list[object]:
    """Those who are to have a prize, or have it; where nothing says who, the first ranks."""
    chosen = [row for row in table.rows if row.facts.proposed or row.card.prize]
    return list(chosen or [row for row in table.rows if 0 < row.rank <= _ON_NOTICE])


def structured(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, Any]:
    """A competition as schema.org Event, its rounds as sub-events."""
    assert isinstance(campaign, Competition)
    hosts = [{"@type": "Organization", "name": catalogue.unit_name(h)} for h in campaign.hosts]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": campaign.title,
        "description": campaign.summary,
        "startDate": campaign.timeline.open.iso,
        "endDate": (campaign.timeline.award or campaign.timeline.close).iso,
        "organizer": hosts,
        "inLanguage": "zh-CN",
    }
    rounds = []
    for one in campaign.rounds:
        part: dict[str, Any] = {
            "@type": "Event",
            "name": f"{campaign.title}{one.title}",
            "startDate": one.start.iso,
            "endDate": one.end.iso,
        }
        venue = campaign.place_of(one)
        if venue or one.place:
            part["location"] = {"@type": "Place", "name": venue.name if venue else one.place}
            if venue:
                part["location"]["address"] = venue.address
        rounds.append(part)
    return {**data, "subEvent": rounds} if rounds else data


def result_structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A result as the schema.org page about a person or a team."""
    assert isinstance(record, Result)
    del campaign
    about: dict[str, Any] = {
        "@type": "Organization" if record.team else "Person",
        "name": card.title,
    }
    if card.facet("prize"):
        about["award"] = list(card.facet("prize"))
    known = catalogue.people.get(record.person or "")
    agreed = record.consent is not None and record.consent.shows_profile
    shown = about["@type"] != "Person" or agreed or (known is not None and known.public)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        **({"@type": "ProfilePage", "mainEntity": about} if shown else {"@type": "WebPage"}),
        "name": card.title,
        "publisher": {"@type": "Organization", "name": catalogue.settings.publisher.name},
        "inLanguage": "zh-CN",
    }
    return {**data, "url": url} if url else data
