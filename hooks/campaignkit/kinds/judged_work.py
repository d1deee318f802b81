"""What a kind says of records that judges mark: what they see, by what they mark, what it wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record
from campaignkit.model.shared import Picture


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """A criterion, and the points that a work without a fault is given for it."""

    name: str
    full: Decimal


@dataclass(frozen=True, slots=True)
class DropRule:
    """How many of the highest and lowest totals of a work do not count; decimals of the mean."""

    high: int = 0
    low: int = 0
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class JudgedWork:
    """A work as judges see it. `names` are those of authors and units, which they must not see.

    `texts` are pairs of a heading, which may be empty, and Markdown; `text_file` is the Markdown
    file that holds the text, or empty. `divisions` are what a prize may be for; `division` is the
    same in words. In `verse` a line of the text is a line on the page. `elsewhere` says what cannot
    be shown on paper (a video), or is empty.
    """

    title: str
    division: str = ""
    divisions: frozenset[str] = frozenset()
    texts: tuple[tuple[str, str], ...] = ()
    text_file: str = ""
    pictures: tuple[Picture, ...] = ()
    verse: bool = False
    elsewhere: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrizeOffer:
    """A prize for works: how many, None where the number is open, and for which divisions."""

    id: str
    title: str
    count: int | None
    divisions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class JudgedRecords:
    """How the records of a collection are judged; see `campaignkit judging`.

    `work` is None for a record that is not judged (one that was withdrawn). `offers` are the prizes
    from the highest down. `standing` is the prize that a record's file gives it already, and
    `proposal` the keys and values that propose one.
    """

    items: Callable[[Campaign], tuple[ScoreItem, ...]]
    drops: Callable[[Campaign], DropRule]
    work: Callable[[Record, Campaign, Catalogue], JudgedWork | None]
    offers: Callable[[Campaign], tuple[PrizeOffer, ...]]
    standing: Callable[[Record], str | None]
    proposal: Callable[[str], Mapping[str, Any]]
