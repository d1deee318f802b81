"""What an attachment holds: read once for all rules, and remembered by its content. No rule itself.

A file is known by name and modification time within a run, and by a digest of its bytes between
runs, so that an attachment is unpacked once however many records name it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from campaignkit.attachments import MAX_FILE_BYTES, Extract, Fault, PictureFacts, read
from campaignkit.base.fingerprint import Signature, code_signature, digest, signature
from campaignkit.personal import BANK_CARD, ID_NUMBER, Hit, find

_FIRM = (ID_NUMBER, BANK_CARD)
"""Numbers with a check digit, which are also looked for across the line breaks of a page."""


@dataclass(frozen=True, slots=True)
class FileHit:
    """Personal data in a file: where in it, which sort, the value as a report may show it.

    `key` is the same for the same value. The value itself is not kept: this is written to a cache.
    """

    place: str
    sort: str
    masked: str
    key: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What rules want to know of a file. `bytes` is its size, `actual` its type by content."""

    bytes: int
    hits: tuple[FileHit, ...] = ()
    fault: Fault | None = None
    actual: str = ""
    picture: PictureFacts | None = None


def inspect(file: Path, cache: Path | None) -> Inspection | None:
    """Read a file, or recall what was read; None where it cannot be opened, which others tell.

    `cache` is the folder to remember it in; it may be deleted at any time.
    """
    return _inspect(file, signature(file), cache)


@lru_cache(maxsize=64)
def _inspect(file: Path, state: Signature, cache: Path | None) -> Inspection | None:
    """All rules ask for a file in turn; `state` tells when it has changed."""
    if state is None:
        return None
    if state[1] > MAX_FILE_BYTES:
        return Inspection(state[1], fault=Fault.TOO_LARGE)
    try:
        data = file.read_bytes()
    except OSError:
        return None
    key = digest(code_signature(), file.suffix.lower().encode(), data).hex()
    known = cache and _recall(cache / f"{key}.json")
    if known:
        return known
    found = _inspection(read(file.name, data), len(data))
    if cache:
        _remember(cache / f"{key}.json", found)
    return found


def value_key(value: str) -> str:
    """What a value is known by: a digest, in hexadecimal digits."""
    return digest(value.encode()).hex()


def _inspection(extract: Extract, size: int) -> Inspection:
    hits = dict.fromkeys(
        FileHit(piece.place, hit.sort, hit.masked, value_key(hit.value))
        for piece in extract.pieces
        for hit in _hits(piece.text)
    )
    return Inspection(size, tuple(hits), extract.fault, extract.actual, extract.picture)


def _hits(text: str) -> list[Hit]:
    found = list(find(text))
    if "\n" in text:  # a narrow column of a PDF breaks numbers
        joined = text.replace("\n", "")
        known = {hit.value for hit in found}
        found += [h for h in find(joined) if h.sort in _FIRM and h.value not in known]
    return found


def _recall(file: Path) -> Inspection | None:
    """What was remembered; None for a file that is not there, or damaged."""
    try:
        told: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
        return Inspection(
            told["bytes"],
            tuple(FileHit(**hit) for hit in told["hits"]),
            Fault(told["fault"]) if told["fault"] else None,
            told["actual"],
            PictureFacts(**told["picture"]) if told["picture"] else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(file: Path, found: Inspection) -> None:
    """Keep it; a disk that refuses costs time on the next run, and nothing else."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{digest(str(id(found)).encode()).hex()}.tmp")
        unfinished.write_text(json.dumps(asdict(found)), "utf-8")
        unfinished.replace(file)
