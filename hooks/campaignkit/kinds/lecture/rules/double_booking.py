"""同一个场地、同一位主讲人，不能在同一时间排两场。

取消的场次不算；场地按名称比较，所以不同系列用同一个会场也查得到。

错误（lecture/sessions）：

    start: 2021-04-12T14:30
    end: 2021-04-12T16:00
    ---
    start: 2021-04-12T15:30
    end: 2021-04-12T17:00

正确（lecture/sessions）：

    start: 2021-04-12T14:30
    end: 2021-04-12T16:00
    ---
    start: 2021-04-12T16:00
    end: 2021-04-12T17:30
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.lecture.card import Booking, booking_of
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue

ID = "double-booking"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Sessions that overlap, told at the later of two; end and start may touch."""
    taken: dict[tuple[str, str], list[tuple[Booking, Card]]] = defaultdict(list)
    for card in catalogue.all_cards():
        if booking := booking_of(card):
            for key in _keys(booking):
                taken[key].append((booking, card))
    for (sort, name), bookings in taken.items():
        bookings.sort(key=lambda pair: (pair[0].start, pair[1].path))
        yield from _clashes(catalogue, sort, name, bookings)


def _keys(booking: Booking) -> Iterator[tuple[str, str]]:
    if booking.venue:
        yield "venue", booking.venue
    for speaker in booking.speakers:
        yield "speakers", speaker


def _clashes(
    catalogue: Catalogue, sort: str, name: str, bookings: list[tuple[Booking, Card]]
) -> Iterator[Finding]:
    latest, holder = bookings[0]
    for booking, card in bookings[1:]:
        if booking.start < latest.end:
            who = f"场地“{name}”" if sort == "venue" else f"主讲人“{_person(catalogue, name)}”"
            times = f"{latest.start:%H:%M}—{latest.end:%H:%M}"
            message = f"{who}在这个时间已排了“{holder.title}”（{times}，{holder.path}）"
            yield Finding(catalogue.position(card, sort), ID, message, "改时间，或换场地、换主讲人")
        if booking.end > latest.end:
            latest, holder = booking, card


def _person(catalogue: Catalogue, person: str) -> str:
    found = catalogue.people.get(person)
    return found.name if found else person
