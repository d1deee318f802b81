"""The day of the first session that `campaignkit new` writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from campaignkit.kinds.kind import ScaffoldContext
from campaignkit.kinds.lecture.card import bookings_of

SAMPLE_VENUE = "示例礼堂"
"""The hall in the scaffold's campaign.yml."""

FIRST_DAY = 14
"""Days from today to the first session, where nobody has booked that day yet."""


def scaffold_functions(context: ScaffoldContext) -> Mapping[str, Callable[..., object]]:
    """`free_day()` for the templates."""
    return {"free_day": lambda: free_day(context)}


def free_day(context: ScaffoldContext) -> str:
    """The first day on which neither the sample hall nor the scaffold's speaker is booked."""
    speaker = context.speaker()
    taken = {
        day
        for card in context.cards("sessions")
        for booking in bookings_of(card)
        if speaker in booking.speakers or booking.venue == SAMPLE_VENUE
        for day in (booking.start.date().isoformat(), booking.end.date().isoformat())
    }
    days = FIRST_DAY
    while context.day(days) in taken:
        days += 1
    return context.day(days)
