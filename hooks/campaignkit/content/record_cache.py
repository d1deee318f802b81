"""What is known of records from an earlier run, so that an unchanged record costs a `stat`.

A chunk is remembered in two files: one with cards and findings, read on every run, and a spool with
the rendered fragments, read only where a page must be written again. The folder is kept out of git
and may be deleted at any time. What is many in it are named tuples, which are read five times as
fast as dataclasses. A chunk counts only in the context it was made in: the same code,
settings, campaign, people and organisations.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import Signature, digest
from campaignkit.base.store import FileStore
from campaignkit.model.card import Card
from campaignkit.source import Ignore


@dataclass(frozen=True, slots=True)
class Visited:
    """What a build made of a record: bytes for the spool, their digest, and the files they show."""

    payload: bytes
    assets: tuple[str, ...] = ()

    @property
    def key(self) -> bytes:
        """The same for the same payload."""
        return digest(self.payload)


class Spooled(NamedTuple):
    """Where in the spool a record's payload lies."""

    key: bytes
    offset: int
    length: int
    assets: tuple[str, ...]


class CachedRecord(NamedTuple):
    """One record as it was when the file had `signature` and its dependencies theirs."""

    signature: Signature
    depends: tuple[tuple[str, Signature], ...]
    card: Card | None
    findings: tuple[Finding, ...]
    ignores: tuple[Ignore, ...]
    spooled: Spooled | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """The records of one batch, by id in the order of the batch."""

    context: bytes
    records: Mapping[str, CachedRecord] = field(default_factory=dict)

    def pack(self) -> bytes:
        """As bytes, for another process and for the store."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)

    @classmethod
    def unpack(cls, data: bytes) -> Chunk:
        """The chunk that `pack` packed. Raises whatever comes of data that is none."""
        found = pickle.loads(data)
        if not isinstance(found, cls):
            raise TypeError(type(found))
        return found


_CHANGED = "另一个程序在构建时改了缓存，网站没有更新。再构建一次。"


class ChangedCacheError(OSError):
    """Another program wrote to the cache while a build read it."""

    def __init__(self, message: str = _CHANGED) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Store:
    """The chunks and spools in `files`, each under its batch's name."""

    files: FileStore

    def recall(self, name: str, context: bytes) -> Chunk | None:
        """A chunk made in this context whose spool has the right size, or None."""
        chunk = self.files.load(f"{name}.chunk", Chunk)
        try:
            if chunk is None or chunk.context != context:
                return None
            size, wanted = self.files.size(f"{name}.spool"), spool_size(chunk)
        except Exception:  # a class of another version of this program, without our attributes
            return None
        if size is not None and size != wanted:
            self.files.report(f"{name}.spool")
        return chunk if size == wanted else None

    def spool(self, name: str) -> bytes | None:
        """The payloads of a chunk; None where they are missing or damaged."""
        return self.files.read(f"{name}.spool")

    def chunk_file(self, name: str) -> Path:
        """The file of a chunk; it is written anew when a record has changed."""
        return self.files.folder / f"{name}.chunk"

    def keep(self, name: str, packed: bytes, payloads: Iterable[bytes]) -> None:
        """Keep a packed chunk; a reader sees the old files or the new ones."""
        self.files.write(f"{name}.spool", b"".join(payloads))
        self.files.write(f"{name}.chunk", packed)

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Delete the chunks of batches that are no more."""
        wanted = set(names)
        for file in self.files.folder.glob("*.*"):
            if file.stem not in wanted:
                file.unlink(missing_ok=True)


def read_payload(spool: bytes, spooled: Spooled) -> bytes:
    """One record's payload out of the bytes of its spool. Raises `ChangedCacheError`."""
    payload = spool[spooled.offset : spooled.offset + spooled.length]
    if digest(payload) != spooled.key:
        raise ChangedCacheError
    return payload


def spool_size(chunk: Chunk) -> int:
    """Bytes that the spool of a chunk has."""
    return sum(record.spooled.length for record in chunk.records.values() if record.spooled)
