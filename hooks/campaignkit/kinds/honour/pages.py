"""What an award campaign's pages need besides its own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from campaignkit.kinds.honour.model import AWARD, Honours, Profile
from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.notices import NoticeRow, NoticeTable, is_shown, notice_page
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record

Groups = list[tuple[str, list[Card]]]


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """Profiles by how far they have come."""
    assert isinstance(campaign, Honours)
    cards = catalogue.listed(campaign.id, Profile.collection)
    awarded = [card for card in cards if card.state == "awarded"]
    return {
        "groups": [
            ("光荣榜", "winners", awarded),
            ("公示人选", "candidates", [card for card in cards if card.state == "notice"]),
            ("推荐人选", "nominees", [card for card in cards if card.state == "nominated"]),
        ],
        "total": len(cards),
        "awarded": awarded,
        "notice": is_shown(campaign, catalogue, _tables(campaign, catalogue)),
        "award_titles": campaign.local_titles(AWARD),
    }


def notice(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The notice, once there is one: those whose names stood open to objection."""
    assert isinstance(campaign, Honours)
    return notice_page(campaign, catalogue, _tables(campaign, catalogue), "名单")


def _tables(campaign: Honours, catalogue: Catalogue) -> list[NoticeTable]:
    """A table for each award that somebody stands on the notice for."""
    cards = [
        card
        for card in catalogue.listed(campaign.id, Profile.collection)
        if card.state in ("notice", "awarded")
    ]
    by_award = dict(_grouped(cards, "award"))
    return [
        NoticeTable(award.title, ("名称", "单位、职业", "地区"), tuple(map(_row, rows)))
        for award in campaign.awards
        if (rows := by_award.get(award.title))
    ]


def _row(card: Card) -> NoticeRow:
    return NoticeRow(card.title, card.uri, (card.subtitle, "、".join(card.facet("region"))))


def roll(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The honour roll by year, award, region and trade."""
    cards = [c for c in catalogue.listed(campaign.id, Profile.collection) if c.state == "awarded"]
    if not cards:
        return
    views = [
        (title, f"by-{facet}", _grouped(cards, facet))
        for facet, title in (
            ("award", "按奖项"),
            ("year", "按年份"),
            ("region", "按地区"),
            ("trade", "按职业"),
        )
    ]
    yield PageItem(
        "roll",
        f"{campaign.title}光荣榜",
        f"{campaign.title}获奖的个人、集体和单位",
        {"views": views},
        crumb="光荣榜",
    )


def _grouped(cards: Iterable[Card], facet: str) -> Groups:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for word in card.facet(facet) or ("其他",):
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
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": about,
        "publisher": {"@type": "Organization", "name": catalogue.settings.publisher.name},
        "inLanguage": "zh-CN",
    }
    return {**data, "url": url} if url else data
