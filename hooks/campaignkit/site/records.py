"""Records become fragments while their batch is in memory, and pages once the shell is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from campaignkit.base.fingerprint import digest
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.content.batch import BatchJob, collection_of
from campaignkit.content.load import Batch
from campaignkit.content.record_cache import (
    ChangedCacheError,
    Chunk,
    Spooled,
    Visited,
    read_payload,
)
from campaignkit.kinds import Collection
from campaignkit.model.campaign import Campaign, Referral
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record
from campaignkit.publish.output import OutputFile, Tree, write_file
from campaignkit.site import view as views
from campaignkit.site.environment import environment
from campaignkit.site.pieces import first_words, without_offer
from campaignkit.site.shell import Shell, ShellKey
from campaignkit.site.view import View

TO_ROOT = "../" * 4
"""From a record's page to the site's root: campaigns/<id>/<records>/<record>/."""

RECORDS = ShellKey("campaigns", "record", 4)
"""The shell of every record: campaigns/<id>/<records>/<record>/."""

MANY = 500
"""Pages below which starting processes takes longer than stamping them."""

_SEPARATOR = "\x00"
"""Between the parts of a payload; the reader of files lets no such character through."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A page's own HTML, ready for the holes of its shell."""

    path: str
    title: str
    description: str
    head: str
    body: str

    def payload(self) -> bytes:
        """As bytes for the spool."""
        parts = (self.path, self.title, self.description, self.head, self.body)
        return _SEPARATOR.join(parts).encode()

    @classmethod
    def of(cls, payload: bytes) -> Fragment:
        """Back from the spool."""
        return cls(*payload.decode().split(_SEPARATOR))


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders records while they are in memory."""

    site_url: str

    def begin(
        self, catalogue: Catalogue, campaign: Campaign, collection: Collection
    ) -> Callable[[Record, Card], Visited]:
        """Render the collection's frame; what it gives renders a record inside of that."""
        base = f"campaigns/{campaign.id}/{collection.name}/"
        frame = _frame(View(catalogue, f"{base}record/", self.site_url), campaign, collection)
        body = environment().get_template(f"{campaign.kind}/{collection.name}.html.j2")
        head = environment().get_template("record_head.html.j2")
        same = {"campaign": campaign, "collection": collection, "frame": frame}
        shown = views.shown_campaigns(catalogue)

        def visit(record: Record, card: Card) -> Visited:
            """The record's fragment, and the files that its page shows."""
            view = View(catalogue, card.uri, self.site_url, shown=shown)
            variables = {**same, "view": view, "record": record, "card": card}
            context = body.new_context(variables)  # one for both: setting it up takes a while
            text = "".join(body.root_render_func(context))
            named = " · ".join(filter(None, (card.subtitle, campaign.title)))
            described = card.excerpt or first_words(text) or named
            context.vars["described"] = described
            part = Fragment(
                path=RECORDS.path(card.uri),
                title=f"{card.title} · {campaign.title}",
                description=described,
                head="".join(head.root_render_func(context)),
                body=text,
            )
            return Visited(part.payload(), tuple(sorted(view.assets)))

        return visit


@dataclass(frozen=True, slots=True)
class Frame:
    """What is the same on all pages of a collection.

    `trail` is the breadcrumb up to the record, which closes it; `calendar` leads to the calendar of
    the campaign, `marks` are its marks; `origin` says where the data comes from.
    """

    trail: Markup
    calendar: Markup
    marks: Markup
    origin: Markup


def _frame(view: View, campaign: Campaign, collection: Collection) -> Frame:
    parts = environment().get_template("record_frame.html.j2").make_module()
    return Frame(
        parts.trail(view, campaign, collection),  # type: ignore[attr-defined]
        parts.calendar(view, campaign),  # type: ignore[attr-defined]
        parts.marks(campaign),  # type: ignore[attr-defined]
        parts.origin(view, campaign),  # type: ignore[attr-defined]
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a record's page says of other records; known once all cards are there."""

    previous: Card | None
    following: Card | None
    noun: str
    backlinks: tuple[Referral, ...] = ()
    ahead: bool = False
    """Whether the record itself is still to come: then its page offers its date."""

    @property
    def key(self) -> bytes:
        """Changes with what the page says of them."""
        beside = [card for card in (self.previous, self.following) if card]
        neighbours = [(card.uri, card.title, card.note) for card in beside]
        first = self.previous is None
        return repr((neighbours, first, self.noun, self.backlinks, self.ahead)).encode()

    def html(self) -> str:
        """The pages that lead here, and the way to the previous and the next record."""
        return environment().get_template("record_after.html.j2").render(root=TO_ROOT, beside=self)


def neighbours(
    cards: Sequence[Card],
    noun: str,
    backlinks: Mapping[str, tuple[Referral, ...]],
    ahead: frozenset[str] = frozenset(),
) -> dict[str, Neighbours]:
    """Each record's previous and next one in the order of its list, and what leads to it.

    `ahead` are the addresses of records that are still to come.
    """
    padded: list[Card | None] = [None, *cards, None]
    return {
        card.id: Neighbours(before, after, noun, backlinks.get(card.ref, ()), card.uri in ahead)
        for before, card, after in zip(padded, cards, padded[2:], strict=False)
    }


@dataclass(frozen=True, slots=True)
class Stamp:
    """One page to be written: its record, its path below the site, its key, its neighbours."""

    record: str
    path: str
    key: bytes
    beside: Neighbours


@dataclass(frozen=True, slots=True)
class StampSheet:
    """The pages of one batch that are to be written."""

    batch: Batch
    chunk: Chunk
    stamps: tuple[Stamp, ...]


def page_key(shell: Shell, spooled: Spooled, beside: Neighbours) -> bytes:
    """The same for the same page."""
    return digest(shell.key, spooled.key, beside.key)


def stamp(shell: Shell, part: Fragment, beside: Neighbours | None = None) -> bytes:
    """One page: the shell filled with a fragment, and what follows from the other records."""
    body = part.body if beside is None or beside.ahead else without_offer(part.body)
    content = {
        "path": part.path,
        "title": part.title,
        "description": part.description,
        "head": part.head,
        "body": body + (beside.html() if beside else ""),
    }
    return shell.fill(content)


@dataclass(frozen=True, slots=True)
class Stamper:
    """Writes pages below `folder`; runs in any process."""

    folder: Path
    shell: Shell
    job: BatchJob

    def __call__(self, sheet: StampSheet) -> dict[str, OutputFile]:
        """Stamp one batch; the files that were written."""
        chunk, spool = self.job.payloads(sheet.batch, sheet.chunk)
        written = {}
        for item in sheet.stamps:
            spooled = chunk.records[item.record].spooled
            if spooled is None:  # it was changed for the worse since it was read
                raise ChangedCacheError
            part = Fragment.of(read_payload(spool, spooled))
            page = stamp(self.shell, part, item.beside)
            written[item.path] = write_file(self.folder, item.path, item.key, page)
        return written


def write_records(
    catalogue: Catalogue,
    chunks: Sequence[tuple[Batch, Chunk]],
    shells: Mapping[ShellKey, Shell],
    job: BatchJob,
    tree: Tree,
    workers: int | None,
) -> set[str]:
    """Stamp the records that are not yet in the tree; the files that all of them show."""
    shell = shells.get(RECORDS)
    if shell is None:  # no kind that is shown has records
        return set()
    beside = _all_neighbours(catalogue, chunks)
    stale = [
        (batch, chunk, keys)
        for batch, chunk in chunks
        if (keys := dict(_stale(shell, chunk, beside[_of(batch)], tree)))
    ]
    sheets = (_sheet(batch, chunk, keys, beside[_of(batch)]) for batch, chunk, keys in stale)
    if sum(len(keys) for _, _, keys in stale) < MANY:
        workers = 1
    done = map_parallel(Stamper(tree.folder, shell, job), sheets, workers)
    for written in followed(done, len(stale), "生成网页"):
        tree.entries.update(written)
    return {
        path
        for _, chunk in chunks
        for record in chunk.records.values()
        if record.spooled
        for path in record.spooled.assets
    }


def _of(batch: Batch) -> tuple[str, str]:
    return batch.campaign, batch.collection


def _all_neighbours(
    catalogue: Catalogue, chunks: Sequence[tuple[Batch, Chunk]]
) -> dict[tuple[str, str], dict[str, Neighbours]]:
    backlinks = catalogue.backlinks()
    nouns = {_of(batch): collection_of(batch).noun for batch, _ in chunks}
    ahead = catalogue.pages_ahead
    return {
        key: neighbours(catalogue.listed(*key), noun, backlinks, ahead)
        for key, noun in nouns.items()
    }


def _stale(
    shell: Shell, chunk: Chunk, beside: Mapping[str, Neighbours], tree: Tree
) -> Iterator[tuple[str, bytes]]:
    """The records whose pages are not yet in the tree, with their pages' keys."""
    for record, remembered in chunk.records.items():
        if remembered.card and remembered.spooled:
            key = page_key(shell, remembered.spooled, beside[record])
            if not tree.has(f"{remembered.card.uri}index.html", key):
                yield record, key


def _sheet(
    batch: Batch,
    chunk: Chunk,
    keys: Mapping[str, bytes],
    beside: Mapping[str, Neighbours],
) -> StampSheet:
    stamps = []
    for record, key in keys.items():
        card = chunk.records[record].card
        assert card is not None
        stamps.append(Stamp(record, f"{card.uri}index.html", key, beside[record]))
    needed = {record: chunk.records[record]._replace(card=None) for record in keys}
    return StampSheet(batch, Chunk(chunk.context, needed), tuple(stamps))
