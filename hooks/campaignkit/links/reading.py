"""The records of all files of a site: unchanged ones from the cache, the others on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property, partial
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

from campaignkit.links import record
from campaignkit.links.cache import Cache, Row
from campaignkit.links.extract import readable
from campaignkit.links.record import Record
from campaignkit.links.resolve import Resolver
from campaignkit.links.site import Site

_BATCH = 64
_WORTH_A_POOL = 400
"""Files below which starting processes costs more than it saves."""

Known = tuple[str, bytes]
"""A path and the digest that the cache has for it, empty for an unknown file."""


class Reading:
    """All files of a site, read as far as needed.

    `key` is a digest of every path and of every readable file's content: with the same key, every
    finding is the same.
    """

    def __init__(
        self, root: Path, site: Site, resolver: Resolver, cache: Cache, workers: int | None = None
    ) -> None:
        self.site = site
        self.cache = cache
        rows = {row.path: row for row in cache.rows()}
        self.readable = list(readable(iter(site.files)))
        digests: dict[str, bytes] = {}
        todo: list[Known] = []
        for path in self.readable:
            row = rows.get(path)
            if row and row.fits(site.files[path]):
                digests[path] = row.digest
            else:
                todo.append((path, row.digest if row else b""))
        self._fresh: dict[str, bytes] = {}
        changed: list[Row] = []
        for path, digest, data in _read(root, todo, resolver, workers or os.cpu_count() or 1):
            digests[path] = digest
            built = site.files[path]
            row = Row(path, built.size, built.changed, digest, data)
            changed.append(row)
            if data:
                self._fresh[path] = data
        cache.update(changed, rows.keys() - site.files.keys())
        self.key = _key(site, digests)

    @cached_property
    def records(self) -> dict[str, Record]:
        """The record of each readable file, in the order of the site."""
        if len(self._fresh) == len(self.readable):
            known = self._fresh
        else:
            known = self.cache.records() | self._fresh
        return {path: Record.load(known[path]) for path in self.readable if path in known}


def _key(site: Site, digests: dict[str, bytes]) -> bytes:
    key = blake2b(digest_size=16)
    for path in site.files:
        key.update(path.encode("utf-8", "surrogateescape") + b"\0" + digests.get(path, b""))
    return key.digest()


def _read(
    root: Path, todo: Sequence[Known], resolver: Resolver, workers: int
) -> Iterator[tuple[str, bytes, bytes]]:
    """Path, digest and record of each file; an empty record where the digest is the known one."""
    job = partial(_read_batch, root, resolver)
    if workers < 2 or len(todo) < _WORTH_A_POOL:
        yield from job(todo)
        return
    # Not `fork`: the build's process has threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in pool.map(job, _batched(todo)):
            yield from batch


def _batched(todo: Sequence[Known]) -> Iterator[Sequence[Known]]:
    return (todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH))


def _read_batch(
    root: Path, resolver: Resolver, todo: Sequence[Known]
) -> list[tuple[str, bytes, bytes]]:
    found = []
    for path, known in todo:
        try:
            data = (root / path).read_bytes()
        except OSError as error:
            found.append((path, b"", record.unreadable(str(error.strerror)).dump()))
            continue
        digest = blake2b(data, digest_size=16).digest()
        same = digest == known
        found.append((path, digest, b"" if same else record.read(path, data, resolver).dump()))
    return found
