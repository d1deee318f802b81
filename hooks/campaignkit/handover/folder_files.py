"""Every entry below a folder as it lies there, and the digests of many files at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from campaignkit.handover.site_archive import open_plain

_CHUNK = 1 << 20
_BATCH = 64
"""Files that a thread takes at a time: to hand one over costs more than to hash a small one."""


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A file below a folder, or something else that is no folder.

    `path` has `/` and, for bytes that are no UTF-8, surrogates. `plain` is false for links, pipes
    and devices; `size` is in bytes, `modified` in nanoseconds since 1970.
    """

    path: str
    plain: bool
    size: int
    modified: int


def entries_below(folder: str, below: str = "") -> Iterator[FolderEntry]:
    """Every entry that is no folder. Links are not followed, hidden files are not left out.

    Raises `OSError` where a folder cannot be looked into.
    """
    with os.scandir(f"{folder}/{below}") as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from entries_below(folder, f"{path}/")
        else:
            state = entry.stat(follow_symlinks=False)
            plain = entry.is_file(follow_symlinks=False)
            yield FolderEntry(path, plain, state.st_size, state.st_mtime_ns)


def digests(folder: str, paths: Iterable[str], threads: int) -> Iterator[tuple[str, str | OSError]]:
    """The SHA-256 of each file in order, or why it cannot be read; hashed by `threads` threads."""
    waiting = list(paths)
    batches = [waiting[at : at + _BATCH] for at in range(0, len(waiting), _BATCH)]

    def hashed(batch: list[str]) -> list[tuple[str, str | OSError]]:
        return [(path, _digest(f"{folder}/{path}")) for path in batch]

    with ThreadPoolExecutor(threads) as pool:
        for found in pool.map(hashed, batches):
            yield from found


def _digest(file: str) -> str | OSError:
    total = hashlib.sha256()
    try:
        with open_plain(file) as stream:
            while chunk := stream.read(_CHUNK):
                total.update(chunk)
    except OSError as error:
        return error
    return total.hexdigest()
