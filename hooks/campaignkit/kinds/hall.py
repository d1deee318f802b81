"""One file with which a kind's event is run in a hall: `campaignkit slides export`.

The file may hold what no page may show, such as questions that are kept secret. So it is made only
on request, by a command, from records that are read for it, and never by a build.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from campaignkit.base.findings import Finding, Position
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


@dataclass(frozen=True, slots=True)
class HallRequest:
    """What is asked for, and how to get at records and pictures.

    `event` is one of `Hall.events`; `seed` the lot that decides what is drawn, empty for the usual
    one. `read` gives the record of a card, also of one that is not shown, or None where it cannot
    be read; `picture` a picture by its path from the campaign's folder as a `data:` URL, empty
    where there is none.
    """

    campaign: Campaign
    catalogue: Catalogue
    event: str
    seed: str
    read: Callable[[Card], Record | None]
    picture: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class HallFile:
    """An HTML document that needs nothing else; `seed` is the lot it was drawn by, in words."""

    html: str
    seed: str


@dataclass(frozen=True, slots=True)
class Hall:
    """How a kind makes the file.

    `events` are the titles of what a campaign could be shown at; `missing` says at which line what
    is to be written where there is none; `secret` where a campaign says whether the contents of the
    file are secret, for the finding that keeps it out of published folders.
    """

    events: Callable[[Campaign], Sequence[str]]
    missing: Callable[[Campaign], Finding]
    secret: Callable[[Campaign], Position]
    make: Callable[[HallRequest], HallFile]
