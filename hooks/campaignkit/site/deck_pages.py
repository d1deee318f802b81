"""The public files of decks, made where a deck has changed and kept for every later build.

A deck is known by a key: a digest of its record, its campaign, the people it may name and the
program. With it are kept the signatures of the files that it was made from (the deck, its pictures,
portraits), so that an unchanged deck is neither parsed nor drawn, and no picture encoded, again.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from campaignkit.base.fact_store import FactStore
from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import Signature, digest, signature
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.kinds import Collection
from campaignkit.model.addresses import to_root
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.files import content_file
from campaignkit.publish.output import Tree
from campaignkit.search import Group, SearchDocument
from campaignkit.site.decks import cards_with_deck, person_cards, session_deck
from campaignkit.site.page import Found, Inputs, Page
from campaignkit.slides.context import PersonCard
from campaignkit.slides.session import ReadDeck, read_session

SLIDES = "slides/"
"""Where a deck stands, below its record's page."""

DECKS = Group("课件", "deck")
"""The group of the text versions among search results."""


class MadeDeck(NamedTuple):
    """What is kept of a deck besides its files.

    `uri` is its address below the site's root. `depends` are the files that it was made from, as
    they were; `files` the names of its public files below `uri`, `digest` that of their bytes;
    `title`, `description` and `text` (HTML) its words, none where the deck cannot be read.
    """

    key: bytes
    uri: str
    depends: tuple[tuple[str, Signature], ...]
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    digest: bytes = b""
    title: str = ""
    description: str = ""
    text: str = ""

    def holds(self, key: bytes) -> bool:
        """Whether the deck would be made to the same files."""
        return self.key == key and all(signature(path) == state for path, state in self.depends)

    @property
    def page(self) -> Page | None:
        """Its text version, a page of the site."""
        if not self.text:
            return None
        uri = f"{self.uri}text/"
        document = SearchDocument(uri, self.title, self.description)
        return Page(
            uri,
            "deck_text.html.j2",
            self.title,
            self.description,
            self.title,
            variables={"text": self.text},
            layout="",
            found=Found(DECKS, document),
        )


class DeckJob(NamedTuple):
    """A deck to be made: the record that it belongs to, and the key that it will have."""

    campaign: Campaign
    collection: Collection
    card: Card
    key: bytes


@dataclass(frozen=True, slots=True)
class DeckMaker:
    """Makes decks. Runs in any process."""

    catalogue: Catalogue
    people: Mapping[str, PersonCard]
    site_url: str

    def __call__(self, job: DeckJob) -> tuple[MadeDeck, bytes] | None:
        """Read, check and draw one deck; its files are packed."""
        card, key = job.card, job.key
        source = session_deck(self.catalogue, self.people, self.site_url, *job[:3])
        if source is None:
            return None
        read = read_session(source)
        context = read.source.context
        uri, depends = f"{card.uri}{SLIDES}", tuple(_depends(read))
        if read.deck is None:
            return MadeDeck(key, uri, depends, read.findings), b""
        from campaignkit.slides.output import documents  # 60 ms, and only a changed deck needs it

        drawn = documents.render_session(read.deck, context, read.pictures, to_root(uri))
        files = {
            name: content if isinstance(content, bytes) else content.encode()
            for name, content in drawn.items()
        }
        text = documents.text_version(read.deck, context)
        packed = pickle.dumps(files, protocol=pickle.HIGHEST_PROTOCOL)
        made = MadeDeck(
            *(key, uri, depends, read.findings, tuple(files), digest(packed)),
            *(text.title, text.description, text.html),
        )
        return made, packed


@dataclass(frozen=True, slots=True)
class Decks:
    """The decks of a build, in the order of their records, and where their files are kept."""

    made: tuple[MadeDeck, ...]
    fresh: Mapping[str, bytes]
    store: FactStore
    maker: DeckMaker | None = None
    jobs: Mapping[str, DeckJob] = field(default_factory=dict)
    """By address, what to draw a deck from again where its kept files are damaged."""

    @property
    def findings(self) -> Iterator[Finding]:
        """What is wrong with them, at the levels of their rules."""
        return (finding for deck in self.made for finding in deck.findings)

    @property
    def pages(self) -> Iterator[Page]:
        """The text versions."""
        return (page for deck in self.made if (page := deck.page))

    def write(self, tree: Tree, decks: Iterable[MadeDeck] | None = None) -> None:
        """Put the public files of decks (by default all) into the site, as far as they are new."""
        written = False
        for deck in self.made if decks is None else decks:
            keys = {name: digest(deck.digest, name.encode()) for name in deck.files}
            lacking = [name for name in deck.files if not tree.has(deck.uri + name, keys[name])]
            if lacking:
                files = self._files(deck)
                for name in lacking:
                    tree.write(deck.uri + name, keys[name], files[name])
            written = written or bool(deck.files)
        if written:
            _write_assets(tree)

    def _files(self, deck: MadeDeck) -> dict[str, bytes]:
        packed = self.fresh.get(deck.uri) or self.store.payload(deck.uri)
        if packed is None or digest(packed) != deck.digest:  # damaged: drawn again
            made = self.maker(self.jobs[deck.uri]) if self.maker else None
            packed = made[1] if made else pickle.dumps({})
        files: dict[str, bytes] = pickle.loads(packed)
        return files


def make_decks(inputs: Inputs, site_url: str, store: FactStore, workers: int | None) -> Decks:
    """Every deck of a record that has a page; those that have changed are made and kept."""
    sources = list(cards_with_deck(inputs.catalogue))
    if not sources:
        if store.file.exists():  # the last deck is gone
            store.keep((), store.recall().keys())
        return Decks((), {}, store)
    people = person_cards(inputs.catalogue)
    cached = store.recall()
    withheld = repr(sorted(inputs.catalogue.withheld_paths)).encode()
    shared = digest(inputs.of_value(list(inputs.catalogue.visible_people())), withheld)
    made: dict[str, MadeDeck] = {}
    jobs: dict[str, DeckJob] = {}
    stale: list[DeckJob] = []
    for campaign, collection, card in sources:
        key, uri = _key(inputs, shared, campaign, card), f"{card.uri}{SLIDES}"
        jobs[uri] = DeckJob(campaign, collection, card, key)
        kept = cached.get(uri)
        if isinstance(kept, MadeDeck) and kept.holds(key):
            made[uri] = kept
        else:
            stale.append(jobs[uri])
    maker = DeckMaker(inputs.catalogue, people, site_url)
    fresh = _make(maker, stale, workers)
    made.update({uri: deck for uri, (deck, _) in fresh.items()})
    uris = [f"{card.uri}{SLIDES}" for _, _, card in sources]
    rows = ((uri, deck, packed) for uri, (deck, packed) in fresh.items())
    store.keep(rows, cached.keys() - set(uris))
    packed = {uri: data for uri, (_, data) in fresh.items()}
    return Decks(tuple(made[uri] for uri in uris if uri in made), packed, store, maker, jobs)


def _make(
    maker: DeckMaker, stale: Sequence[DeckJob], workers: int | None
) -> dict[str, tuple[MadeDeck, bytes]]:
    done = followed(map_parallel(maker, stale, workers), len(stale), "生成幻灯片")
    return {result[0].uri: result for result in done if result}


def _key(inputs: Inputs, people: bytes, campaign: Campaign, card: Card) -> bytes:
    state = signature(f"{inputs.catalogue.root}/{card.path}")
    return digest(inputs.shared, people, inputs.of_value(campaign), repr((card, state)).encode())


def _depends(read: ReadDeck) -> Iterator[tuple[str, Signature]]:
    """The files that a deck is made from, as they are now, whether they are there or not."""
    source = read.source
    for file in sorted({str(file) for file in _files_of(read)} | {str(source.home / source.file)}):
        yield file, signature(file)


def _files_of(read: ReadDeck) -> Iterator[Path]:
    if read.deck is None:
        return
    folder = read.view.media
    for image in read.deck.images:
        file = folder.find(image.ref)
        if file is not None:
            yield file
    for person in read.source.context.people.values():
        if person.portrait:
            yield person.portrait
    for name in read.source.context.attachments:
        file = content_file(read.source.home, name)
        if file is not None:
            yield file


def _write_assets(tree: Tree) -> None:
    """What all decks share: player and style sheets."""
    from campaignkit.slides.output import documents, player

    for name, text in player.site_assets().items():
        tree.put(documents.ASSETS + name, text.encode())
