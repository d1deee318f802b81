"""The folder campaigns/ becomes a Catalogue, and batches of records to read one by one.

Nothing here reads all records at once: `load` reads what is few (organisations, people, campaigns)
and lists the files of what is many; `read_record` reads one of these when a batch comes to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zlib import crc32

from campaignkit import kinds
from campaignkit.base.findings import Finding, Position
from campaignkit.content import unread_files as stray
from campaignkit.content.entities import Gathered, entity_of, read_document, read_entity
from campaignkit.content.folders import CONTENT, campaign_names, record_names
from campaignkit.content.list_files import columns_of_lists, list_names
from campaignkit.content.shared_files import organisations, people, shared_file
from campaignkit.kinds import Collection, Kind, kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.nearest import by_title
from campaignkit.model.record import Record
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON
from campaignkit.model.settings import Settings
from campaignkit.model.terms import Terms
from campaignkit.model.validate import validate
from campaignkit.model.workdays import Workdays
from campaignkit.source import Document

BATCH_SIZE = 256
"""Records in a batch, about: enough to make a worker's job worth it, few enough for memory.
No batch has more than twice as many."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one collection, to be read together and then dropped.

    Each has a file of its own, or all are rows or items of the same `list_file`.
    """

    campaign: str
    kind: str
    collection: str
    ids: tuple[str, ...]
    list_file: str = ""

    @property
    def name(self) -> str:
        """Its name among all batches; the same as long as its first record is."""
        return f"{self.campaign}.{self.collection}.{self.ids[0]}"

    def path(self, record: str) -> str:
        """The file of one of its records, from the project."""
        if self.list_file:
            return f"{CONTENT}/{self.campaign}/{self.list_file}"
        return f"{CONTENT}/{self.campaign}/{self.collection}/{record}.yml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A Catalogue whose cards are still to come, and the batches that will bring them."""

    catalogue: Catalogue
    batches: tuple[Batch, ...]
    gathered: Gathered


def load(root: Path, as_of: datetime, settings: Settings, *, preview: bool = False) -> Loaded:
    """Read everything but the records. `root` is the project's folder."""
    gathered = Gathered()
    base = root / CONTENT
    context = {"zone": settings.zone}
    if not base.is_dir():
        message = f"没有找到 {CONTENT} 文件夹"
        hint = "在项目文件夹里运行，或先用 campaignkit new 建一个活动"
        gathered.findings.append(Finding(Position(CONTENT), "missing-file", message, hint))
    listed = organisations(base, gathered)
    known = listed or {}
    persons = people(base, context, gathered)
    workdays = shared_file(base, "workdays", Workdays, context, gathered)
    terms = shared_file(base, "terms", Terms, context, gathered)
    folders, findings = campaign_names(base, CONTENT)
    gathered.findings += findings
    campaigns, batches = _campaigns(base, folders, context, gathered)
    gathered.findings += stray.in_content(base, CONTENT)
    files = {
        PERSON.name: frozenset(persons),
        CAMPAIGN.name: frozenset(folders),
        ORGANISATION.name: frozenset(known),
        **_record_targets(batches),
    }
    catalogue = Catalogue(
        root=root,
        as_of=as_of,
        settings=settings,
        campaigns=campaigns,
        people={key: person for key, person in persons.items() if person},
        organisations={key: found for key, found in known.items() if found},
        preview=preview,
        workdays=workdays or Workdays(),
        terms=terms or Terms(),
        files=files,
        unread=frozenset((ORGANISATION.name,) if listed is None else ()),
        columns=columns_of_lists(),
    )
    return Loaded(catalogue, tuple(batches), gathered)


def read_record(
    catalogue: Catalogue,
    collection: Collection,
    campaign: str,
    record: str,
    gathered: Gathered,
    item: Document | None = None,
) -> tuple[Record | None, bool]:
    """Read one record; the flag says whether nothing was wrong with its file so far.

    `item` is the record's part of a list file; without one it has a file of its own.
    """
    path = f"{CONTENT}/{campaign}/{collection.name}/{record}.yml"
    context = {"zone": catalogue.settings.zone}
    before = len(gathered.findings)
    if item is not None:
        found = entity_of(item, collection.model, context, gathered, record)
    else:
        found = read_entity(catalogue.root, path, collection.model, context, gathered, record)
    return found, len(gathered.findings) == before


def _campaigns(
    base: Path, folders: Iterable[str], context: Mapping[str, object], gathered: Gathered
) -> tuple[dict[str, Campaign], list[Batch]]:
    """The campaigns that can be read, and the batches of all, readable or not."""
    campaigns: dict[str, Campaign] = {}
    batches: list[Batch] = []
    for name in folders:
        kind, campaign = _campaign(base, name, context, gathered)
        if campaign:
            campaigns[name] = campaign
        if kind:
            batches += _batches(base, name, kind, gathered)
            gathered.findings += stray.in_campaign(base / name, f"{CONTENT}/{name}", kind)
    return campaigns, batches


def _record_targets(batches: Iterable[Batch]) -> dict[str, frozenset[str]]:
    """Records that other campaigns may refer to, as `campaign/record`, by their target's name."""
    targets = {c.name: c.target for kind in kinds.KINDS for c in kind.collections if c.target}
    found: dict[str, set[str]] = {target.name: set() for target in targets.values()}
    for batch in batches:
        if target := targets.get(batch.collection):
            found[target.name].update(f"{batch.campaign}/{record}" for record in batch.ids)
    return {name: frozenset(ids) for name, ids in found.items()}


def _campaign(
    base: Path, name: str, context: Mapping[str, object], gathered: Gathered
) -> tuple[Kind | None, Campaign | None]:
    """The kind of a campaign, known even where the rest of its file has errors, and itself."""
    path = f"{CONTENT}/{name}/campaign.yml"
    document = read_document(base.parent, path, gathered)
    kind = _kind_of(document, gathered) if document else None
    if document is None or kind is None:
        return None, None
    checked = validate(document, kind.model, context)
    gathered.findings += checked.findings
    found = checked.model and checked.model.placed(name, document, (), checked.lost)
    return kind, found


def _kind_of(document: Document, gathered: Gathered) -> Kind | None:
    """The kind that the file says it is; other fields wait until that is known."""
    names = [kind.name for kind in kinds.KINDS]
    if not isinstance(document.data, dict):
        if not document.swallowed:
            gathered.findings += validate(document, Campaign).findings
        return None
    kind = document.data.get("kind")
    if isinstance(kind, str) and kind in names:
        return kind_named(kind)
    if kind is None and "kind" in document.swallowed:
        return None
    allowed = f"可以写：{'、'.join(f'{kind.name}（{kind.title}）' for kind in kinds.KINDS)}"
    if kind is None:
        message = "缺少“kind”（活动类别），其他内容暂时无法检查"
        finding = Finding(document.key_position(("kind",)), "missing-field", message, allowed)
    else:
        shown = kind if isinstance(kind, str) else "列表、数字或几行内容"
        message = f"“kind”（活动类别）不能是“{shown}”，其他内容暂时无法检查"
        near = by_title(kind, {kind.name: f"{kind.name}/{kind.title}" for kind in kinds.KINDS})
        hint = f"是不是想写 {near}？{allowed}" if near else allowed
        finding = Finding(document.value_position(("kind",)), "bad-value", message, hint)
    gathered.findings.append(finding)
    return None


def _batches(base: Path, campaign: str, kind: Kind, gathered: Gathered) -> Iterator[Batch]:
    for collection in kind.collections:
        folder = base / campaign / collection.name
        ids, findings = record_names(folder, f"{CONTENT}/{campaign}/{collection.name}")
        gathered.findings += findings
        for chunk in _chunks(ids):
            yield Batch(campaign, kind.name, collection.name, chunk)
        listed = list_names(base, f"{CONTENT}/{campaign}", collection, ids, gathered)
        for chunk in _chunks(listed):
            yield Batch(campaign, kind.name, collection.name, chunk, collection.list_file)


def _chunks(ids: list[str]) -> Iterator[tuple[str, ...]]:
    """Cut ids where their own names say so, so that a new record changes one batch and no other."""
    chunk: list[str] = []
    for record in ids:
        if chunk and (crc32(record.encode()) % BATCH_SIZE == 0 or len(chunk) == 2 * BATCH_SIZE):
            yield tuple(chunk)
            chunk = []
        chunk.append(record)
    if chunk:
        yield tuple(chunk)
