"""What is known of records from an earlier run, so that an unchanged record costs a `stat`.

A chunk is remembered in two files: one with cards and findings, read on every run, and a spool with
the rendered fragments, read only where a page must be written again. The folder is kept out of git
and may be deleted at any time. What is many in it are named tuples, which are read five times as
fast as dataclasses. A chunk counts only in the context it was made in: the same code,
settings, campaign, people and organisations.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import Signature, digest
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


class Remembered(NamedTuple):
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
    records: Mapping[str, Remembered] = field(default_factory=dict)

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


_DAMAGED = "缓存坏了，网站没有更新。删掉文件夹 .campaignkit 再试，它会重新生成。"


class DamagedCacheError(OSError):
    """What was remembered is not what was written: the disk is at fault."""

    def __init__(self, message: str = _DAMAGED) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of remembered chunks, each under its batch's name."""

    folder: Path

    def recall(self, name: str, context: bytes) -> tuple[Chunk | None, bool]:
        """A chunk made in this context, or None; the flag says that its file was corrupt.

        The files are our own and lie beside the project; whoever can write them can write code.
        """
        try:
            chunk = Chunk.unpack((self.folder / f"{name}.chunk").read_bytes())
            if chunk.context != context:
                return None, False
            whole = _size(self.spool(name)) == spool_size(chunk)
        except FileNotFoundError:
            return None, False
        except Exception:  # whatever a disk, or another version of this program, put there
            return None, True
        return (chunk, False) if whole else (None, True)

    def spool(self, name: str) -> Path:
        """The file with the payloads of a chunk."""
        return self.folder / f"{name}.spool"

    def keep(self, name: str, packed: bytes, payloads: Iterable[bytes]) -> None:
        """Remember a packed chunk; a reader sees the old files or the new ones."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write(self.spool(name), b"".join(payloads))
        self._write(self.folder / f"{name}.chunk", packed)

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Delete the chunks of batches that are no more."""
        wanted = set(names)
        for file in self.folder.glob("*.*"):
            if file.stem not in wanted:
                file.unlink(missing_ok=True)

    def _write(self, file: Path, data: bytes) -> None:
        unfinished = file.with_name(f"{file.name}.{os.getpid()}.tmp")  # another may write it too
        unfinished.write_bytes(data)
        unfinished.replace(file)


def read_payload(spool: bytes, spooled: Spooled) -> bytes:
    """One record's payload out of the bytes of its spool. Raises `DamagedCacheError`."""
    payload = spool[spooled.offset : spooled.offset + spooled.length]
    if digest(payload) != spooled.key:
        raise DamagedCacheError
    return payload


def spool_size(chunk: Chunk) -> int:
    """Bytes that the spool of a chunk has."""
    return sum(record.spooled.length for record in chunk.records.values() if record.spooled)


def _size(file: Path) -> int:
    return file.stat().st_size
