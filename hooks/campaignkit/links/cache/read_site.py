"""The records of all files of a site: unchanged ones from the cache, the others on all cores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from campaignkit.base import pool
from campaignkit.links.cache.link_store import LinkStore, Row, batch_of
from campaignkit.links.html import file_record as record
from campaignkit.links.html.extract import readable
from campaignkit.links.html.file_record import FileRecord
from campaignkit.links.html.fragment_cache import FragmentCache
from campaignkit.links.html.resolve import Resolver
from campaignkit.links.judge.site_files import Site
from campaignkit.links.judge.summary import Summary, summarised

_MIN_FILES_FOR_POOL = 400
"""Files below which starting processes costs more than it saves."""


class BatchRequest(NamedTuple):
    """Files of a batch that may have changed, each with the digest that is known of it, or none.

    `whole` says that the batch has no other files.
    """

    number: int
    files: list[tuple[str, bytes]]
    whole: bool


class BatchResult(NamedTuple):
    """The digest of each of these files, the records of those that have changed.

    `summary` is that of the batch, if all of it was read.
    """

    number: int
    digests: dict[str, bytes]
    records: dict[str, bytes]
    summary: bytes


MapParallel = Callable[
    [Callable[[BatchRequest], BatchResult], Sequence[BatchRequest], int | None],
    Iterable[BatchResult],
]
"""Does the jobs, on that many cores, and gives the results in their order."""


class SiteReading:
    """All files of a site, read as far as needed; holds no more than a few batches of records."""

    def __init__(self, site: Site, cache: LinkStore) -> None:
        self.site = site
        self.cache = cache
        self._batch = lru_cache(maxsize=4)(cache.records)
        self._record = lru_cache(maxsize=8)(self._load)  # all that one page lacks asks for it

    def update(self, job: ReadBatch, workers: int | None, map_parallel: MapParallel | None) -> None:
        """Bring the cache up to date with the site."""
        requests, old, removed = self._requests()
        count = sum(len(item.files) for item in requests)
        if workers == 1 or count < _MIN_FILES_FOR_POOL:
            map_parallel = _in_process
        for result in (map_parallel or pool.map_spawned)(job, requests, workers):
            self._put(result, old.pop(result.number, {}))
        ever_removed = {*(self.cache.value("removed") or ()), *removed}
        ever_removed.difference_update(path for item in requests for path, _ in item.files)
        self.cache.set_value("removed", list(ever_removed))
        self._batch.cache_clear()
        self._record.cache_clear()

    def _requests(self) -> tuple[list[BatchRequest], dict[int, dict[str, Row]], list[str]]:
        """What to read, the old rows of batches that change, and the files that were removed."""
        batches: dict[int, list[str]] = defaultdict(list)
        for path in readable(iter(self.site.files)):
            batches[batch_of(path)].append(path)
        requests: list[BatchRequest] = []
        old: dict[int, dict[str, Row]] = {}
        removed: list[str] = []
        for number, rows in self.cache.rows():
            paths = batches.pop(number, [])
            files = [
                (path, _digest(rows.get(path)))
                for path in paths
                if not self._is_current(path, rows)
            ]
            missing = rows.keys() - paths
            if files or missing:
                requests.append(BatchRequest(number, files, len(files) == len(paths)))
                old[number] = rows
                removed += missing
        for number, paths in batches.items():
            requests.append(BatchRequest(number, [(path, b"") for path in paths], whole=True))
        return sorted(requests), old, removed

    def _is_current(self, path: str, rows: dict[str, Row]) -> bool:
        return rows.get(path, ())[:2] == self.site.files[path]

    def _put(self, result: BatchResult, old: dict[str, Row]) -> None:
        """Write a batch: what was read anew, and the rest as it was."""
        rows = {path: row for path, row in old.items() if path in self.site.files}
        rows |= {path: (*self.site.files[path], digest) for path, digest in result.digests.items()}
        records, summary = result.records, result.summary
        if not summary:
            before = self.cache.records(result.number)
            records = {path: records.get(path) or before[path] for path in rows}
            summary = _summary(records)
        self.cache.put(result.number, rows, summary, records)

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
        self.fragments = FragmentCache()

    def __call__(self, request: BatchRequest) -> BatchResult:
        """Read the files; one that can't be read has a record too, which says so."""
        digests: dict[str, bytes] = {}
        records: dict[str, FileRecord] = {}
        for path, cached in request.files:
            try:
                data = (self.root / path).read_bytes()
            except OSError as error:
                digests[path] = b""
                records[path] = record.unreadable(str(error.strerror))
                continue
            digests[path] = blake2b(data, digest_size=16).digest()
            if digests[path] != cached:
                records[path] = record.read(path, data, self.resolver, self.fragments)
        whole = request.whole and len(records) == len(request.files)
        summary = summarised(records).dump() if whole else b""
        dumped = {path: found.dump() for path, found in records.items()}
        return BatchResult(request.number, digests, dumped, summary)


def _in_process(
    job: Callable[[BatchRequest], BatchResult],
    requests: Sequence[BatchRequest],
    workers: int | None,
) -> Iterator[BatchResult]:
    return map(job, requests)
