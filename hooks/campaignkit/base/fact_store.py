"""Facts and payloads kept between builds, by name, in one file that may be deleted at any time."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, facts BLOB, payload BLOB)"


@dataclass(frozen=True, slots=True)
class FactStore:
    """An SQLite file: `facts` (any picklable value) are all read at once, payloads one by one.

    Whatever is wrong with the file, a disk or another version of this program, is as good as an
    empty store: what it held is made anew. The file is our own and lies beside the project; whoever
    can write it can write code.
    """

    file: Path

    def recall(self) -> dict[str, Any]:
        """The facts of every name."""
        try:
            with self._open() as database:
                rows = database.execute("SELECT name, facts FROM kept").fetchall()
            return {name: pickle.loads(facts) for name, facts in rows}
        except Exception:
            self._forget()
            return {}

    def payload(self, name: str) -> bytes | None:
        """The payload kept under a name, or None."""
        try:
            with self._open() as database:
                row = database.execute("SELECT payload FROM kept WHERE name = ?", (name,))
                found = row.fetchone()
        except (sqlite3.Error, OSError):
            return None
        return bytes(found[0]) if found and isinstance(found[0], bytes) else None

    def keep(self, rows: Iterable[tuple[str, Any, bytes]], gone: Collection[str] = ()) -> None:
        """Keep rows of name, facts and payload; forget the names in `gone`.

        A store that cannot be written is no fault of the build: the next one makes all anew.
        """
        packed = [(name, pickle.dumps(facts, protocol=5), data) for name, facts, data in rows]
        if not packed and not gone:
            return
        try:
            with self._open() as database, database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", packed)
                database.executemany("DELETE FROM kept WHERE name = ?", [(one,) for one in gone])
        except (sqlite3.Error, OSError):
            self._forget()

    def _forget(self) -> None:
        with suppress(OSError):
            self.file.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file)) as database:
            database.execute("PRAGMA synchronous = OFF")  # it is a cache: a crash may cost it
            database.execute(_TABLE)
            yield database
