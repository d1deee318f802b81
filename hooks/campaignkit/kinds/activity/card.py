"""The cards of events and of services: what is kept of them after their batch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from campaignkit.kinds.activity.hours import week_of
from campaignkit.kinds.activity.hours_words import in_words
from campaignkit.kinds.activity.model import Activity, ActivityEvent, EventState, ServicePlace
from campaignkit.kinds.naming import mentions
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.markdown import paragraphs
from campaignkit.model.record import Record

EXCERPT = 80
"""Characters of a report that lists show."""

STATE_NAMES = {
    EventState.PLANNED: "",
    EventState.MOVED: "已改期",
    EventState.CANCELLED: "已取消",
    EventState.DONE: "已办完",
}
"""The state of an event in the reader's words; a planned one needs none."""


class EventFacts(NamedTuple):
    """What an event's card has besides.

    `start` and `end` are days or instants in ISO 8601, `begins` and `ends` the instants of these;
    `last_day` is the day on which it ends, `numbers` are of what, how many, and their unit. `told`
    says that it has a report or a photo.
    """

    start: str
    end: str
    begins: str
    ends: str
    last_day: date
    place: str
    season: str
    numbers: tuple[tuple[str, str, str], ...]
    told: bool


class ServiceFacts(NamedTuple):
    """What a service's card has besides, for the directory.

    `hours` are in Chinese, or as written where they have no words; `week` is what `hours.js` reads,
    or empty; `checked` is the day on which somebody made sure of it all.
    """

    type: str
    region: str
    address: str
    hours: str
    week: str
    phone: str
    facilities: tuple[str, ...]
    checked: date | None


def event_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of an event, in the order of time."""
    del catalogue
    assert isinstance(record, ActivityEvent)
    assert isinstance(campaign, Activity)
    start = record.start.start
    series = record.series or campaign.series
    season = series.season.label if series else ""
    picture = record.photos[0] if record.photos else None
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        subtitle=" · ".join(filter(None, (str(record.start), record.place, season))),
        excerpt=_excerpt(record.report),
        picture=picture.file if picture else "",
        picture_alt=picture.alt if picture else "",
        order=(start.isoformat(), record.id),
        facets={
            "month": (f"{start.year}年{start.month}月",),
            "season": (season,) if season else (),
            "place": (record.place,),
            "state": tuple(filter(None, (STATE_NAMES[record.state],))),
        },
        state=str(record.state),
        extra=EventFacts(
            record.start.iso,
            record.end.iso,
            start.isoformat(),
            record.end.end.isoformat(),
            record.end.day,
            record.place,
            season,
            tuple(_numbers(record)),
            bool(record.report or record.photos) or record.lost("report", "photos"),
        ),
    )


def _excerpt(report: str | None) -> str:
    """The first paragraph of a report, cut where it is long."""
    words = next(iter(paragraphs(report)), "") if report else ""
    return words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1]}…"


def _numbers(record: ActivityEvent) -> Iterator[tuple[str, str, str]]:
    for number in record.numbers:
        yield number.title, f"{number.value:,.15g}", number.unit


def service_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a service, type by type and region by region."""
    del catalogue
    assert isinstance(record, ServicePlace)
    week = week_of(record.hours) if record.hours else ""
    picture = record.picture
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        subtitle=" · ".join((record.type, record.region, record.address)),
        picture=picture.file if picture else "",
        picture_alt=picture.alt if picture else "",
        order=(record.type, record.region, record.id),
        facets={
            "region": (record.region,),
            "type": (record.type,),
            "facility": record.facilities,
            "open": (week,) if week else (),
        },
        mentions=mentions(record, {"leader": "带头人", "members": "成员"}),
        extra=ServiceFacts(
            record.type,
            record.region,
            record.address,
            (in_words(record.hours) or record.hours) if record.hours else "",
            week,
            record.phone or "",
            record.facilities,
            record.checked,
        ),
    )


def event_facts(card: Card) -> EventFacts | None:
    """What a card knows of an event; None for cards of other collections."""
    return card.extra if isinstance(card.extra, EventFacts) else None


def service_facts(card: Card) -> ServiceFacts | None:
    """What a card knows of a service; None for cards of other collections."""
    return card.extra if isinstance(card.extra, ServiceFacts) else None
