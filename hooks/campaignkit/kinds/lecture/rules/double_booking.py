"""同一个场地、同一位主讲人，不能在同一时间排两场。

取消的场次、场地另行通知的场次不算。场地按名称和地址比较，所以不同系列用同一个会场也查得到，不同地方的两个
“工人文化宫”分得开。

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
    """Sessions that overlap; the finding is at the later one. One may start when another ends."""
    bookings_by_resource: dict[tuple[str, str], list[tuple[Booking, Card]]] = defaultdict(list)
    for card in catalogue.all_cards():
        if booking := booking_of(card):
            for resource in _resources(booking):
                bookings_by_resource[resource].append((booking, card))
    for (key, name), bookings in bookings_by_resource.items():
        bookings.sort(key=lambda pair: (pair[0].start, pair[1].path))
        yield from _clashes(catalogue, key, name, bookings)


def _resources(booking: Booking) -> Iterator[tuple[str, str]]:
    """What a session takes up: the key of its file, and the venue's name or the person's id."""
    if booking.venue:
        yield "venue", f"{booking.venue}\n{booking.address}"
    for speaker in booking.speakers:
        yield "speakers", speaker


def _clashes(
    catalogue: Catalogue, key: str, name: str, bookings: list[tuple[Booking, Card]]
) -> Iterator[Finding]:
    latest, holder = bookings[0]
    for booking, card in bookings[1:]:
        if booking.start < latest.end:
            who = (
                f"场地“{booking.venue}”"
                if key == "venue"
                else f"主讲人“{_person(catalogue, name)}”"
            )
            times = f"{latest.start:%H:%M}—{latest.end:%H:%M}"
            message = f"{who}在这个时间已排了“{holder.title}”（{times}，{holder.path}）"
            yield Finding(catalogue.position(card, key), ID, message, "改时间，或换场地、换主讲人")
        if booking.end > latest.end:
            latest, holder = booking, card


def _person(catalogue: Catalogue, person: str) -> str:
    found = catalogue.people.get(person)
    return found.name if found else person
