"""The decks of records: what they are told of the Catalogue, and where their files go.

Records with a deck are few, so their records are read again here instead of in their batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from campaignkit.base.findings import Finding, Level
from campaignkit.content.load import CONTENT, Gathered, read_record
from campaignkit.kinds import Collection, kind_named
from campaignkit.kinds.deck_event import DeckEvent
from campaignkit.model.addresses import to_root
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.files import content_file
from campaignkit.model.people import Person
from campaignkit.model.settings import Settings
from campaignkit.publish.output import Tree
from campaignkit.site.environment import front_matter
from campaignkit.slides.context import DeckAgendaItem, DeckContext, PersonCard
from campaignkit.slides.output import documents, player
from campaignkit.slides.session import ReadDeck, SessionDeck, read_session

SLIDES = "slides/"
"""Where a deck stands, below its record's page."""


def read_decks(catalogue: Catalogue, site_url: str) -> list[ReadDeck]:
    """Every deck of a record that has a page, read and checked."""
    people = {person.id: _card(catalogue, person) for person in catalogue.visible_people()}
    find = partial(_session_deck, catalogue, people, site_url)
    found = (
        find(campaign, collection, card)
        for campaign in catalogue.visible_campaigns()
        for collection in kind_named(campaign.kind).collections
        for card in catalogue.listed(campaign.id, collection.name)
        if card.deck
    )
    return [read_session(deck) for deck in found if deck]


def deck_findings(decks: Iterable[ReadDeck], settings: Settings) -> Iterator[Finding]:
    """What is wrong with the decks, at the levels that the settings give."""
    levels = settings.rules
    for finding in (finding for read in decks for finding in read.findings):
        level = levels.get(finding.rule)
        if level != "off":
            yield replace(finding, level=Level(level)) if level else finding


def deck_uri(read: ReadDeck) -> str:
    """The address of a public deck below the site's root."""
    return read.source.context.page + SLIDES


def text_pages(decks: Iterable[ReadDeck]) -> Iterator[tuple[str, str]]:
    """Markdown pages of the text versions, by their path below the docs folder."""
    for read in decks:
        if read.deck is not None:
            text = documents.text_version(read.deck, read.source.context)
            yield f"{deck_uri(read)}text/index.md", _markdown(text)


def write_decks(decks: Iterable[ReadDeck], tree: Tree) -> None:
    """Put the public files of all decks into the site, and once what they share."""
    written = False
    for read in decks:
        if read.deck is None:
            continue
        uri = deck_uri(read)
        context, pictures = read.source.context, read.pictures
        files = documents.render_session(read.deck, context, pictures, to_root(uri))
        for name, content in files.items():
            tree.put(uri + name, content if isinstance(content, bytes) else content.encode())
        written = True
    for name, text in player.site_assets().items() if written else ():
        tree.put(documents.ASSETS + name, text.encode())


def _markdown(text: documents.TextVersion) -> str:
    return (
        f"---\ntitle: {front_matter(text.title)}\ndescription: {front_matter(text.description)}\n"
        "hide: [navigation, toc]\n---\n\n"
        '<p><a href="../">幻灯片</a>　<a href="../handout/">讲义</a>　'
        f'<a href="../../">讲座页面</a></p>\n\n{text.html}\n'
    )


def _session_deck(
    catalogue: Catalogue,
    people: Mapping[str, PersonCard],
    site_url: str,
    campaign: Campaign,
    collection: Collection,
    card: Card,
) -> SessionDeck | None:
    record, _ = read_record(catalogue, collection, campaign.id, card.id, Gathered())
    event = collection.deck(record, campaign) if record and collection.deck else None
    if event is None:
        return None
    home = f"{CONTENT}/{campaign.id}"
    context = _context(campaign, event, card, people, site_url)
    return SessionDeck(card.ref, catalogue.root / home, home, event.file, context)


def _context(
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
        speakers=tuple(people[one] for one in event.speakers if one in people),
        contact=_contact(campaign),
        agenda=tuple(DeckAgendaItem(item.time, item.title, item.speaker) for item in event.agenda),
        people=people,
        attachments=(*files, *event.handouts),
        sample=campaign.sample,
    )


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
