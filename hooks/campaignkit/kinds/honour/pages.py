"""What an award campaign's pages need besides its own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from campaignkit.kinds.honour.card import ProfileFacts
from campaignkit.kinds.honour.model import AWARD, HonourNotice, Honours, NoticeColumn
from campaignkit.kinds.honour.profile import Profile
from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.notices import NoticeRow, NoticeTable, is_shown, notice_page
from campaignkit.kinds.paging import Pager, paged
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record

Groups = list[tuple[str, list[Card]]]

OTHERS = "其他"
"""The group of those that have no word for a facet."""


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """Profiles by how far they have come."""
    assert isinstance(campaign, Honours)
    cards = catalogue.listed(campaign.id, Profile.collection)
    nominations = {award.title for award in campaign.awards if award.nomination}
    won = [card for card in _named(campaign, catalogue) if card.state == "awarded"]
    awarded = [card for card in won if nominations.isdisjoint(card.facet("award"))]
    others = [card for card in won if card not in awarded]
    return {
        "groups": [
            ("光荣榜", "winners", _with_pages(awarded)),
            ("提名奖", "nominations", _with_pages(others)),
            ("公示人选", "candidates", [card for card in cards if card.state == "notice"]),
            ("推荐人选", "nominees", [card for card in cards if card.state == "nominated"]),
        ],
        "name_only": [card for card in won if not card.public],
        "total": len(cards),
        "awarded": awarded,
        "notice": is_shown(campaign, catalogue, _tables(campaign, catalogue)),
        "award_titles": campaign.local_titles(AWARD),
        "allocation": _allocation(campaign, catalogue),
    }


def _named(campaign: Honours, catalogue: Catalogue) -> list[Card]:
    """Profiles that lists may name: those with a page, and lines that are a name only."""
    records = catalogue.records(campaign.id, Profile.collection).values()
    return [card for card in records if card.public or card.name_only]


def _with_pages(cards: list[Card]) -> list[Card]:
    return [card for card in cards if card.public]


def _allocation(campaign: Honours, catalogue: Catalogue) -> dict[str, Any]:
    """The table of places: titles of its columns, rows of unit and numbers, and the sums."""
    titles = campaign.local_titles(AWARD)
    columns = list(dict.fromkeys(row.award for row in campaign.allocation))
    units = list(dict.fromkeys(row.unit for row in campaign.allocation))
    counts: dict[tuple[str, str | None], int] = defaultdict(int)
    for row in campaign.allocation:
        counts[row.unit, row.award] += row.count
    return {
        "columns": [titles.get(award or "", "名额") for award in columns],
        "rows": [
            (catalogue.unit_name(unit), [counts[unit, award] for award in columns])
            for unit in units
        ],
        "sums": [sum(counts[unit, award] for unit in units) for award in columns],
    }


def notice(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The notice, once there is one: those whose names stood open to objection."""
    assert isinstance(campaign, Honours)
    return notice_page(campaign, catalogue, _tables(campaign, catalogue), "名单")


def _tables(campaign: Honours, catalogue: Catalogue) -> list[NoticeTable]:
    """A table for each award that somebody stands on the notice for."""
    cards = [c for c in _named(campaign, catalogue) if c.state in ("notice", "awarded")]
    by_award = dict(_grouped(cards, "award"))
    columns = campaign.notice.columns if isinstance(campaign.notice, HonourNotice) else ()
    headings = tuple(_HEADINGS[column] for column in columns) or ("单位、职务、职业", "地区")
    return [
        NoticeTable(
            award.title,
            ("名称", *headings),
            tuple(_row(card, columns) for card in rows),
        )
        for award in campaign.awards
        if (rows := by_award.get(award.title))
    ]


_HEADINGS = {
    NoticeColumn.GENDER: "性别",
    NoticeColumn.UNIT: "单位",
    NoticeColumn.POSITION: "职务",
    NoticeColumn.OCCUPATION: "职业",
    NoticeColumn.REGION: "地区",
    NoticeColumn.NOMINATED_BY: "推荐单位",
}


def _row(card: Card, columns: tuple[NoticeColumn, ...]) -> NoticeRow:
    facts = card.extra if isinstance(card.extra, ProfileFacts) else ProfileFacts()
    cells = tuple(str(getattr(facts, column)) for column in columns)
    return NoticeRow(
        card.title, card.uri if card.public else "", cells or (card.subtitle, facts.region)
    )


_VIEWS = (("award", "按奖项"), ("year", "按年份"), ("region", "按地区"), ("trade", "按职业"))
"""Facets that the honour roll is grouped by."""

ONE_ROLL = 150
"""Names up to which the roll is one page that says each of them in every grouping."""


def roll(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The honour roll by award, year, region and trade.

    A long one has pages of its own for each grouping, on which each name stands once.
    """
    assert isinstance(campaign, Honours)
    cards = [card for card in _named(campaign, catalogue) if card.state == "awarded"]
    views = [(facet, title, _grouped(cards, facet)) for facet, title in _VIEWS]
    if len(cards) > ONE_ROLL:
        yield from _long_roll(campaign, views)
    elif cards:
        shown = [(title, f"by-{facet}", groups) for facet, title, groups in views]
        yield _roll_page(campaign, "roll", "", {"views": shown})


def _long_roll(campaign: Honours, views: Sequence[tuple[str, str, Groups]]) -> Iterator[PageItem]:
    """A roll of many names: by award at its own address, every other grouping below it."""
    useful = [view for view in views if len(view[2]) > 1 or view[0] == "award"]
    addresses = {facet: "roll" if facet == "award" else f"roll/by-{facet}" for facet, *_ in useful}
    others = [(title, addresses[facet], facet) for facet, title, _ in useful]
    for facet, title, groups in useful:
        ordered = groups if facet in ("award", "year") else _largest_first(groups)
        pages = paged(ordered)
        for number, parts in enumerate(pages, 1):
            pager = Pager(addresses[facet], number, len(pages))
            note = f" · {title}" + (f" · 第 {number} 页" if number > 1 else "")
            context = {
                "views": [],
                "parts_of": parts,
                "pager": pager,
                "others": others,
                "grouped": facet,
            }
            yield _roll_page(campaign, pager.uri(number), note, context)


def _largest_first(groups: Groups) -> Groups:
    """Groups by their number of names; those without a word last."""
    return sorted(groups, key=lambda group: (group[0] == OTHERS, -len(group[1]), group[0]))


def _roll_page(campaign: Honours, uri: str, note: str, context: Mapping[str, object]) -> PageItem:
    return PageItem(
        uri,
        f"{campaign.title}光荣榜{note}",
        f"{campaign.title}获奖的个人、集体和单位{note}",
        context,
        heading=f"{campaign.title}光荣榜",
        crumb="光荣榜",
    )


def _grouped(cards: Iterable[Card], facet: str) -> Groups:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for word in card.facet(facet) or (OTHERS,):
            groups[word].append(card)
    return list(groups.items())


def structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A profile as schema.org Person or Organization, wrapped in the page about it."""
    assert isinstance(record, Profile)
    assert isinstance(campaign, Honours)
    recipient = next((a.recipient for a in campaign.awards if a.id == record.award), "person")
    about: dict[str, Any] = {
        "@type": "Person" if recipient == "person" else "Organization",
        "name": card.title,
    }
    if record.occupation and recipient == "person":
        about["jobTitle"] = record.occupation
    if record.honours:
        about["award"] = [f"{honour.year} {honour.title}" for honour in record.honours]
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
