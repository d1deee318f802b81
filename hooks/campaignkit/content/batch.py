"""One batch: each record is read, validated, checked and rendered, and only what stays is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from campaignkit.base.findings import Finding, Level
from campaignkit.base.fingerprint import Signature, digest, signature
from campaignkit.content.entities import Gathered
from campaignkit.content.folders import CONTENT
from campaignkit.content.list_files import list_items
from campaignkit.content.load import Batch, read_record
from campaignkit.content.record_cache import (
    CachedRecord,
    ChangedCacheError,
    Chunk,
    Spooled,
    Store,
    Visited,
    read_payload,
)
from campaignkit.content.rule_set import rules_for
from campaignkit.content.texts import entity_texts, levelled, text_findings
from campaignkit.content.written_links import entity_links, text_links
from campaignkit.kinds import Collection, kind_named
from campaignkit.kinds.naming import WITHDRAWN_NAME
from campaignkit.model.addresses import source_path
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card, shared, withheld
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef, Prose
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.markdown import links
from campaignkit.model.record import Record
from campaignkit.model.rule import Context
from campaignkit.model.settings import Settings
from campaignkit.model.status import phases
from campaignkit.source import Document, Ignore, decode, ignores, read_bytes

Visitor = Callable[[Record, Card], Visited]
"""What a build does with a record while it is in memory; it gets only records without errors that
have a page."""


class Visit(Protocol):
    """What a build does with records. Must be picklable."""

    def begin(self, catalogue: Catalogue, campaign: Campaign, collection: Collection) -> Visitor:
        """Prepare what is the same for all records of a collection."""


GUARDS = (
    *("consent-missing", "file-outside", "file-type", "file-content"),
    *("personal-id-number", "personal-mobile", "personal-bank-card", "personal-email"),
)
"""Rules that protect people's data and readers' machines: neither an ignore in the content, which
comes from many hands, nor a setting takes their findings away."""


ListsRead = dict[tuple[str, Signature], Mapping[str, Document]]
"""The records of list files by id, by the file's path and signature."""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """The work on one batch, as a worker gets it."""

    catalogue: Catalogue
    store: Store | None
    visit: Visit | None
    contexts: dict[str, bytes]
    lists: ListsRead = field(default_factory=dict, compare=False)
    """List files that this process has read: the batches of a collection share one."""

    def __call__(self, batch: Batch) -> bytes:
        """Do what has changed, remember all of it; the packed chunk."""
        context = self.contexts[batch.campaign]
        known = self.store.recall(batch.name, context) if self.store else None
        spool = self.store.spool(batch.name) if self.store and known else None
        if spool is None:
            known, spool = None, b""
        checker = self.checker(batch)
        records: dict[str, CachedRecord] = {}
        payloads: list[bytes] = []
        offset = 0
        for record_id in batch.ids:
            old = known.records.get(record_id) if known else None
            if old and is_current(old, self.catalogue.root, batch, record_id):
                payload = read_payload(spool, old.spooled) if old.spooled else b""
                entry = old
            else:
                entry, payload = checker.look(record_id)
            if entry.spooled:
                entry = entry._replace(spooled=entry.spooled._replace(offset=offset))
                payloads.append(payload)
                offset += len(payload)
            records[record_id] = entry
        packed = Chunk(context, records).pack()
        if self.store:
            self.store.keep(batch.name, packed, payloads)
        return packed

    def payloads(self, batch: Batch, chunk: Chunk) -> tuple[Chunk, bytes]:
        """A chunk with the bytes of its spool; both are made anew where the spool is damaged."""
        assert self.store is not None, "only a build with a store has payloads"
        spool = self.store.spool(batch.name)
        if spool is None:
            chunk = Chunk.unpack(self(batch))
            spool = self.store.spool(batch.name)
        if spool is None:
            raise ChangedCacheError
        return chunk, spool

    def checker(self, batch: Batch) -> RecordChecker:
        """Where the records of a batch are looked at."""
        campaign = self.catalogue.campaigns.get(batch.campaign)
        collection = collection_of(batch)
        visitor = None
        if self.visit and campaign:
            visitor = self.visit.begin(self.catalogue, campaign, collection)
        items = partial(self._items, batch, collection)
        return RecordChecker(self.catalogue, batch, campaign, collection, visitor, items)

    def _items(self, batch: Batch, collection: Collection) -> Mapping[str, Document]:
        if not batch.list_file:
            return {}
        path = batch.path("")
        key = (path, signature(self.catalogue.root / path))
        if key not in self.lists:
            self.lists.clear()  # one file may hold ten thousand records
            self.lists[key] = list_items(self.catalogue, path, collection)
        return self.lists[key]


@dataclass(frozen=True, slots=True)
class RecordChecker:
    """Looks at the records of one batch; what they have in common is laid out beforehand."""

    catalogue: Catalogue
    batch: Batch
    campaign: Campaign | None
    collection: Collection
    visitor: Visitor | None
    items: Callable[[], Mapping[str, Document]]
    """The rows or items of the batch's list file, by id; none for records with files. The file is
    read for the first record that has changed."""

    def look(self, record_id: str) -> tuple[CachedRecord, bytes]:
        """Read, validate, check and visit one record."""
        catalogue, batch, campaign = self.catalogue, self.batch, self.campaign
        gathered = Gathered()
        state = signature(f"{catalogue.root}/{batch.path(record_id)}")
        item = self.items().get(record_id)
        if item is not None and not batch.list_file.endswith(".csv"):
            gathered.ignores += ignores(item)
        record, good = read_record(
            catalogue, self.collection, batch.campaign, record_id, gathered, item
        )
        card, visited = None, None
        depends: tuple[tuple[str, Signature], ...] = ()
        if record is not None and campaign is not None:
            found = each_rule(record, Context(catalogue, campaign))
            gathered.findings += found
            settings = catalogue.settings
            good = good and not any(_stands(one, gathered.ignores, settings) for one in found)
            card = self.collection.card(record, campaign, catalogue)
            card = card._replace(list_file=batch.list_file)
            if not card.public and not card.name_only:
                card = withheld(card, WITHDRAWN_NAME)
            if self.collection.event:
                card = card._replace(event=self.collection.event(record, campaign))
            if not good:
                card = card._replace(public=False)  # a preview goes on without its page
            card = shared(card)._replace(key=digest(repr(card).encode()))
            if self.visitor and card.public:
                visited = self.visitor(record, card)
            depends = tuple(
                (path, signature(f"{catalogue.root}/{path}"))
                for path in dependencies(record, catalogue.root)
            )
        spooled = None
        if visited:
            spooled = Spooled(visited.key, 0, len(visited.payload), visited.assets)
        entry = CachedRecord(
            state, depends, card, tuple(gathered.findings), tuple(gathered.ignores), spooled
        )
        return entry, visited.payload if visited else b""


def _stands(finding: Finding, ignores: Sequence[Ignore], settings: Settings) -> bool:
    """Whether a finding keeps a record from being shown: an error that nobody took back."""
    if finding.rule in GUARDS:
        return True
    place = (finding.position.path, finding.position.line, finding.rule)
    ignored = (i for i in ignores if (i.position.path, i.position.line, i.rule) == place)
    if any(ignore.reason for ignore in ignored):
        return False
    return settings.rules.get(finding.rule, finding.level) == Level.ERROR


def collection_of(batch: Batch) -> Collection:
    """The collection that a batch's records belong to."""
    found = kind_named(batch.kind).collection(batch.collection)
    assert found is not None, "batches are made from collections"
    return found


def is_current(old: CachedRecord, root: Path, batch: Batch, record_id: str) -> bool:
    """Whether a record, and every file that it speaks of, is as it was."""
    if signature(f"{root}/{batch.path(record_id)}") != old.signature:
        return False
    return all(signature(f"{root}/{path}") == state for path, state in old.depends)


def is_unchanged(chunk: Chunk, root: Path, batch: Batch) -> bool:
    """Whether a whole remembered chunk still holds."""
    return tuple(chunk.records) == batch.ids and all(
        is_current(old, root, batch, record_id) for record_id, old in chunk.records.items()
    )


def each_rule(entity: Entity, context: Context) -> list[Finding]:
    """Findings of all rules of scope *each* that hold for its kind, and of *text* on its files."""
    findings: list[Finding] = []
    for rule in rules_for(context.campaign.kind if context.campaign else None):
        if rule.each:
            findings += levelled(rule.each(entity, context), rule.level)
    known = context.catalogue.settings.links
    findings += entity_links(entity, known)
    for source in entity_texts(entity, context.catalogue.root):
        findings += text_findings(source, context)
        findings += text_links(source, known)
    return findings


def dependencies(record: Record, root: Path) -> Iterator[str]:
    """Files whose coming, going or changing changes what is said of a record or on its page."""
    home = home_folder(record)
    for _, text, marker in record.marks:
        if isinstance(marker, FileRef):
            yield f"{home}/{text}"
            yield from _in_text_file(f"{home}/{text}", content_file(root / home, text))
        elif isinstance(marker, Prose):
            yield from _linked(text, record.folder)


def _in_text_file(path: str, file: Path | None) -> Iterator[str]:
    if path.endswith(".md") and file is not None and file.is_file():
        yield from _linked(decode(read_bytes(file), path).content or "", path.rpartition("/")[0])


def _linked(text: str, folder: str) -> Iterator[str]:
    for link in links(text):
        path = source_path(link.target, folder)
        if path:
            yield path


def context_of(catalogue: Catalogue, campaign: str, shared: bytes) -> bytes:
    """What all records of a campaign depend on; `shared` is what all of the project do.

    The instant counts only by the phase that the campaign is in, so that a later run on the same
    content finds everything as it was.
    """
    found = catalogue.campaigns.get(campaign)
    if found is None:
        return digest(shared, b"unreadable")
    phase = sum(catalogue.as_of >= step.start for step in phases(found))
    gates = [moment.end for _, moment in found.moments()]
    passed = sum(catalogue.as_of > gate for gate in gates)
    return digest(shared, found.document.text.encode(), f"{phase}:{passed}".encode())


def shared_context(catalogue: Catalogue, sources: Sequence[bytes]) -> bytes:
    """What every record depends on: code, settings, people, organisations, ids, preview or not."""
    people = [person.document.text.encode() for person in catalogue.people.values()]
    known = sorted((sort, sorted(ids)) for sort, ids in catalogue.files.items())
    names = [f"{key}:{found!r}".encode() for key, found in catalogue.organisations.items()]
    settings = catalogue.settings.model_dump_json().encode()
    drafts = [
        f"{campaign.id}:{campaign.state}".encode() for campaign in catalogue.campaigns.values()
    ]
    flags = f"{CONTENT}:{catalogue.preview}".encode()
    settings += catalogue.terms.model_dump_json().encode()
    parts = [*sources, *people, *names, *drafts, settings, repr(known).encode(), flags]
    return digest(*parts)
