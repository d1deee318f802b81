"""The records of all files of a site: unchanged ones from the cache, the others on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
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


def read_all(
    root: Path, site: Site, base_url: str | None, cache: Cache, workers: int | None = None
) -> dict[str, Record]:
    """The record of each readable file, in the order of the site; the cache is brought up to date.

    `workers` is the number of processes, by default one for each core.
    """
    rows = {row.path: row for row in cache.rows()}
    wanted = list(readable(iter(site.files)))
    found: dict[str, bytes] = {}
    todo: list[Known] = []
    for path in wanted:
        row = rows.get(path)
        if row and row.fits(site.files[path]):
            found[path] = row.record
        else:
            todo.append((path, row.digest if row else b""))
    fresh: list[Row] = []
    for path, digest, data in _read(root, todo, base_url, workers or os.cpu_count() or 1):
        found[path] = data or rows[path].record
        built = site.files[path]
        fresh.append(Row(path, built.size, built.changed, digest, found[path]))
    cache.update(fresh, rows.keys() - site.files.keys(), [row.path for row in fresh])
    return {path: Record.load(found[path]) for path in wanted if path in found}


def _read(
    root: Path, todo: Sequence[Known], base_url: str | None, workers: int
) -> Iterator[tuple[str, bytes, bytes]]:
    """Path, digest and record of each file; an empty record where the digest is the known one."""
    job = partial(_read_batch, root, base_url)
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
    root: Path, base_url: str | None, todo: Sequence[Known]
) -> list[tuple[str, bytes, bytes]]:
    resolver = Resolver(base_url)
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
