"""The records of all files of a site: unchanged ones from the cache, the others on all cores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from campaignkit.base import pool
from campaignkit.links.cache.link_store import Cache, Row, batch_of
from campaignkit.links.html import file_record as record
from campaignkit.links.html.extract import readable
from campaignkit.links.html.file_record import FileRecord
from campaignkit.links.html.fragment_cache import Pieces
from campaignkit.links.html.resolve import Resolver
from campaignkit.links.judge.site_files import Site
from campaignkit.links.judge.summary import Summary, summarised

_WORTH_A_POOL = 400
"""Files below which starting processes costs more than it saves."""


class Todo(NamedTuple):
    """Files of a batch that may have changed, each with the digest that is known of it, or none.

    `whole` says that the batch has no other files.
    """

    number: int
    files: list[tuple[str, bytes]]
    whole: bool


class Done(NamedTuple):
    """The digest of each of these files, the records of those that have changed.

    `summary` is that of the batch, if all of it was read.
    """

    number: int
    digests: dict[str, bytes]
    records: dict[str, bytes]
    summary: bytes


MapParallel = Callable[[Callable[[Todo], Done], Sequence[Todo], int | None], Iterable[Done]]
"""Does the jobs, on that many cores, and gives the results in their order."""


class SiteReading:
    """All files of a site, read as far as needed; holds no more than a few batches of records."""

    def __init__(self, site: Site, cache: Cache) -> None:
        self.site = site
        self.cache = cache
        self._batch = lru_cache(maxsize=4)(cache.records)
        self._record = lru_cache(maxsize=8)(self._load)  # all that one page lacks asks for it

    def update(self, job: ReadBatch, workers: int | None, map_parallel: MapParallel | None) -> None:
        """Bring the cache up to date with the site."""
        todo, known, lost = self._todo()
        count = sum(len(item.files) for item in todo)
        if workers == 1 or count < _WORTH_A_POOL:
            map_parallel = _alone
        for done in (map_parallel or pool.map_spawned)(job, todo, workers):
            self._put(done, known.pop(done.number, {}))
        gone = {*(self.cache.noted("gone") or ()), *lost}
        gone.difference_update(path for item in todo for path, _ in item.files)
        self.cache.note("gone", list(gone))
        self._batch.cache_clear()
        self._record.cache_clear()

    def _todo(self) -> tuple[list[Todo], dict[int, dict[str, Row]], list[str]]:
        """What to read, the old rows of batches that change, and the files that are gone."""
        batches: dict[int, list[str]] = defaultdict(list)
        for path in readable(iter(self.site.files)):
            batches[batch_of(path)].append(path)
        todo: list[Todo] = []
        old: dict[int, dict[str, Row]] = {}
        lost: list[str] = []
        for number, rows in self.cache.rows():
            paths = batches.pop(number, [])
            files = [
                (path, _digest(rows.get(path))) for path in paths if not self._fits(path, rows)
            ]
            missing = rows.keys() - paths
            if files or missing:
                todo.append(Todo(number, files, len(files) == len(paths)))
                old[number] = rows
                lost += missing
        for number, paths in batches.items():
            todo.append(Todo(number, [(path, b"") for path in paths], whole=True))
        return sorted(todo), old, lost

    def _fits(self, path: str, rows: dict[str, Row]) -> bool:
        return rows.get(path, ())[:2] == self.site.files[path]

    def _put(self, done: Done, old: dict[str, Row]) -> None:
        """Write a batch: what was read anew, and the rest as it was."""
        rows = {path: row for path, row in old.items() if path in self.site.files}
        rows |= {path: (*self.site.files[path], known) for path, known in done.digests.items()}
        records, summary = done.records, done.summary
        if not summary:
            before = self.cache.records(done.number)
            records = {path: records.get(path) or before[path] for path in rows}
            summary = _summary(records)
        self.cache.put(done.number, rows, summary, records)

    def summaries(self) -> Iterator[tuple[int, Summary]]:
        """What the judge has to know, batch by batch."""
        for number, summary in self.cache.summaries():
            yield number, Summary.load(summary)

    def records(self, number: int) -> dict[str, FileRecord]:
        """All records of a batch."""
        return {path: FileRecord.load(data) for path, data in self._batch(number).items()}

    def record(self, path: str) -> FileRecord | None:
        """The record of a file, if it is one that is read."""
        return self._record(path)

    def _load(self, path: str) -> FileRecord | None:
        data = self._batch(batch_of(path)).get(path)
        return FileRecord.load(data) if data else None

    def all_records(self) -> Iterator[tuple[str, FileRecord]]:
        """Every record with its path, in no order that means anything."""
        for number, _ in self.cache.summaries():
            yield from self.records(number).items()


def _digest(row: Row | None) -> bytes:
    return row[2] if row else b""


def _summary(records: dict[str, bytes]) -> bytes:
    return summarised({path: FileRecord.load(data) for path, data in records.items()}).dump()


class ReadBatch:
    """The job: reads files of one batch. A process that has it reads each shell only once."""

    def __init__(self, root: Path, resolver: Resolver) -> None:
        self.root = root
        self.resolver = resolver
        self.pieces = Pieces()

    def __call__(self, todo: Todo) -> Done:
        """Read the files; one that can't be read has a record too, which says so."""
        digests: dict[str, bytes] = {}
        records: dict[str, FileRecord] = {}
        for path, known in todo.files:
            try:
                data = (self.root / path).read_bytes()
            except OSError as error:
                digests[path] = b""
                records[path] = record.unreadable(str(error.strerror))
                continue
            digests[path] = blake2b(data, digest_size=16).digest()
            if digests[path] != known:
                records[path] = record.read(path, data, self.resolver, self.pieces)
        whole = todo.whole and len(records) == len(todo.files)
        summary = summarised(records).dump() if whole else b""
        dumped = {path: found.dump() for path, found in records.items()}
        return Done(todo.number, digests, dumped, summary)


def _alone(
    job: Callable[[Todo], Done], todo: Sequence[Todo], workers: int | None
) -> Iterator[Done]:
    return map(job, todo)
