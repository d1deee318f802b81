"""What the search index knows of each page, and the index as files of the site.

Records' texts come from their rendered fragments, batch by batch; those of other pages from what
the engine made of their Markdown. Segments are remembered beside the records they were made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

from campaignkit.base.fingerprint import digest, signature
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.base.store import FileStore
from campaignkit.content.batch import BatchJob
from campaignkit.content.load import Batch
from campaignkit.content.record_cache import Chunk, read_payload
from campaignkit.kinds import kind_named
from campaignkit.model.addresses import file_uri
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person
from campaignkit.publish.output import OutputFile, Tree
from campaignkit.search import Group, Index, SearchDocument, Segment, plain_text, write_segments
from campaignkit.site.listing import listings
from campaignkit.site.records import Fragment

CAMPAIGNS = Group("活动", "campaign")
PEOPLE = Group("人物", "person")
DECKS = Group("课件", "deck")
PROSE = Group("页面", "page")
"""The groups of what is not a record; those are named after their collections."""

_DECK = "/slides/text/index.md"
_FACTS = re.compile(r'<dl class="ck-facts">.*?</dl>', re.DOTALL)


@dataclass(slots=True)
class CollectedPages:
    """The pages of the engine, as they come: documents by group."""

    groups: dict[Group, list[SearchDocument]] = field(default_factory=dict)

    def add(self, group: Group, document: SearchDocument) -> None:
        """Add a page."""
        self.groups.setdefault(group, []).append(document)


def take_page(
    found: CollectedPages,
    known: Mapping[str, tuple[Group, SearchDocument]],
    path: str,
    document: SearchDocument,
    meta: Mapping[str, object],
    html: str,
) -> None:
    """Add what the engine made of a Markdown page.

    `known` are pages of which the Catalogue knows more; `document` is what the engine knows. Front
    matter decides too: `search: {exclude: true}`, or `{title_only: true}` for lists of other pages.
    """
    wish = meta.get("search")
    wish = wish if isinstance(wish, dict) else {}
    if wish.get("exclude"):
        return
    # The engine's titles are escaped already, since the theme puts them into HTML as they are.
    plain = replace(document, title=unescape(document.title), subtitle=unescape(document.subtitle))
    group, base = known.get(path, (_group_of(path), plain))
    text = "" if wish.get("title_only") else plain_text(html)
    found.add(group, replace(base, text=_without(text, base.title)))


def known_pages(catalogue: Catalogue) -> dict[str, tuple[Group, SearchDocument]]:
    """Landing pages and people, by the path of their Markdown."""
    pages = {}
    for campaign in catalogue.visible_campaigns():
        pages[f"campaigns/{campaign.id}/index.md"] = (CAMPAIGNS, _of_campaign(campaign, catalogue))
    for person in catalogue.visible_people():
        pages[f"people/{person.id}/index.md"] = (PEOPLE, _of_person(person, catalogue))
    return pages


def _list_documents(catalogue: Catalogue) -> Iterator[SearchDocument]:
    """The first pages of lists, found by their titles alone."""
    for listing in listings(catalogue):
        if listing.cards:
            title, campaign = listing.collection.title, listing.campaign.title
            yield SearchDocument(listing.base, title, f"{campaign} · 共 {len(listing.cards)} 项")


def record_document(card: Card, campaign: Campaign, body: str) -> SearchDocument:
    """A record: its card, and the words of its page between head and provenance."""
    own = body.partition("</header>")[2].rpartition('<footer class="ck-provenance"')[0]
    picture = f"campaigns/{card.campaign}/{card.picture}" if card.picture else ""
    facts = "".join(_FACTS.findall(own))  # they are found, but do not begin an excerpt
    return SearchDocument(
        uri=card.uri,
        title=card.title,
        subtitle=" · ".join(filter(None, (card.subtitle, campaign.title))),
        words=tuple(word for words in card.facets.values() for word in words),
        text=plain_text(_FACTS.sub("", own) + facts),
        picture=file_uri(picture),
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of kept segments; a list of the segments of a batch is a file of its own."""

    files: FileStore

    @property
    def folder(self) -> Path:
        """Where the segments lie."""
        return self.files.folder

    def recall(self, name: str, key: bytes) -> list[Segment] | None:
        """The segments made from `key`, or None."""
        kept, segments = self.files.load(f"{name}.segments", tuple) or (b"", [])
        if kept != key:
            return None
        found = [replace(one, path=self.folder / one.path.name) for one in segments]
        return found if all(self._is_whole(one) for one in found) else None

    def _is_whole(self, segment: Segment) -> bool:
        """Whether the file of a segment is as it was written; a damaged one is listed."""
        try:
            data = segment.path.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(data).hexdigest() == segment.digest:
            return True
        self.files.report(segment.path.name)
        return False

    def make(
        self, name: str, key: bytes, group: Group, documents: Sequence[SearchDocument]
    ) -> list[Segment]:
        """Make segments and remember them."""
        self.folder.mkdir(parents=True, exist_ok=True)
        segments = write_segments(self.folder / name, group, documents)
        self.files.dump(f"{name}.segments", (key, segments))
        return segments

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Delete the segments of what is no more."""
        wanted = set(names)
        for file in self.folder.glob("*.*"):
            if file.name.split(".", 1)[0] not in wanted:
                file.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Indexer:
    """Makes the segments of a batch of records; an job is its number. Runs in any process."""

    catalogue: Catalogue
    job: BatchJob
    shelf: Shelf
    code: bytes
    chunks: Sequence[tuple[Batch, Chunk]]

    def key(self, number: int) -> bytes:
        """The same for the same batch: its chunk is written anew when a record has changed."""
        batch, chunk = self.chunks[number]
        assert self.job.store is not None
        state = signature(self.job.store.chunk_file(batch.name))
        return digest(self.code, chunk.context, repr(state).encode())

    def recall(self, number: int) -> list[Segment] | None:
        """The segments, where they are remembered."""
        return self.shelf.recall(_name(self.chunks[number][0]), self.key(number))

    def __call__(self, number: int) -> list[Segment]:
        """Make the segments."""
        batch, chunk = self.chunks[number]
        campaign = self.catalogue.campaigns[batch.campaign]
        collection = kind_named(batch.kind).collection(batch.collection)
        assert collection is not None
        chunk, spool = self.job.payloads(batch, chunk)
        documents = [
            record_document(
                entry.card, campaign, Fragment.of(read_payload(spool, entry.spooled)).body
            )
            for entry in chunk.records.values()
            if entry.card and entry.spooled
        ]
        group = Group(collection.title, collection.icon)
        return self.shelf.make(_name(batch), self.key(number), group, documents)


def write_search(indexer: Indexer, found: CollectedPages, tree: Tree, workers: int | None) -> None:
    """Bring segments and index up to date; what has not changed is neither made nor written."""
    for document in _list_documents(indexer.catalogue):
        found.add(CAMPAIGNS, document)
    batches = range(len(indexer.chunks))
    recalled = {number: indexer.recall(number) for number in batches}
    stale = [number for number in batches if recalled[number] is None]
    made = followed(map_parallel(indexer, stale, workers), len(stale), "准备搜索")
    recalled.update(zip(stale, made, strict=True))
    names = [_name(batch) for batch, _ in indexer.chunks]
    segments: list[Segment] = []
    for group, documents in found.groups.items():
        name = f"pages-{digest(group.title.encode()).hex()}"
        key = digest(indexer.code, repr(documents).encode())
        kept = indexer.shelf.recall(name, key)
        segments += kept if kept else indexer.shelf.make(name, key, group, documents)
        names.append(name)
    for number in batches:
        segments += recalled[number] or ()
    indexer.shelf.forget_all_but([*names, _INDEX])
    _write_index(Index(tuple(segments)), indexer.shelf, tree, workers)


_INDEX = "index"


@dataclass(frozen=True, slots=True)
class _IndexWriter:
    index: Index
    tree: Tree

    def __call__(self, job: tuple[str, int]) -> dict[str, OutputFile]:
        written = {}
        for path, content in self.index.files(job):
            self.tree.put(path, content)
            written[path] = self.tree.entries[path]
        return written


def _write_index(index: Index, shelf: Shelf, tree: Tree, workers: int | None) -> None:
    if not _is_in_place(shelf, index.version, tree):
        keys: dict[str, bytes] = {}
        jobs = index.jobs()
        done = map_parallel(_IndexWriter(index, tree), jobs, workers)
        for written in followed(done, len(jobs), "生成搜索"):
            tree.entries.update(written)
            keys.update({path: entry.key for path, entry in written.items()})
        shelf.files.dump(f"{_INDEX}.files", (index.version, keys))
    tree.put(*index.manifest())


def _is_in_place(shelf: Shelf, version: str, tree: Tree) -> bool:
    """Whether all files of the index are those of this version."""
    kept, keys = shelf.files.load(f"{_INDEX}.files", tuple) or ("", {})
    return bool(kept == version) and all(tree.has(path, key) for path, key in keys.items())


def _of_campaign(campaign: Campaign, catalogue: Catalogue) -> SearchDocument:
    year = f"{campaign.timeline.open.start.year}年"
    hosts = [catalogue.unit_name(host) for host in campaign.hosts]
    titles = [*campaign.local_titles("award").values(), *campaign.local_titles("prize").values()]
    cover = f"campaigns/{campaign.id}/{campaign.cover.file}" if campaign.cover else ""
    return SearchDocument(
        uri=f"campaigns/{campaign.id}/",
        title=campaign.title,
        subtitle=f"{kind_named(campaign.kind).title} · {year}",
        words=(campaign.slogan or "", campaign.summary, *campaign.tags, *hosts, *titles),
        picture=file_uri(cover),
    )


def _of_person(person: Person, catalogue: Catalogue) -> SearchDocument:
    shows = person.portrait and person.consent and person.consent.shows_portrait
    portrait = f"campaigns/people/{person.portrait.file}" if shows and person.portrait else ""
    return SearchDocument(
        uri=f"people/{person.id}/",
        title=person.name,
        subtitle=f"{catalogue.unit_name(person.unit)} · {person.occupation}",
        words=tuple(f"{honour.year}年{honour.title}" for honour in person.honours),
        picture=file_uri(portrait),
    )


def _group_of(path: str) -> Group:
    if path.endswith(_DECK):
        return DECKS
    return CAMPAIGNS if path.startswith("campaigns/") and path.count("/") > 1 else PROSE


def _without(text: str, title: str) -> str:
    """A page's text without the heading that repeats its title."""
    return text.removeprefix(title).lstrip("\n")


def _name(batch: Batch) -> str:
    return batch.name.replace(".", "_")
