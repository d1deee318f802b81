"""All campaigns, people and organisations, and a card of every record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from campaignkit.base.findings import Position
from campaignkit.model.calendar_entry import CalendarEntry, entries_of
from campaignkit.model.campaign import Campaign, Referral
from campaignkit.model.card import Card, Mention
from campaignkit.model.people import Organisation, Person
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.settings import Settings
from campaignkit.model.shared import State
from campaignkit.model.terms import TermFinder, Terms
from campaignkit.model.workdays import Workdays
from campaignkit.source import Columns, Document, read, read_list


@dataclass(frozen=True)
class Catalogue:
    """The whole content but the records themselves, of which it holds the cards.

    `as_of` is the instant that status is computed for. `preview` is True where drafts show.
    `cards` is keyed by campaign, then collection, then record id; inside a batch it is empty.
    """

    root: Path
    as_of: datetime
    settings: Settings
    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    workdays: Workdays = field(default_factory=Workdays)
    """Which days are worked; only notices ask."""
    terms: Terms = field(default_factory=Terms)
    """How names are written in this house."""
    cards: Mapping[str, Mapping[str, Mapping[str, Card]]] = field(default_factory=dict)
    preview: bool = False
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids that have a file, by sort (`person`, `campaign` …), even where it could not be read."""
    unread: frozenset[str] = frozenset()
    """Sorts of things of which nothing is known, because the file that lists them has errors."""
    columns: Mapping[str, Columns] = field(default_factory=dict)
    """What the columns of a collection's list file may be called, by the collection's name."""
    cache: Path | None = None
    """Where rules may remember what they found in attachments; None where nothing is kept."""

    @cached_property
    def term_finder(self) -> TermFinder:
        """What looks for wrong spellings of the house's terms."""
        return TermFinder(self.terms.terms)

    @cached_property
    def withdrawn_names(self) -> tuple[str, ...]:
        """Names of people who withdrew consent, unless somebody of the same name did not."""
        people = self.people.values()
        gone = {person.name for person in people if person.consent and person.consent.withdrawn}
        return tuple(sorted(gone - {person.name for person in people if person.public}))

    @cached_property
    def withheld_paths(self) -> frozenset[str]:
        """Files of people who withdrew and of records without a page: links to them are words."""
        people = (person for person in self.people.values() if not person.public)
        cards = (card for card in self.all_cards() if not card.public and not card.list_file)
        return frozenset(
            (*(person.document.path for person in people), *(card.path for card in cards))
        )

    def unit_name(self, unit: str) -> str:
        """The name of a unit that is written as an id or as text."""
        found = self.organisations.get(unit)
        return found.name if found else unit

    def visible(self, campaign: Campaign) -> bool:
        """Whether a campaign has a page in this build."""
        return self.preview or campaign.state is not State.DRAFT

    def visible_campaigns(self) -> list[Campaign]:
        """Campaigns with a page, newest first."""
        shown = [campaign for campaign in self.campaigns.values() if self.visible(campaign)]
        return sorted(shown, key=lambda c: (c.timeline.open.start, c.id), reverse=True)

    def visible_people(self) -> list[Person]:
        """People with a page, by name."""
        shown = [person for person in self.people.values() if person.public]
        return sorted(shown, key=lambda person: (person.name, person.id))

    def records(self, campaign: str, collection: str) -> Mapping[str, Card]:
        """The cards of one collection by record id, in the order of the list."""
        return self.cards.get(campaign, {}).get(collection, {})

    def all_cards(self) -> Iterator[Card]:
        """Every card, campaign by campaign."""
        for collections in self.cards.values():
            for cards in collections.values():
                yield from cards.values()

    def listed(self, campaign: str, collection: str) -> list[Card]:
        """The cards of one collection that have a page, in the order of the list."""
        return [card for card in self.records(campaign, collection).values() if card.public]

    def shown_cards(self) -> Iterator[Card]:
        """Cards that have a page in this build."""
        for card in self.all_cards():
            if card.public and self.visible(self.campaigns[card.campaign]):
                yield card

    @cached_property
    def calendar(self) -> tuple[CalendarEntry, ...]:
        """Every date of the campaigns and records that are shown, in the order of time."""
        zone = self.settings.zone
        found: list[CalendarEntry] = []
        for campaign in self.visible_campaigns():
            collections = self.cards.get(campaign.id, {}).values()
            cards = (card for cards in collections for card in cards.values())
            found += entries_of(campaign, cards, zone)
        return tuple(sorted(found, key=lambda entry: (entry.begins, entry.ends, entry.name)))

    @cached_property
    def pages_ahead(self) -> frozenset[str]:
        """Addresses of campaigns and records with a date that is not over yet."""
        coming = [entry for entry in self.calendar if entry.ahead(self.as_of)]
        campaigns = {f"campaigns/{entry.campaign}/" for entry in coming}
        return frozenset(campaigns | {entry.uri for entry in coming if entry.ics})

    def backlinks(self) -> dict[str, tuple[Referral, ...]]:
        """The pages in this build that lead to a record, by the record's `campaign/record`."""
        found: dict[str, tuple[Referral, ...]] = {}
        for campaign in self.visible_campaigns():
            for referral in campaign.referrals():
                found[referral.ref] = (*found.get(referral.ref, ()), referral)
        return found

    def position(self, card: Card, *keys: str) -> Position:
        """Where a key's value stands in a card's file, which is read again to look for it.

        That is its first line where the file cannot be read any more.
        """
        document = self.document_of(card)
        return document.value_position(keys) if document else Position(card.path)

    @cached_property
    def _lists(self) -> dict[str, dict[str, Document]]:
        """The rows and items of list files by path and id, as far as anybody asked for them."""
        return {}

    def document_of(self, card: Card) -> Document | None:
        """A card's file, read again; of a list file its row or item. None where it is gone.

        A list file is read once, however many of its cards are asked for.
        """
        if not card.list_file:
            return read(self.root / card.path, card.path)[0]
        if card.path not in self._lists:
            columns = self.columns.get(card.collection, Columns())
            listed = read_list(self.root / card.path, card.path, columns)
            self._lists[card.path] = {item.id: item.document for item in listed.items}
        return self._lists[card.path].get(card.id)

    def mentions_of(self, target: RefTarget) -> dict[str, list[tuple[Card, Mention]]]:
        """The shown cards that mention things of one target, by the thing's id: the backlinks."""
        found: dict[str, list[tuple[Card, Mention]]] = {}
        for card in self.shown_cards():
            for mention in card.mentions:
                if mention.target == target.name:
                    found.setdefault(mention.id, []).append((card, mention))
        return found
