"""The folder campaigns/ becomes a Catalogue, and batches of records to read one by one.

Nothing here reads all records at once: `load` reads what is few (organisations, people, campaigns)
and lists the files of what is many; `read_record` reads one of these when a batch comes to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from campaignkit import kinds
from campaignkit.base.findings import Finding, Position
from campaignkit.content import unread_files as stray
from campaignkit.content.folders import campaign_names, leads_out, outside, record_names
from campaignkit.kinds import Collection, Kind, kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity, Record
from campaignkit.model.fields import ID_PATTERN, Model
from campaignkit.model.nearest import by_title
from campaignkit.model.people import Organisation, Person
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON
from campaignkit.model.settings import Settings
from campaignkit.model.terms import Terms
from campaignkit.model.validate import validate
from campaignkit.model.workdays import Workdays
from campaignkit.source import Document, Ignore, ignores, read

CONTENT = "campaigns"
"""The folder, from the project, that holds all content."""

BATCH_SIZE = 256
"""Records in a batch, about: enough to make a worker's job worth it, few enough for memory.
No batch has more than twice as many."""

E = TypeVar("E", bound=Entity)
M = TypeVar("M", bound=Model)


@dataclass(slots=True)
class Gathered:
    """What reading files brings besides their content."""

    findings: list[Finding] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Batch:
    """Record files of one collection, to be read together and then dropped."""

    campaign: str
    kind: str
    collection: str
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name among all batches; the same as long as its first record is."""
        return f"{self.campaign}.{self.collection}.{self.ids[0]}"

    def path(self, record: str) -> str:
        """The file of one of its records, from the project."""
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
    listed = _organisations(base, gathered)
    organisations = listed or {}
    people = _people(base, context, gathered)
    workdays = _shared_file(base, "workdays", Workdays, context, gathered)
    terms = _shared_file(base, "terms", Terms, context, gathered)
    folders, findings = campaign_names(base, CONTENT)
    gathered.findings += findings
    campaigns, batches = _campaigns(base, folders, context, gathered)
    gathered.findings += stray.in_content(base, CONTENT)
    files = {
        PERSON.name: frozenset(people),
        CAMPAIGN.name: frozenset(folders),
        ORGANISATION.name: frozenset(organisations),
        **_record_targets(batches),
    }
    catalogue = Catalogue(
        root=root,
        as_of=as_of,
        settings=settings,
        campaigns=campaigns,
        people={key: person for key, person in people.items() if person},
        organisations={key: found for key, found in organisations.items() if found},
        preview=preview,
        workdays=workdays or Workdays(),
        terms=terms or Terms(),
        files=files,
        unread=frozenset((ORGANISATION.name,) if listed is None else ()),
    )
    return Loaded(catalogue, tuple(batches), gathered)


def read_record(
    catalogue: Catalogue, collection: Collection, campaign: str, record: str, gathered: Gathered
) -> tuple[Record | None, bool]:
    """Read one record; the flag says whether nothing was wrong with its file so far."""
    path = f"{CONTENT}/{campaign}/{collection.name}/{record}.yml"
    context = {"zone": catalogue.settings.zone}
    before = len(gathered.findings)
    found = _entity(catalogue.root, path, collection.model, context, gathered, record)
    return found, len(gathered.findings) == before


def _entity(
    root: Path,
    path: str,
    model: type[E],
    context: Mapping[str, object],
    gathered: Gathered,
    entity_id: str,
) -> E | None:
    document = _document(root, path, gathered)
    if document is None:
        return None
    checked = validate(document, model, context)
    gathered.findings += checked.findings
    return checked.model.placed(entity_id, document, (), checked.lost) if checked.model else None


def _document(root: Path, path: str, gathered: Gathered) -> Document | None:
    file = f"{root}/{path}"
    if os.path.islink(file) and leads_out(Path(file), root / CONTENT):  # noqa: PTH114  of each
        gathered.findings.append(outside(path))
        return None
    document, findings = read(file, path)
    gathered.findings += findings
    if document is not None:
        gathered.ignores += ignores(document)
    return document


def _organisations(base: Path, gathered: Gathered) -> dict[str, Organisation | None] | None:
    """Organisations by id; None where the file is there but cannot be read as such."""
    path = f"{CONTENT}/organisations.yml"
    if not (base / "organisations.yml").exists():
        return {}
    document = _document(base.parent, path, gathered)
    if document is None:
        return None
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        message = "这个文件要写一组组织，每个以编号开头"
        hint = "写成 tongren-ftu: 换行缩进两个空格，再写 name: 名称"
        gathered.findings.append(Finding(Position(path), "wrong-type", message, hint))
        return None
    found: dict[str, Organisation | None] = {}
    for key in document.data:
        if re.split("[：:]", key)[0] in document.swallowed:
            continue
        if not re.fullmatch(ID_PATTERN, key):
            message = f"组织编号不能是“{key}”"
            hint = "只用小写字母、数字和短横线，例如 tongren-ftu"
            place = document.key_position((key,))
            gathered.findings.append(Finding(place, "bad-value", message, hint))
        checked = validate(document, Organisation, root=(key,))
        gathered.findings += checked.findings
        placed = checked.model and checked.model.placed(key, document, (key,), checked.lost)
        found[key] = placed
    return found


def _shared_file(
    base: Path, name: str, model: type[M], context: Mapping[str, object], gathered: Gathered
) -> M | None:
    """A file straight in campaigns/ that all campaigns share; None where there is none."""
    if not (base / f"{name}.yml").exists():
        return None
    document = _document(base.parent, f"{CONTENT}/{name}.yml", gathered)
    if document is None:
        return None
    checked = validate(document, model, context)
    gathered.findings += checked.findings
    return checked.model


def _people(
    base: Path, context: Mapping[str, object], gathered: Gathered
) -> dict[str, Person | None]:
    ids, findings = record_names(base / "people", f"{CONTENT}/people")
    gathered.findings += findings
    return {
        name: _entity(base.parent, f"{CONTENT}/people/{name}.yml", Person, context, gathered, name)
        for name in ids
    }


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
    document = _document(base.parent, path, gathered)
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
