"""What a lecture series' pages and slides need besides its own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from campaignkit.kinds.deck_event import AgendaLine, DeckEvent, SpeakerEntry
from campaignkit.kinds.lecture.card import VENUE_LATER
from campaignkit.kinds.lecture.model import Lecture, Session, SessionState
from campaignkit.kinds.lecture.session_parts import Later
from campaignkit.model.calendar_entry import CalendarDate, CalendarTime, DateState
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
        for venue in card.facet("venue"):
            by_venue[venue].append(card)
        for mention in dict.fromkeys(card.mentions):
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
            (people[name], list({card.id: card for card in cards}.values()))
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
    hosts = [{"@type": "Organization", "name": catalogue.unit_name(h)} for h in campaign.hosts]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": card.title,
        "eventStatus": f"https://schema.org/{_STATES[record.state]}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(record)}",
        "organizer": hosts,
        "inLanguage": "zh-CN",
    }
    times = record.times
    if times:
        data |= {"startDate": times[0].start.iso, "endDate": times[-1].end.iso}
    elif record.state is SessionState.MOVED:
        data["eventStatus"] = "https://schema.org/EventPostponed"
    if len(times) > 1:
        data["subEvent"] = [
            {
                "@type": "Event",
                "name": f"{card.title}（{time.title}）" if time.title else card.title,
                "startDate": time.start.iso,
                "endDate": time.end.iso,
            }
            for time in times
        ]
    if places := _locations(record, campaign):
        data["location"] = places[0] if len(places) == 1 else places
    if record.state is SessionState.MOVED and record.moved_from:
        data["previousStartDate"] = record.moved_from.iso
    return {**data, "url": url} if url else data


def _attendance(record: Session) -> str:
    """Whether one comes, or takes part from afar."""
    if record.online is None:
        return "OfflineEventAttendanceMode"
    return "OnlineEventAttendanceMode" if record.is_online_only else "MixedEventAttendanceMode"


def _locations(record: Session, campaign: Lecture) -> list[dict[str, Any]]:
    """The halls and the address of a session as schema.org Places."""
    parts = [time.venue for time in record.times if time.venue]
    halls = dict.fromkeys((record.venue, *parts, *record.branches))
    found: list[dict[str, Any]] = [
        {"@type": "Place", "name": venue.name, "address": venue.address}
        for hall in halls
        if hall and (venue := campaign.venues.get(hall))
    ]
    if record.online:
        found.append({"@type": "VirtualLocation", "url": record.online.url})
    return found


def calendar_date(record: Record, campaign: Campaign) -> CalendarDate | None:
    """A session in calendars, with each of its times; None where that is to be announced."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    times = record.times
    if not times:
        return None
    return CalendarDate(
        start=times[0].start.iso,
        end=times[-1].end.iso,
        place=_place(record, campaign, record.venue),
        state=DateState(record.state),
        moved_from=record.moved_from.iso if record.moved_from else "",
        times=tuple(
            CalendarTime(
                time.start.iso,
                time.end.iso,
                time.title,
                _place(record, campaign, time.venue or record.venue),
            )
            for time in times
        )
        if len(times) > 1
        else (),
    )


def _place(record: Session, campaign: Lecture, hall: str | None) -> str:
    """Where to go, or how to take part, in a line."""
    venue = campaign.venues.get(hall or "")
    found = [f"{venue.name}，{venue.address}"] if venue else []
    if record.is_later(Later.VENUE):
        found.append(VENUE_LATER)
    if online := record.online:
        code = f"（会议号 {online.code}）" if online.code else ""
        found.append(f"线上：{online.platform or ''}{code} {online.url}")
    return "；".join(found)


def deck_event(record: Record, campaign: Campaign) -> DeckEvent | None:
    """The event of a session with a deck, at its first time; None for one without either."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    times = record.times
    if record.deck is None or not times:
        return None
    venue = campaign.venues.get(times[0].venue or record.venue or "")
    people = tuple(
        SpeakerEntry(one.person or "", one.name or "", one.unit or "", one.title or "")
        for one in record.speakers
    )
    return DeckEvent(
        file=record.deck,
        title=record.title,
        start=times[0].start.start,
        end=times[0].end.end,
        venue=venue.name if venue else "线上" if record.is_online_only else "",
        address=venue.address if venue else "",
        speakers=people,
        agenda=tuple(AgendaLine(i.time, i.title, i.speaker or "") for i in record.agenda),
        handouts=(record.handout,) if record.handout else (),
    )
