"""Records of files that have not changed since the last run, in one SQLite file.

A file is unchanged if size and time are the same, or else if its bytes have the same digest: a
build writes every page anew, mostly with the same content.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from campaignkit.links.site import BuiltFile

_FORMAT = "1"


class Row(NamedTuple):
    """What the cache knows of a file; `record`, what `Record.dump` gave, is read when asked for."""

    path: str
    size: int
    changed: int
    digest: bytes
    record: bytes = b""

    def fits(self, built: BuiltFile) -> bool:
        """Whether the file has the size and time that it had."""
        return self.size == built.size and self.changed == built.changed


class Cache:
    """The cache file at `path`, for one root URL; without a path it remembers nothing.

    A file that is no cache, is damaged or was made by another version is thrown away; one that is
    in use or can't be written is left alone.
    """

    def __init__(self, path: Path | None, stamp: str) -> None:
        self.path = path
        self.stamp = f"{_FORMAT} {stamp}"
        self._database: sqlite3.Connection | None = None
        if path is not None:
            try:
                self._open(path)
            except (sqlite3.OperationalError, OSError):
                self.close()  # in use, or not to be written: do without
            except sqlite3.DatabaseError:
                self.close()
                path.unlink(missing_ok=True)
                self._open(path)

    def _open(self, path: Path) -> None:
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        self._database = database = sqlite3.connect(path)
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE IF NOT EXISTS about (stamp TEXT)")
        database.execute(
            "CREATE TABLE IF NOT EXISTS files "
            "(path TEXT PRIMARY KEY, size INT, changed INT, digest BLOB, record BLOB)"
        )
        database.execute("CREATE TABLE IF NOT EXISTS gone (path TEXT PRIMARY KEY)")
        database.execute("CREATE TABLE IF NOT EXISTS outcomes (key BLOB, outcome BLOB)")
        if database.execute("SELECT stamp FROM about").fetchone() != (self.stamp,):
            database.execute("DELETE FROM about")
            database.execute("DELETE FROM files")
            database.execute("DELETE FROM outcomes")
            database.execute("INSERT INTO about VALUES (?)", (self.stamp,))
        database.commit()

    def rows(self) -> Iterator[Row]:
        """Every file it knows, without the record; a damaged cache ends the rows early."""
        if self._database is None:
            return
        query = "SELECT path, size, changed, digest FROM files"
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from (Row(*row) for row in self._database.execute(query))

    def records(self) -> dict[str, bytes]:
        """The records of all files."""
        if self._database is None:
            return {}
        return dict(self._database.execute("SELECT path, record FROM files"))

    def outcome(self, key: bytes) -> bytes:
        """What was remembered for exactly this content of the whole site, or nothing."""
        if self._database is None:
            return b""
        query = "SELECT outcome FROM outcomes WHERE key = ?"
        with contextlib.suppress(sqlite3.DatabaseError):
            row = self._database.execute(query, (key,)).fetchone()
            return row[0] if row else b""
        return b""

    def remember(self, key: bytes, outcome: bytes) -> None:
        """Keep the outcome of this run, and of no earlier one."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.DatabaseError):
            self._database.execute("DELETE FROM outcomes")
            self._database.execute("INSERT INTO outcomes VALUES (?, ?)", (key, outcome))
            self._database.commit()

    def gone(self) -> frozenset[str]:
        """Files that an earlier run saw and that were missing in a later one."""
        if self._database is None:
            return frozenset()
        return frozenset(path for (path,) in self._database.execute("SELECT path FROM gone"))

    def update(self, rows: Iterable[Row], lost: Iterable[str]) -> None:
        """Write what was read anew, and remember `lost` files until they come back.

        A row without a record has a new size or time for the content that it had.
        """
        if self._database is None:
            return
        database = self._database
        missing = [(_text(path),) for path in lost]
        listed = [row._replace(path=_text(row.path)) for row in rows]
        with contextlib.suppress(sqlite3.DatabaseError):
            database.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                (row for row in listed if row.record),
            )
            database.executemany(
                "UPDATE files SET size = ?, changed = ? WHERE path = ?",
                ((row.size, row.changed, row.path) for row in listed if not row.record),
            )
            database.executemany("DELETE FROM files WHERE path = ?", missing)
            database.executemany("INSERT OR IGNORE INTO gone VALUES (?)", missing)
            database.executemany("DELETE FROM gone WHERE path = ?", ((row.path,) for row in listed))
            database.commit()

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _text(path: str) -> str:
    """A path SQLite can hold: a name that is not UTF-8 is stored so that it is never found."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
