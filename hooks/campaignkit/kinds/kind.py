"""What a kind of campaign is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Record
from campaignkit.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of records inside a campaign.

    `name` is the folder and the segment of the URL; `title` heads the list, `noun` is one record.
    `card` is what stays of a record; `structured` is its page as schema.org data, given the page's
    full address. `facets` are the words its lists filter by, with their
    titles.
    """

    name: str
    title: str
    noun: str
    model: type[Record]
    card: Callable[[Record, Campaign, Catalogue], Card]
    structured: Callable[[Record, Campaign, Card, Catalogue, str], dict[str, Any]]
    facets: tuple[tuple[str, str], ...] = ()
    icon: Literal["person", "record", "event"] = "record"
    """What stands for a record without a picture where pages of all sorts are listed."""


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """Pages of a kind besides landing page and lists.

    `items` gives, for each page, its address below the campaign's and what its template may use.
    """

    template: str
    items: Callable[[Campaign, Catalogue], Iterable[tuple[str, Mapping[str, object]]]]


def nothing_local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """For kinds whose landing page needs nothing worked out."""
    del campaign, catalogue
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of campaign: its model, its collections, and the folder of its templates."""

    name: str
    title: str
    icon: str
    model: type[Campaign]
    folder: Path
    collections: tuple[Collection, ...] = ()
    extra_pages: tuple[ExtraPage, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Rules that hold for this kind alone; those for all kinds stand in `rules`."""
    local: Callable[[Campaign, Catalogue], Mapping[str, object]] = nothing_local
    """What the landing page's template may use, worked out from the cards."""

    @property
    def scaffold(self) -> Path:
        """The folder that `campaignkit new` copies."""
        return self.folder / "scaffold"

    def collection(self, name: str) -> Collection | None:
        """A collection by its name."""
        return next((c for c in self.collections if c.name == name), None)
