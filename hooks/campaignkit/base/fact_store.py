"""Facts and payloads kept between builds, by name, in one file that may be deleted at any time."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaignkit.base.store import DAMAGE_LIST, DamagedError, FileStore, seal, unseal

_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, facts BLOB, payload BLOB)"


@dataclass(frozen=True, slots=True)
class FactStore:
    """An SQLite file: `facts` (any picklable value) are all read at once, payloads one by one.

    Each blob begins with a digest. A row that is damaged, and a file that is no data base or of
    another version of this program, count as missing: what they held is made anew, and the damage
    is put down in `files`' list. The file is our own and lies beside the project; whoever can write
    it can write code.
    """

    files: FileStore
    name: str

    @classmethod
    def below(cls, cache: Path, name: str) -> FactStore:
        """The store `name` in a cache folder, damage listed with that of all other stores."""
        return cls(FileStore(cache, cache / DAMAGE_LIST), name)

    @property
    def file(self) -> Path:
        """Where the data base lies."""
        return self.files.folder / self.name

    def recall(self) -> dict[str, Any]:
        """The facts of every name that are whole."""
        try:
            with self._open() as database:
                rows = database.execute("SELECT name, facts FROM kept").fetchall()
        except (sqlite3.Error, OSError):
            self._forget()
            return {}
        return dict(self._loaded(rows))

    def payload(self, name: str) -> bytes | None:
        """The payload kept under a name; None where there is none, or a damaged one."""
        try:
            with self._open() as database:
                row = database.execute("SELECT payload FROM kept WHERE name = ?", (name,))
                found = row.fetchone()
        except (sqlite3.Error, OSError):
            return None
        if not found or not isinstance(found[0], bytes):
            return None
        try:
            return unseal(found[0])
        except DamagedError:
            self.files.report(self.name)
            return None

    def keep(self, rows: Iterable[tuple[str, Any, bytes]], gone: Collection[str] = ()) -> None:
        """Keep rows of name, facts and payload; forget the names in `gone`.

        A store that cannot be written is no fault of the build: the next one makes all anew.
        """
        packed = [
            (name, _sealed(pickle.dumps(facts, protocol=5)), _sealed(data))
            for name, facts, data in rows
        ]
        if not packed and not gone:
            return
        try:
            with self._open() as database, database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", packed)
                database.executemany("DELETE FROM kept WHERE name = ?", [(one,) for one in gone])
        except (sqlite3.Error, OSError):
            self._forget()

    def _loaded(self, rows: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
        for name, sealed in rows:
            try:
                facts = pickle.loads(unseal(sealed))
            except DamagedError:
                self.files.report(self.name)
            except Exception:  # a class of another version of this program
                continue
            else:
                yield name, facts

    def _forget(self) -> None:
        """Delete a file that cannot be used, and put down that it was damaged."""
        if self.file.exists():
            self.files.report(self.name)
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("PRAGMA synchronous = OFF")  # it is a cache: a crash may cost it
            database.execute("PRAGMA secure_delete = ON")  # what is forgotten is no byte any more
            database.execute(_TABLE)
            yield database


def _sealed(data: bytes) -> bytes:
    return seal(data) + data
