"""The card of a lecture session: what is kept of it after its batch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from campaignkit.kinds.lecture.model import Lecture, Session, SessionState
from campaignkit.kinds.lecture.session_parts import LATER_WORDS, Later, SpeakerLine
from campaignkit.kinds.lecture.session_times import SessionTime
from campaignkit.kinds.naming import WITHDRAWN_NAME, author_name, mentions
from campaignkit.kinds.venues import VENUE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


class Booking(NamedTuple):
    """A venue and speakers taken from `start` to `end`.

    `address` tells halls of one name in different towns apart. `venue` is empty where it is still
    to be told. `key` is the key of the hall.
    """

    start: datetime
    end: datetime
    venue: str
    speakers: tuple[str, ...]
    address: str = ""
    key: str = "venue"


class SessionExtra(NamedTuple):
    """What a session's card has besides: `start` and `end` in ISO 8601, days or instants.

    These are the first and the last of `times`, which are pairs of beginning and end; all are empty
    where the time is to be announced. `rhythm` says how often it is held again, in Chinese.
    `bookings` are empty for a session that was cancelled.
    """

    start: str
    end: str
    times: tuple[tuple[str, str], ...]
    rhythm: str
    bookings: tuple[Booking, ...]


def bookings_of(card: Card) -> tuple[Booking, ...]:
    """What a card's session takes up, time by time; nothing for cards of other collections."""
    return card.extra.bookings if isinstance(card.extra, SessionExtra) else ()


TIME_LATER, VENUE_LATER, SPEAKERS_LATER = "时间另行通知", "地点另行通知", "主讲人另行通知"


def _bookings(record: Session, campaign: Lecture) -> Iterator[Booking]:
    """What a session takes up, nothing where the hour is to be told; nor does such a hall."""
    people = tuple(one.person for one in record.speakers if one.person)
    for time in () if record.is_later(Later.TIME) else record.times:
        keys = [("parts" if time.venue else "venue", time.venue or record.venue or "")]
        keys += [("branches", branch) for branch in record.branches]
        for number, (key, hall) in enumerate(keys):
            known = campaign.venues.get(hall)
            name = known.name if known else hall
            hall_name = "" if any(word in name for word in LATER_WORDS) else name
            who = () if number else people
            address = known.address if known else ""
            yield Booking(time.start.start, time.end.end, hall_name, who, address, key)


def place_names(record: Session, campaign: Lecture) -> tuple[str, ...]:
    """Where a session is held, as lists say it: its halls, 线上, or that it is to be announced."""
    titles = campaign.local_titles(VENUE)
    parts = [time.venue for time in record.times if time.venue]
    halls = [titles.get(hall, hall) for hall in (record.venue, *parts) if hall]
    if record.online:
        halls.append("线上")
    if record.is_later(Later.VENUE):
        halls.append(VENUE_LATER)
    halls += [titles.get(hall, hall) for hall in record.branches]
    return tuple(dict.fromkeys(halls))


def speaker_name(line: SpeakerLine, catalogue: Catalogue) -> str:
    """A speaker's name as it may be shown."""
    return author_name(line.person, line.name, catalogue)


def _when(times: tuple[SessionTime, ...], rhythm: str) -> str:
    """The time in a line: first day, and the last where it is another."""
    if not times:
        return TIME_LATER
    first, last = times[0].start, times[-1].end
    if rhythm:
        return f"{first}起{rhythm}，共{len(times)}次"
    return str(first) if first.day == last.day else f"{first} 至 {last}"


def session_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a session, in the order of time; those without a time come last."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    speakers = tuple(speaker_name(line, catalogue) for line in record.speakers)
    times = record.times
    rhythm = str(record.repeat) if record.repeat and len(times) > 1 else ""
    start = times[0].start if times else None
    places = place_names(record, campaign)
    who = "、".join(speakers) or SPEAKERS_LATER
    held = record.state is not SessionState.CANCELLED
    note = {SessionState.MOVED: "已改期", SessionState.CANCELLED: "已取消"}.get(record.state, "")
    line = filter(None, (note, _when(times, rhythm), "、".join(places), who))
    months = (f"{t.start.start.year}年{t.start.start.month}月" for t in times)
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        subtitle=" · ".join(line),
        order=(start.start.isoformat() if start else "9999", record.id),
        facets={
            "month": tuple(dict.fromkeys(months)) or (TIME_LATER,),
            "venue": places,
            "speaker": tuple(name for name in speakers if name != WITHDRAWN_NAME),
        },
        mentions=mentions(record, {"speakers": "主讲", "moderator": "主持"}),
        state=str(record.state),
        deck=(record.deck or "") if times else "",
        extra=SessionExtra(
            start.iso if start else "",
            times[-1].end.iso if times else "",
            tuple((time.start.iso, time.end.iso) for time in times),
            rhythm,
            tuple(_bookings(record, campaign)) if held else (),
        ),
    )
