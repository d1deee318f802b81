"""What a lecture series' pages and slides need besides its own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from campaignkit.kinds.deck_event import AgendaLine, DeckEvent
from campaignkit.kinds.lecture.model import Lecture, Session, SessionState
from campaignkit.model.calendar_entry import CalendarDate, DateState
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record
from campaignkit.model.ref_target import PERSON


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """The schedule by month, by venue and by speaker."""
    assert isinstance(campaign, Lecture)
    sessions = catalogue.listed(campaign.id, "sessions")
    by_month: dict[str, list[Card]] = defaultdict(list)
    by_venue: dict[str, list[Card]] = defaultdict(list)
    by_speaker: dict[str, list[Card]] = defaultdict(list)
    for card in sessions:
        by_month[card.facet("month")[0]].append(card)
        by_venue[card.facet("venue")[0]].append(card)
        for mention in card.mentions:
            if mention.target == PERSON.name:
                by_speaker[mention.id].append(card)
    people = catalogue.people
    return {
        "sessions": sessions,
        "by_month": list(by_month.items()),
        "by_venue": [
            (venue, by_venue[venue.name])
            for venue in campaign.venues.values()
            if venue.name in by_venue
        ],
        "by_speaker": [
            (people[name], cards)
            for name, cards in by_speaker.items()
            if name in people and people[name].public
        ],
    }


_STATES = {
    SessionState.SCHEDULED: "EventScheduled",
    SessionState.MOVED: "EventRescheduled",
    SessionState.CANCELLED: "EventCancelled",
}


def structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A session as schema.org Event."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    venue = campaign.venues.get(record.venue)
    hosts = [{"@type": "Organization", "name": catalogue.unit_name(h)} for h in campaign.hosts]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": card.title,
        "startDate": record.start.iso,
        "endDate": record.end.iso,
        "eventStatus": f"https://schema.org/{_STATES[record.state]}",
        "organizer": hosts,
        "inLanguage": "zh-CN",
    }
    if venue:
        data["location"] = {"@type": "Place", "name": venue.name, "address": venue.address}
    if record.state is SessionState.MOVED and record.moved_from:
        data["previousStartDate"] = record.moved_from.iso
    return {**data, "url": url} if url else data


def calendar_date(record: Record, campaign: Campaign) -> CalendarDate:
    """A session in calendars."""
    assert isinstance(record, Session)
    venue = campaign.venues.get(record.venue) if isinstance(campaign, Lecture) else None
    return CalendarDate(
        start=record.start.iso,
        end=record.end.iso,
        place=f"{venue.name}，{venue.address}" if venue else "",
        state=DateState(record.state),
        moved_from=record.moved_from.iso if record.moved_from else "",
    )


def deck_event(record: Record, campaign: Campaign) -> DeckEvent | None:
    """The event of a session with a deck; None for one without."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    if record.deck is None:
        return None
    venue = campaign.venues.get(record.venue)
    return DeckEvent(
        file=record.deck,
        title=record.title,
        start=record.start.start,
        end=record.end.end,
        venue=venue.name if venue else "",
        address=venue.address if venue else "",
        speakers=record.speakers,
        agenda=tuple(AgendaLine(i.time, i.title, i.speaker or "") for i in record.agenda),
        handouts=(record.handout,) if record.handout else (),
    )
