"""The folder `private/`: numbers of persons, and what was imported last. Nobody else reads it.

Every file has mode 0600 and comes into being with it, the folder 0700; a `.gitignore` in it keeps
all of it out of git, whatever the project's own says.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from campaignkit.base.findings import Finding
from campaignkit.office.intake.sheet_place import FILE_RULE, file_finding
from campaignkit.office.private_columns import PRIVATE_COLUMNS

PRIVATE = "private"
"""The folder, from the project."""

_FORMAT = 1
_ID_COLUMNS = ("种类", "编号")


@dataclass(slots=True)
class ImportedRecord:
    """The last state of a record that sheet and file agreed on.

    `text` is the digest of the file as intake left it, and `own` says that nobody else has written
    in it. `key` tells its rows from others, `works` names files handed in and where they went,
    `files` the digests of what was written for them, `source` is the file, sheet and row that it
    came from.
    """

    data: dict[str, Any]
    text: str
    own: bool
    key: str = ""
    works: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        names = ("data", "text", "own", "key", "works", "files", "source")
        return {name: getattr(self, name) for name in names}


@dataclass(slots=True)
class IntakeState:
    """All imported records of a collection, by id; `pending` those that a run was writing."""

    records: dict[str, ImportedRecord] = field(default_factory=dict)
    pending: dict[str, ImportedRecord] = field(default_factory=dict)


def text_digest(text: str | bytes) -> str:
    """The digest by which a file is known again."""
    return sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def state_file(root: Path, campaign: str) -> Path:
    """Where the last imported values of a campaign are kept."""
    return root / PRIVATE / f"{campaign}.intake.json"


def numbers_file(root: Path, campaign: str) -> Path:
    """Where the private numbers of a campaign are kept."""
    return root / PRIVATE / f"{campaign}.csv"


def write_private(file: Path, data: bytes) -> None:
    """Write a file of mode 0600, all of it or nothing. Raises `OSError`."""
    folder = file.parent
    folder.mkdir(mode=0o700, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, file)  # noqa: PTH105  the same on every system
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read_state(root: Path, campaign: str, collection: str) -> tuple[IntakeState, list[Finding]]:
    """What was imported before; nothing, and a finding, where the file is damaged."""
    file = state_file(root, campaign)
    try:
        told = json.loads(file.read_text("utf-8"))["collections"].get(collection, {})
        return IntakeState(*(_records(told, part) for part in ("records", "pending"))), []
    except FileNotFoundError:
        return IntakeState(), []
    except (ValueError, KeyError, TypeError, AttributeError):
        path = file.relative_to(root).as_posix()
        hint = "从备份里拿回它；没有备份就删掉它，再读一次表，不同的地方会列为冲突"
        return IntakeState(), [file_finding(path, "上次读入的记录坏了", hint, FILE_RULE)]


def _records(told: Mapping[str, Any], part: str) -> dict[str, ImportedRecord]:
    return {key: ImportedRecord(**value) for key, value in told.get(part, {}).items()}


def write_state(root: Path, campaign: str, collection: str, state: IntakeState) -> None:
    """Keep the state of one collection; those of the others stay. Raises `OSError`."""
    file = state_file(root, campaign)
    try:
        known = json.loads(file.read_text("utf-8"))["collections"]
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    parts = {"records": state.records, "pending": state.pending}
    known[collection] = {
        part: {key: record.as_json() for key, record in records.items()}
        for part, records in parts.items()
    }
    text = json.dumps({"format": _FORMAT, "collections": known}, ensure_ascii=False)
    write_private(file, f"{text}\n".encode())


def write_numbers(
    root: Path, campaign: str, collection: str, numbers: Mapping[str, Mapping[str, str]]
) -> None:
    """Add private values to the campaign's CSV, by record; others in it stay. Raises `OSError`."""
    if not numbers:
        return
    file = numbers_file(root, campaign)
    heads = [*_ID_COLUMNS, *(column.head for column in PRIVATE_COLUMNS)]
    rows = {(row.get("种类", ""), row.get("编号", "")): row for row in _read_numbers(file)}
    for record, values in numbers.items():
        named = (collection, record)
        row = rows.setdefault(named, dict(zip(_ID_COLUMNS, named, strict=True)))
        row.update({c.head: values[c.key] for c in PRIVATE_COLUMNS if values.get(c.key)})
    heads += [head for row in rows.values() for head in row if head not in heads]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(dict.fromkeys(heads)), restval="")
    writer.writeheader()
    writer.writerows(rows[key] for key in sorted(rows))
    data = stream.getvalue().encode("utf-8-sig")
    if not file.exists() or file.read_bytes() != data:
        write_private(file, data)


def _read_numbers(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return [{k: v for k, v in row.items() if k and v} for row in csv.DictReader(stream)]
    except FileNotFoundError:
        return []
