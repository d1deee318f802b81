"""A list of records: its pages, what it can be filtered by, and the data of its filters."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaignkit.kinds import Collection, kind_named
from campaignkit.kinds.facets import FacetField
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.site.picture_html import square_uri
from campaignkit.site.shell import ShellKey

LONG = 40
"""Words of a facet above which one types instead of choosing."""

EXCERPTS = 60_000
"""Characters of excerpts that the data of a list may carry; above that cards go without."""


@dataclass(frozen=True)
class Listing:
    """A collection of a campaign and its cards in order, `size` of them on a page."""

    campaign: Campaign
    collection: Collection
    cards: Sequence[Card]
    size: int

    @property
    def base(self) -> str:
        """The address of the first page."""
        return f"campaigns/{self.campaign.id}/{self.collection.name}/"

    @property
    def total(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-len(self.cards) // self.size))

    def uri(self, number: int) -> str:
        """The address of a page, counted from 1; no record lies below `list/`."""
        return self.base if number == 1 else f"{self.base}list/{number}/"

    def part(self, number: int) -> Sequence[Card]:
        """The cards of a page."""
        return self.cards[(number - 1) * self.size : number * self.size]

    def near(self, number: int) -> list[int | None]:
        """The pages that a page links to by number: first, last, two either way; None for a gap."""
        around = range(max(2, number - 3), min(self.total, number + 4))
        shown = [page if abs(page - number) <= 2 else None for page in around]
        return [1, *shown, self.total] if self.total > 1 else [1]

    def shell_key(self, number: int) -> ShellKey:
        """The shell that a page is stamped with."""
        return ShellKey.of(self.uri(number), "wide")

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What can be filtered by: facets of which the cards have two words or more."""
        found = (Facet.of(field, self.cards) for field in self.collection.facets)
        return tuple(facet for facet in found if len(facet.words) > (0 if facet.days else 1))


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its words in the order they are offered, and how many records have each."""

    name: str
    title: str
    words: tuple[tuple[str, int], ...]
    days: str = ""
    """For opening hours: the days that are not like others in their week; see `FacetField`."""

    @classmethod
    def of(cls, field: FacetField, cards: Iterable[Card]) -> Facet:
        """The words that cards have for a facet, in the order that its kind gives them."""
        counts = Counter(word for card in cards for word in card.facet(field.name))
        words = tuple(field.order(list(counts.items())))
        return cls(field.name, field.title, words, field.days() if field.days else "")

    @property
    def long(self) -> bool:
        """Whether there are too many words for a menu."""
        return len(self.words) > LONG and not self.days


def listings(catalogue: Catalogue) -> Iterator[Listing]:
    """Every collection of the campaigns that are shown."""
    for campaign in catalogue.visible_campaigns():
        for collection in kind_named(campaign.kind).collections:
            cards = catalogue.listed(campaign.id, collection.name)
            yield Listing(campaign, collection, cards, catalogue.settings.list_size)


def data_files(listing: Listing) -> Iterator[bytes]:
    """The JSON files of a listing that can be filtered; the same cards, the same bytes."""
    facets = {facet.name: _column(facet, listing.cards) for facet in listing.facets}
    yield _json(facets)
    if listing.total > 1:
        yield _json(_cards(listing.cards))


def _column(facet: Facet, cards: Sequence[Card]) -> dict[str, object]:
    """The words of a facet, and for each card the number of its word, or a list of them."""
    words = [word for word, _ in facet.words]
    place = {word: number for number, word in enumerate(words)}
    codes: list[int | list[int]] = []
    for card in cards:
        found = [place[word] for word in card.facet(facet.name)]
        codes.append(found[0] if len(found) == 1 else found)
    return {"words": words, "codes": codes}


def _cards(cards: Sequence[Card]) -> dict[str, object]:
    """What cards show; subtitles are split at the dots, since their parts repeat."""
    parts: dict[str, int] = {}
    subtitles = [
        [parts.setdefault(part, len(parts)) for part in card.subtitle.split(" · ") if part]
        for card in cards
    ]
    shown: dict[str, object] = {
        "ids": [card.id for card in cards],
        "titles": [card.title for card in cards],
        "parts": list(parts),
        "subtitles": subtitles,
        "pictures": {
            number: [square_uri(f"campaigns/{card.campaign}/{card.picture}"), card.picture_alt]
            for number, card in enumerate(cards)
            if card.picture
        },
    }
    if sum(len(card.excerpt) for card in cards) <= EXCERPTS:
        shown["excerpts"] = [card.excerpt for card in cards]
    return shown


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
