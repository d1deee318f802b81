"""What stays of a lecture session once its batch is dropped."""

from __future__ import annotations

from campaignkit.kinds.lecture.model import Lecture, Session, SessionState
from campaignkit.kinds.naming import WITHDRAWN_NAME, author_name, mentions
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Booking, Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Record


def session_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a session, in the order of time."""
    assert isinstance(record, Session)
    assert isinstance(campaign, Lecture)
    speakers = tuple(author_name(person, None, catalogue) for person in record.speakers)
    venue = campaign.local_titles("venue").get(record.venue, record.venue)
    start, end = record.start.start, record.end.end
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
        booking=Booking(start, end, venue, record.speakers) if held else None,
        state=str(record.state),
        extra={
            "start": record.start.iso,
            "end": record.end.iso,
            "day": f"{start:%Y-%m-%d}",
            "deck": record.deck or "",
        },
    )
