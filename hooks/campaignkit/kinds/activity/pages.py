"""What an activity's pages need besides its own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from campaignkit.kinds.activity.card import event_facts, service_facts
from campaignkit.kinds.activity.hours import clock_spans, week_of
from campaignkit.kinds.activity.model import (
    Activity,
    ActivityEvent,
    EventState,
    Season,
    ServicePlace,
)
from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.paging import Pager, paged
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record

Groups = list[tuple[str, list[Card]]]

ONE_SHEET = 300
"""Services up to which the directory is one page, which a phone can open."""


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """What is on, what was, and the services by type.

    An event counts as past from the day after its end: a page holds for a day, and the chip beside
    the event tells the hour.
    """
    assert isinstance(campaign, Activity)
    events = catalogue.listed(campaign.id, ActivityEvent.collection)
    services = catalogue.listed(campaign.id, ServicePlace.collection)
    today = _today(catalogue)
    past = [card for card in events if _is_past(card, today)]
    seasons = [season.label for season in Season]
    return {
        "coming": [card for card in events if not _is_past(card, today)],
        "past": past[::-1],
        "seasons": [(name, found) for name, found in _by_season(events) if name in seasons],
        "services": _grouped(services, "type"),
        "total": len(services),
        "regions": len(_grouped(services, "region")),
    }


def directory(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """All services to print, region by region; a page for each region where they are many."""
    services = catalogue.listed(campaign.id, ServicePlace.collection)
    by_region = _grouped(services, "region")
    if not services:
        return
    if len(services) <= ONE_SHEET:
        yield _sheet(campaign, catalogue, "directory", "服务点名录", by_region)
        return
    parts = [
        (region, len(cards), f"directory/{n}") for n, (region, cards) in enumerate(by_region, 1)
    ]
    yield _sheet(campaign, catalogue, "directory", "服务点名录", [], further=parts)
    for (region, cards), (_, _, uri) in zip(by_region, parts, strict=True):
        pages = paged([(region, cards)], ONE_SHEET)
        for number, page in enumerate(pages, 1):
            pager = Pager(uri, number, len(pages))
            which = f"（第 {number} 页）" if len(pages) > 1 else ""
            group = [(region, list(part.items)) for part in page]
            heading = f"{region}服务点名录{which}"
            yield _sheet(campaign, catalogue, pager.uri(number), heading, group, pager=pager)


def _sheet(
    campaign: Campaign,
    catalogue: Catalogue,
    uri: str,
    heading: str,
    by_region: Groups,
    *,
    further: Sequence[tuple[str, int, str]] = (),
    pager: Pager | None = None,
) -> PageItem:
    """One page of the directory; `further` are the region, count and address of others.

    `pager` leads to the other pages of a region with very many services.
    """
    today = _today(catalogue)
    cards = [card for _, found in by_region for card in found]
    return PageItem(
        uri,
        f"{heading} · {campaign.title}",
        f"{campaign.title}：{heading}，有地址、开放时间和电话，可以打印",
        {
            "by_region": by_region,
            "further": further,
            "pager": pager,
            "total": len(cards) or sum(count for _, count, _ in further),
            "stale": sorted(card.id for card in cards if is_unchecked(card, today)),
        },
        heading=heading,
    )


def is_unchecked(card: Card, today: date) -> bool:
    """Whether nobody has made sure of a service for more than a year."""
    facts = service_facts(card)
    if facts is None:
        return False
    return facts.checked is None or a_year_after(facts.checked) < today


def a_year_after(day: date) -> date:
    """The same day of the next year; 1 March for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _today(catalogue: Catalogue) -> date:
    return catalogue.as_of.astimezone(catalogue.settings.zone).date()


def _is_past(card: Card, today: date) -> bool:
    facts = event_facts(card)
    return facts is not None and facts.last_day < today


def _by_season(cards: Sequence[Card]) -> Groups:
    """Events by season, in the order of the year."""
    order = {season.label: number for number, season in enumerate(Season)}
    return sorted(_grouped(cards, "season"), key=lambda group: order.get(group[0], len(order)))


def _grouped(cards: Sequence[Card], facet: str) -> Groups:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for word in card.facet(facet):
            groups[word].append(card)
    return list(groups.items())


_STATES = {
    EventState.PLANNED: "EventScheduled",
    EventState.DONE: "EventScheduled",
    EventState.MOVED: "EventRescheduled",
    EventState.CANCELLED: "EventCancelled",
}


def event_data(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """An event as schema.org Event."""
    assert isinstance(record, ActivityEvent)
    assert isinstance(campaign, Activity)
    venue = campaign.venues.get(record.venue or "")
    place: dict[str, Any] = {"@type": "Place", "name": venue.name if venue else record.place}
    place["address"] = venue.address if venue else record.place
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": card.title,
        "startDate": record.start.iso,
        "endDate": record.end.iso,
        "eventStatus": f"https://schema.org/{_STATES[record.state]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place,
        "organizer": [
            {"@type": "Organization", "name": catalogue.unit_name(host)} for host in campaign.hosts
        ],
        "inLanguage": "zh-CN",
    }
    if record.state is EventState.MOVED and record.moved_from:
        data["previousStartDate"] = record.moved_from.iso
    if record.capacity:
        data["maximumAttendeeCapacity"] = record.capacity
    return {**data, "url": url} if url else data


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def service_data(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A service as schema.org CivicStructure."""
    del campaign
    assert isinstance(record, ServicePlace)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CivicStructure",
        "name": card.title,
        "additionalType": record.type,
        "address": {
            "@type": "PostalAddress",
            "addressRegion": record.region,
            "streetAddress": record.address,
        },
        "maintainer": {"@type": "Organization", "name": catalogue.unit_name(record.host)},
    }
    if record.phone:
        data["telephone"] = str(record.phone)
    if record.position:
        spot = record.position
        data["geo"] = {"@type": "GeoCoordinates", "latitude": spot.lat, "longitude": spot.lon}
    if record.facilities:
        data["amenityFeature"] = [
            {"@type": "LocationFeatureSpecification", "name": facility, "value": True}
            for facility in record.facilities
        ]
    if spans := list(clock_spans(week_of(record.hours))) if record.hours else []:
        data["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{_DAYS[day]}",
                "opens": opens,
                "closes": closes,
            }
            for day, opens, closes in spans
        ]
    return {**data, "url": url} if url else data
