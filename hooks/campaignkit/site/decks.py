"""The decks of records, and what they are told of the Catalogue.

Records with a deck are few, so their records are read again here instead of in their batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from campaignkit.base.findings import Finding, Level
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import CONTENT
from campaignkit.content.load import read_record
from campaignkit.kinds import Collection, kind_named
from campaignkit.kinds.deck_event import DeckEvent
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.files import content_file
from campaignkit.model.people import Person
from campaignkit.model.settings import Settings
from campaignkit.slides.context import DeckAgendaItem, DeckContext, PersonCard
from campaignkit.slides.session import ReadDeck, SessionDeck, read_session


def read_decks(catalogue: Catalogue, site_url: str) -> list[ReadDeck]:
    """Every deck of a record that has a page, read and checked."""
    people = person_cards(catalogue)
    found = (
        session_deck(catalogue, people, site_url, *source) for source in cards_with_deck(catalogue)
    )
    return [read_session(deck) for deck in found if deck]


def cards_with_deck(catalogue: Catalogue) -> Iterator[tuple[Campaign, Collection, Card]]:
    """The records that have a page and a deck, with their campaigns and collections."""
    for campaign in catalogue.visible_campaigns():
        for collection in kind_named(campaign.kind).collections:
            for card in catalogue.listed(campaign.id, collection.name):
                if card.deck:
                    yield campaign, collection, card


def person_cards(catalogue: Catalogue) -> dict[str, PersonCard]:
    """The people that a deck may name, by id."""
    return {person.id: _card(catalogue, person) for person in catalogue.visible_people()}


def withdrawn_people(catalogue: Catalogue) -> frozenset[str]:
    """Ids of people who withdrew their consent."""
    people = catalogue.people.values()
    return frozenset(one.id for one in people if one.consent and one.consent.withdrawn)


def deck_findings(found: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """What is wrong with decks, at the levels that the settings give."""
    levels = settings.rules
    for finding in found:
        level = levels.get(finding.rule)
        if level != "off":
            yield replace(finding, level=Level(level)) if level else finding


def session_deck(
    catalogue: Catalogue,
    people: Mapping[str, PersonCard],
    site_url: str,
    campaign: Campaign,
    collection: Collection,
    card: Card,
) -> SessionDeck | None:
    """A record's deck with all that it is told; None where its record cannot be read."""
    record, _ = read_record(catalogue, collection, campaign.id, card.id, Gathered())
    event = collection.deck(record, campaign) if record and collection.deck else None
    if event is None:
        return None
    home = f"{CONTENT}/{campaign.id}"
    context = replace(
        _context(catalogue, campaign, event, card, people, site_url),
        withdrawn=withdrawn_people(catalogue),
        withheld=catalogue.withheld_paths,
        reloads=catalogue.preview,
    )
    return SessionDeck(card.ref, catalogue.root / home, home, event.file, context)


def _context(
    catalogue: Catalogue,
    campaign: Campaign,
    event: DeckEvent,
    card: Card,
    people: Mapping[str, PersonCard],
    site_url: str,
) -> DeckContext:
    files = [attachment.file for attachment in campaign.attachments]
    return DeckContext(
        campaign=campaign.title,
        session=event.title,
        start=event.start,
        end=event.end,
        page=card.uri,
        site_url=site_url,
        venue=event.venue,
        address=event.address,
        speakers=tuple(_speakers(catalogue, event, people)),
        contact=_contact(campaign),
        agenda=tuple(DeckAgendaItem(item.time, item.title, item.speaker) for item in event.agenda),
        people=people,
        attachments=(*files, *event.handouts),
        sample=campaign.sample,
    )


def _speakers(
    catalogue: Catalogue, event: DeckEvent, people: Mapping[str, PersonCard]
) -> Iterator[PersonCard]:
    """Those who speak and may be named; who has no page is named with unit and title."""
    for one in event.speakers:
        if one.person in people:
            yield people[one.person]
        elif one.name:
            yield PersonCard(one.name, catalogue.unit_name(one.unit) if one.unit else "", one.title)


def _contact(campaign: Campaign) -> str:
    if not campaign.contacts:
        return ""
    first = campaign.contacts[0]
    return "　".join(filter(None, (first.name, first.phone, first.email)))


def _card(catalogue: Catalogue, person: Person) -> PersonCard:
    """A person with a page; the portrait only where they agreed to it."""
    portrait = None
    if person.portrait and person.consent and person.consent.shows_portrait:
        portrait = content_file(catalogue.root / person.folder, person.portrait.file)
    return PersonCard(
        name=person.name,
        unit=catalogue.unit_name(person.unit),
        occupation=person.occupation,
        bio=person.bio,
        honours=tuple(f"{honour.title}，{honour.year}年" for honour in person.honours),
        portrait=portrait if portrait and portrait.is_file() else None,
        portrait_alt=person.portrait.alt if person.portrait else "",
        sample=person.sample,
    )
