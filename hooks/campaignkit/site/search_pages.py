"""What the search index knows of each page, and the index as files of the site.

Records' texts come from their rendered fragments, batch by batch; those of other pages from what
the engine made of their Markdown. Segments are remembered beside the records they were made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from campaignkit.base.fingerprint import digest, signature
from campaignkit.base.pool import map_parallel, workers_for
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
from campaignkit.publish.output import OutputFile, Tree
from campaignkit.search import Group, Index, SearchDocument, Segment, plain_text, write_segments
from campaignkit.site.landing import CAMPAIGNS, PROSE
from campaignkit.site.listing import listings
from campaignkit.site.page import Page
from campaignkit.site.pages import MadePage
from campaignkit.site.picture_html import square_uri
from campaignkit.site.pieces import without_offer
from campaignkit.site.records import Fragment
from campaignkit.site.withdrawal import nameless

_FACTS = re.compile(r'<dl class="ck-facts">.*?</dl>', re.DOTALL)


def prose_document(
    uri: str, title: str, meta: Mapping[str, object], html: str
) -> SearchDocument | None:
    """A page of site_src, from what the engine knows of it; None where it is not to be found.

    Front matter decides: `search: {exclude: true}`, or `{title_only: true}`.
    """
    wanted = meta.get("search")
    wanted = wanted if isinstance(wanted, dict) else {}
    if wanted.get("exclude"):
        return None
    # The engine's titles are escaped already, since the theme puts them into HTML as they are.
    title, subtitle = unescape(title), unescape(str(meta.get("description") or ""))
    text = "" if wanted.get("title_only") else plain_text(html)
    text = text.removeprefix(title).lstrip("\n")  # its heading repeats it
    return SearchDocument(uri.removeprefix("./"), title, subtitle, text=text)


def prose_group(path: str) -> Group:
    """The group of a page of site_src, by the path of its Markdown."""
    return CAMPAIGNS if path.startswith("campaigns/") and path.count("/") > 1 else PROSE


def page_documents(
    pages: Iterable[Page], made: Mapping[str, MadePage]
) -> Iterator[tuple[str, Group, SearchDocument]]:
    """Pages made from data: the part of the index that they stand in, their group, themselves."""
    for page in pages:
        if page.found:
            parts = page.uri.split("/")
            part = parts[1] if parts[0] == "campaigns" else parts[0]
            text = made[page.uri].text if page.found.full and page.uri in made else ""
            yield part, page.found.group, replace(page.found.document, text=text)


def list_documents(catalogue: Catalogue) -> Iterator[tuple[str, Group, SearchDocument]]:
    """The first pages of lists, found by their titles alone; see `page_documents`."""
    for listing in listings(catalogue):
        if listing.cards:
            title, campaign = listing.collection.title, listing.campaign.title
            about = f"{campaign} · 共 {len(listing.cards)} 项"
            yield listing.campaign.id, CAMPAIGNS, SearchDocument(listing.base, title, about)


def record_document(
    card: Card, campaign: Campaign, body: str, icon: str = "record"
) -> SearchDocument:
    """A record: its card, and the words of its page between head and provenance.

    `icon` is its collection's: a record of a person with a page is the same as that page.
    """
    person = next((one.id for one in card.mentions if one.target == "person"), "")
    own = (
        without_offer(body).partition("</header>")[2].rpartition('<footer class="ck-provenance"')[0]
    )
    picture = f"campaigns/{card.campaign}/{card.picture}" if card.picture else ""
    facts = "".join(_FACTS.findall(own))  # they are found, but do not begin an excerpt
    return SearchDocument(
        uri=card.uri,
        title=card.title,
        subtitle=" · ".join(filter(None, (card.subtitle, campaign.title))),
        words=tuple(word for words in card.facets.values() for word in words),
        text=plain_text(_FACTS.sub("", own) + facts),
        picture=square_uri(picture) if picture else "",
        same_as=file_uri(f"people/{person}/") if person and icon == "person" else "",
    )


@dataclass(frozen=True, slots=True)
class SegmentStore:
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
    segment_store: SegmentStore
    code: bytes
    chunks: Sequence[tuple[Batch, Chunk]]
    names: tuple[str, ...] = ()
    """Of people who withdrew: nobody is found by them."""

    def key(self, number: int) -> bytes:
        """The same for the same batch: its chunk is written anew when a record has changed."""
        batch, chunk = self.chunks[number]
        assert self.job.store is not None
        state = signature(self.job.store.chunk_file(batch.name))
        return digest(self.code, chunk.context, repr((state, self.names)).encode())

    def recall(self, number: int) -> list[Segment] | None:
        """The segments, where they are remembered."""
        return self.segment_store.recall(_name(self.chunks[number][0]), self.key(number))

    def __call__(self, number: int) -> list[Segment]:
        """Make the segments."""
        batch, chunk = self.chunks[number]
        campaign = self.catalogue.campaigns[batch.campaign]
        collection = kind_named(batch.kind).collection(batch.collection)
        assert collection is not None
        chunk, spool = self.job.payloads(batch, chunk)
        documents = [
            nameless(
                record_document(
                    entry.card,
                    campaign,
                    Fragment.of(read_payload(spool, entry.spooled)).body,
                    collection.icon,
                ),
                self.names,
            )
            for entry in chunk.records.values()
            if entry.card and entry.spooled
        ]
        group = Group(collection.title, collection.icon)
        return self.segment_store.make(_name(batch), self.key(number), group, documents)


FEW = 64
"""Records below which starting processes takes longer than cutting their texts into grams."""
FEW_DOCUMENTS = 1000
"""Documents below which starting processes takes longer than writing their index."""


def write_search(
    indexer: Indexer,
    documents: Iterable[tuple[str, Group, SearchDocument]],
    tree: Tree,
    workers: int | None,
) -> None:
    """Bring segments and index up to date; what has not changed is neither made nor written.

    `documents` are all pages that are no records, with the part of the index that they stand in: a
    part is made anew as a whole.
    """
    batches = range(len(indexer.chunks))
    recalled = {number: indexer.recall(number) for number in batches}
    stale = [number for number in batches if recalled[number] is None]
    count = sum(len(indexer.chunks[number][0].ids) for number in stale)
    done = map_parallel(indexer, stale, workers_for(count, FEW, workers))
    made = followed(done, len(stale), "准备搜索")
    recalled.update(zip(stale, made, strict=True))
    names = [_name(batch) for batch, _ in indexer.chunks]
    parts: dict[tuple[str, Group], list[SearchDocument]] = {}
    for part, group, document in documents:
        parts.setdefault((part, group), []).append(nameless(document, indexer.names))
    segments: list[Segment] = []
    for (part, group), found in parts.items():
        name = f"pages-{digest(part.encode(), group.title.encode()).hex()}"
        key = digest(indexer.code, repr(found).encode())
        kept = indexer.segment_store.recall(name, key)
        segments += kept if kept else indexer.segment_store.make(name, key, group, found)
        names.append(name)
    for number in batches:
        segments += recalled[number] or ()
    indexer.segment_store.forget_all_but([*names, _INDEX])
    _write_index(Index(tuple(segments)), indexer.segment_store, tree, workers)


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


def _write_index(
    index: Index, segment_store: SegmentStore, tree: Tree, workers: int | None
) -> None:
    if not _is_in_place(segment_store, index.version, tree):
        keys: dict[str, bytes] = {}
        jobs = index.jobs()
        count = sum(segment.count for segment in index.segments)
        done = map_parallel(
            _IndexWriter(index, tree), jobs, workers_for(count, FEW_DOCUMENTS, workers)
        )
        for written in followed(done, len(jobs), "生成搜索"):
            tree.entries.update(written)
            keys.update({path: entry.key for path, entry in written.items()})
        segment_store.files.dump(f"{_INDEX}.files", (index.version, keys))
    tree.put(*index.manifest())


def _is_in_place(segment_store: SegmentStore, version: str, tree: Tree) -> bool:
    """Whether all files of the index are those of this version."""
    kept, keys = segment_store.files.load(f"{_INDEX}.files", tuple) or ("", {})
    return bool(kept == version) and all(tree.has(path, key) for path, key in keys.items())


def _name(batch: Batch) -> str:
    return batch.name.replace(".", "_")
