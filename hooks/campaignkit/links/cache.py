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
    """What the cache knows of a file; `record` is what `Record.dump` gave."""

    path: str
    size: int
    changed: int
    digest: bytes
    record: bytes

    def fits(self, built: BuiltFile) -> bool:
        """Whether the file has the size and time that it had."""
        return self.size == built.size and self.changed == built.changed


class Cache:
    """The cache file at `path`, for one root URL; without a path it remembers nothing.

    A file that is no cache, is damaged or was made by another version is thrown away.
    """

    def __init__(self, path: Path | None, stamp: str) -> None:
        self.path = path
        self.stamp = f"{_FORMAT} {stamp}"
        self._database: sqlite3.Connection | None = None
        if path is not None:
            try:
                self._open(path)
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
        if database.execute("SELECT stamp FROM about").fetchone() != (self.stamp,):
            database.execute("DELETE FROM about")
            database.execute("DELETE FROM files")
            database.execute("INSERT INTO about VALUES (?)", (self.stamp,))
        database.commit()

    def rows(self) -> Iterator[Row]:
        """Everything it knows; a damaged file ends the rows early."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from map(Row._make, self._database.execute("SELECT * FROM files"))

    def gone(self) -> frozenset[str]:
        """Files that an earlier run saw and that were missing in a later one."""
        if self._database is None:
            return frozenset()
        return frozenset(path for (path,) in self._database.execute("SELECT path FROM gone"))

    def update(self, rows: Iterable[Row], lost: Iterable[str], present: Iterable[str]) -> None:
        """Write what is new, and remember `lost` files until they are `present` again."""
        if self._database is None:
            return
        database = self._database
        with contextlib.suppress(sqlite3.DatabaseError):
            missing = [(_text(path),) for path in lost]
            database.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
                (row._replace(path=_text(row.path)) for row in rows),
            )
            database.executemany("DELETE FROM files WHERE path = ?", missing)
            database.executemany("INSERT OR IGNORE INTO gone VALUES (?)", missing)
            database.executemany(
                "DELETE FROM gone WHERE path = ?", ((_text(path),) for path in present)
            )
            database.commit()

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None


def _text(path: str) -> str:
    """A path SQLite can hold: a name that is not UTF-8 is stored so that it is never found."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
