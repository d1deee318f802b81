"""What earlier runs read of a site, in one SQLite file, so that only what changed is read again.

Files are kept in a fixed number of batches, each a row: to ask for one file, or to judge the whole
site, a batch at a time is in memory, however many files there are.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from campaignkit.base.fingerprint import digest
from campaignkit.base.store import DAMAGE_LIST, FileStore

_FORMAT = "3"
_BATCHES = 512
"""Up to 100,000 files a batch holds about 200; whoever changes this changes `_FORMAT`."""

_HEADER = len(digest(b""))

Row = tuple[int, int, bytes]
"""A file's size, modification time, and the digest of its bytes."""


class DamagedStoreError(sqlite3.DatabaseError):
    """The file opens, but what it holds is none of ours."""


def batch_of(path: str) -> int:
    """The batch that a file belongs to, for ever."""
    return crc32(path.encode("utf-8", "surrogatepass")) % _BATCHES


class LinkStore:
    """The cache file at `path`, for one root URL; without a path it lasts as long as the run.

    A file that is no cache, is damaged or was made by another version is thrown away; one that is
    in use or can't be written is left alone. What is written counts once `commit` was called. All
    methods raise `sqlite3.DatabaseError` where the file fails later on.
    """

    def __init__(self, path: Path | None, stamp: str) -> None:
        self.path = path
        self._stamp = f"{_FORMAT} {stamp}".encode("utf-8", "surrogatepass")
        self._database = self._opened(path)

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        if path is None:
            return self._open("")  # SQLite's own: in memory while small, else a file without a name
        try:
            if not path.parent.exists():
                path.parent.mkdir(parents=True)
                (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            return self._open(str(path))
        except (sqlite3.OperationalError, OSError):
            return self._open("")  # in use, or not to be written: do without
        except sqlite3.DatabaseError:
            FileStore(path.parent, path.parent / DAMAGE_LIST).report(path.name)
            return self._open(str(path))

    def _open(self, name: str) -> sqlite3.Connection:
        database = sqlite3.connect(name)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA secure_delete = ON")  # a page that is gone leaves no byte
            self._prepare(database)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _prepare(self, database: sqlite3.Connection) -> None:
        about = "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, data BLOB)"
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedStoreError("quick_check")
        found = dict(database.execute("SELECT name, type FROM sqlite_master"))
        if found and not {"about", "batches", "records"} <= found.keys():
            raise DamagedStoreError("another version's")
        database.execute(about)
        database.execute(
            "CREATE TABLE IF NOT EXISTS batches (number INTEGER PRIMARY KEY, rows, summary)"
        )
        database.execute("CREATE TABLE IF NOT EXISTS records (number INTEGER PRIMARY KEY, records)")
        known = database.execute("SELECT data FROM about WHERE name = 'stamp'").fetchone()
        if known != (self._stamp,):
            for table in ("about", "batches", "records"):
                database.execute(f"DELETE FROM {table}")
            database.execute("INSERT INTO about VALUES ('stamp', ?)", (self._stamp,))
        database.commit()

    def rows(self) -> Iterator[tuple[int, dict[str, Row]]]:
        """Each batch with the rows of its files."""
        for number, rows in self._database.execute("SELECT number, rows FROM batches"):
            yield number, _loaded(f"rows {number}", rows, dict)

    def summaries(self) -> Iterator[tuple[int, bytes]]:
        """Each batch with what was put there as its summary."""
        query = "SELECT number, summary FROM batches ORDER BY number"
        for number, summary in self._database.execute(query):
            yield number, _opened(f"summary {number}", summary)

    def records(self, number: int) -> dict[str, bytes]:
        """The records of a batch by path."""
        query = "SELECT records FROM records WHERE number = ?"
        row = self._database.execute(query, (number,)).fetchone()
        if row:
            found: dict[str, bytes] = _loaded(f"records {number}", row[0], dict)
            return found
        query = "SELECT number FROM batches WHERE number = ?"
        if self._database.execute(query, (number,)).fetchone():
            raise DamagedStoreError(f"no records of batch {number}")
        return {}

    def put(
        self, number: int, rows: dict[str, Row], summary: bytes, records: dict[str, bytes]
    ) -> None:
        """Replace a batch; one without files is removed."""
        if not rows:
            for table in ("batches", "records"):
                query = f"DELETE FROM {table} WHERE number = ?"
                self._database.execute(query, (number,))
            return
        self._database.execute(
            "INSERT OR REPLACE INTO batches VALUES (?, ?, ?)",
            (number, _packed(f"rows {number}", rows), _sealed(f"summary {number}", summary)),
        )
        packed = _packed(f"records {number}", records)
        self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?)", (number, packed))

    def value(self, name: str) -> Any:
        """The value stored under a name, or None."""
        query = "SELECT data FROM about WHERE name = ?"
        row = self._database.execute(query, (name,)).fetchone()
        return _loaded(name, row[0], object) if row else None

    def set_value(self, name: str, value: Any) -> None:
        """Store a value of built-in types under a name."""
        query = "INSERT OR REPLACE INTO about VALUES (?, ?)"
        self._database.execute(query, (name, _packed(name, value)))

    def commit(self) -> None:
        """Make everything written so far last."""
        self._database.commit()

    def discard(self) -> None:
        """Throw the file away, and list it as damaged."""
        self.close()
        if self.path is not None:
            FileStore(self.path.parent, self.path.parent / DAMAGE_LIST).report(self.path.name)

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._database.close()


def _sealed(name: str, data: bytes) -> bytes:
    """Data after a digest of it and of the place that it is kept in."""
    return digest(name.encode("utf-8", "surrogatepass"), data) + data


def _opened(name: str, sealed: Any) -> bytes:
    """The data that `_sealed` got. Raises `DamagedStoreError`."""
    data = sealed[_HEADER:] if isinstance(sealed, bytes) else b""
    if sealed != _sealed(name, data):
        raise DamagedStoreError(name)
    return data


def _packed(name: str, what: Any) -> bytes:
    return _sealed(name, marshal.dumps(what))


def _loaded(name: str, sealed: Any, kind: type) -> Any:
    try:
        found = marshal.loads(_opened(name, sealed))
    except (ValueError, EOFError, TypeError) as error:
        raise DamagedStoreError(str(error)) from error
    if not isinstance(found, kind):
        raise DamagedStoreError(f"{type(found).__name__}, not {kind.__name__}")
    return found
