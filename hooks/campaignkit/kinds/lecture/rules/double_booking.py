"""同一个场地、同一位主讲人，不能在同一时间排两场。

取消的场次、场地另行通知的场次不算；竞赛的轮次也算场地，同一竞赛的几轮可以同时在一处比。场地按名称和地址比较，
所以不同系列用同一个会场也查得到，不同地方的两个“工人文化宫”分得开。

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from campaignkit.base.findings import Finding, Position
from campaignkit.kinds.lecture.card import Booking, booking_of
from campaignkit.model.campaign import Campaign, VenueBooking
from campaignkit.model.catalogue import Catalogue

ID = "double-booking"


@dataclass(frozen=True, slots=True)
class _Held:
    """Something takes a venue or a speaker from `start` to `end`; `path` is its file."""

    start: datetime
    end: datetime
    title: str
    path: str
    campaign: str
    """The campaign whose own rounds these are; empty for a session."""
    position: Callable[[str], Position]
    """The place of a key in its file, read when it is needed."""


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Sessions and rounds that overlap; the finding is at the later one.

    One may start when another ends.
    """
    held_by_resource: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    for card in catalogue.all_cards():
        if booking := booking_of(card):
            place = partial(catalogue.position, card)
            held = _Held(booking.start, booking.end, card.title, card.path, "", place)
            for resource in _resources(booking):
                held_by_resource[resource].append(held)
    for resource, held in _rounds(catalogue):
        held_by_resource[resource].append(held)
    for (key, name), held_in_turn in held_by_resource.items():
        held_in_turn.sort(key=lambda held: (held.start, held.path))
        yield from _clashes(catalogue, key, name, held_in_turn)


def _resources(booking: Booking) -> Iterator[tuple[str, str]]:
    """What a session takes up: the key of its file, and the venue's name or the person's id."""
    if booking.venue:
        yield "venue", f"{booking.venue}\n{booking.address}"
    for speaker in booking.speakers:
        yield "speakers", speaker


def _rounds(catalogue: Catalogue) -> Iterator[tuple[tuple[str, str], _Held]]:
    """What campaigns themselves take up, such as the rounds of a competition."""
    for campaign in catalogue.campaigns.values():
        for taken in campaign.venue_bookings():
            path = campaign.document.path
            place = partial(_place, campaign, taken)
            held = _Held(taken.start, taken.end, taken.title, path, campaign.id, place)
            yield ("venue", f"{taken.venue}\n{taken.address}"), held


def _place(campaign: Campaign, taken: VenueBooking, key: str) -> Position:
    """Where the place of a round is written, whatever the key of a session's is called."""
    del key
    return campaign.value_position(*taken.path)


def _clashes(
    catalogue: Catalogue, key: str, name: str, held_in_turn: list[_Held]
) -> Iterator[Finding]:
    latest = held_in_turn[0]
    venue = name.partition("\n")[0]
    for held in held_in_turn[1:]:
        same = bool(held.campaign) and held.campaign == latest.campaign
        if held.start < latest.end and not same:
            who = f"场地“{venue}”" if key == "venue" else f"主讲人“{_person(catalogue, name)}”"
            times = f"{latest.start:%H:%M}—{latest.end:%H:%M}"
            message = f"{who}在这个时间已排了“{latest.title}”（{times}，{latest.path}）"
            yield Finding(held.position(key), ID, message, "改时间，或换场地、换主讲人")
        if held.end > latest.end:
            latest = held


def _person(catalogue: Catalogue, person: str) -> str:
    found = catalogue.people.get(person)
    return found.name if found else person
