"""同一个场地、同一位主讲人，不能在同一时间排两场。

取消的场次、场地另行通知的场次不算；每周重复的、分几天的，每一次都查，分会场也查；竞赛的轮次也算场地，同一竞赛的几轮可以同时在一处比。场地按名称和地址比较，
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
from campaignkit.kinds.lecture.card import Booking, bookings_of
from campaignkit.model.campaign import Campaign, VenueBooking
from campaignkit.model.card import Card
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
    repeated: bool = False
    """Whether it is one of several times of a session, so that the day has to be told."""


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Sessions and rounds that overlap; the finding is at the later one.

    One may start when another ends.
    """
    held_by_resource: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    for card in catalogue.all_cards():
        bookings = bookings_of(card)
        several = len({booking.start for booking in bookings}) > 1
        for booking in bookings:
            place = partial(_key_position, catalogue, card, booking)
            held = _Held(booking.start, booking.end, card.title, card.path, "", place, several)
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


def _key_position(catalogue: Catalogue, card: Card, booking: Booking, key: str) -> Position:
    """Where a session's file names its hall, or its speakers."""
    return catalogue.position(card, booking.key if key == "venue" else key)


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
    reported: set[tuple[str, str]] = set()
    for held in held_in_turn[1:]:
        same = bool(held.campaign) and held.campaign == latest.campaign
        pair = (latest.path, held.path)
        if held.start < latest.end and not same and pair not in reported:
            reported.add(pair)  # once for two classes that meet every week
            who = f"场地“{venue}”" if key == "venue" else f"主讲人“{_person(catalogue, name)}”"
            times = _times(latest, with_day=latest.repeated or held.repeated)
            message = f"{who}在这个时间已排了“{latest.title}”（{times}，{latest.path}）"
            yield Finding(held.position(key), ID, message, "改时间，或换场地、换主讲人")
        if held.end > latest.end:
            latest = held


def _times(held: _Held, *, with_day: bool) -> str:
    """From when to when, with the days where they are not clear."""
    if held.start.date() == held.end.date():
        day = f"{held.start.month}月{held.start.day}日 " if with_day else ""
        return f"{day}{held.start:%H:%M}—{held.end:%H:%M}"
    return f"{held.start:%m-%d %H:%M}—{held.end:%m-%d %H:%M}"


def _person(catalogue: Catalogue, person: str) -> str:
    found = catalogue.people.get(person)
    return found.name if found else person
