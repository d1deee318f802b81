"""The card of a lecture session: what is kept of it after its batch."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from campaignkit.kinds.lecture.model import Lecture, Session, SessionState
from campaignkit.kinds.naming import WITHDRAWN_NAME, author_name, mentions
from campaignkit.kinds.venues import VENUE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


class Booking(NamedTuple):
    """A venue and speakers taken from `start` to `end`.

    `address` tells halls of one name in different towns apart. `venue` is empty where it is still
    to be told.
    """

    start: datetime
    end: datetime
    venue: str
    speakers: tuple[str, ...]
    address: str = ""


class SessionExtra(NamedTuple):
    """What a session's card has besides: `start` and `end` in ISO 8601, days or instants.

    `booking` is None for a session that was cancelled.
    """

    start: str
    end: str
    booking: Booking | None


def booking_of(card: Card) -> Booking | None:
    """What a card's session has booked; None for cards of other collections."""
    return card.extra.booking if isinstance(card.extra, SessionExtra) else None


_UNKNOWN = ("另行通知", "另行公布", "待通知", "待定")
"""What the name of a venue says while there is none."""


def _booking(record: Session, campaign: Lecture, name: str) -> Booking:
    """What a session takes up; a hall that is still to be told takes up nothing."""
    known = campaign.venues.get(record.venue)
    hall = "" if any(word in name for word in _UNKNOWN) else name
    address = known.address if known else ""
    return Booking(record.start.start, record.end.end, hall, record.speakers, address)


def session_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a session, in the order of time."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    speakers = tuple(author_name(person, None, catalogue) for person in record.speakers)
    venue = campaign.local_titles(VENUE).get(record.venue, record.venue)
    start = record.start.start
    held = record.state is not SessionState.CANCELLED
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        subtitle=f"{record.start} · {venue} · {'、'.join(speakers)}",
        order=(start.isoformat(), record.id),
        facets={
            "month": (f"{start.year}年{start.month}月",),
            "venue": (venue,),
            "speaker": tuple(name for name in speakers if name != WITHDRAWN_NAME),
        },
        mentions=mentions(record, {"speakers": "主讲"}),
        state=str(record.state),
        deck=record.deck or "",
        extra=SessionExtra(
            record.start.iso,
            record.end.iso,
            _booking(record, campaign, venue) if held else None,
        ),
    )
