"""Digests of bytes and signatures of files: what tells whether something has changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Signature = tuple[int, ...] | None
"""What changes with a file: times of its content and of its inode in nanoseconds, size in bytes,
inode and mode; where the system keeps no time of the inode, a digest of the content in its place.
None where there is no file."""

_KEEPS_CHANGE_TIME = sys.platform != "win32"
"""Whether `st_ctime` is the time of the last change: on Windows it is that of the creation."""

_PACKAGE = str(Path(__file__).parents[1])


def signature(file: Path | str) -> Signature:
    """What changes when a file does, also where its size and its modification time do not.

    `git checkout`, `rsync -t` and some editors set the modification time; nobody can set the time
    of the inode. The mode counts since a file that could not be read may be readable now.
    """
    try:
        state = os.stat(file)  # noqa: PTH116  called for each of many thousand files
    except OSError:
        return None
    told = (state.st_mtime_ns, state.st_size, state.st_ino, state.st_mode)
    return (*told, state.st_ctime_ns if _KEEPS_CHANGE_TIME else _content(file))


def _content(file: Path | str) -> int:
    """A number that stands for the content of a file, 0 for one that cannot be read."""
    try:
        return int.from_bytes(digest(Path(file).read_bytes()), "little")
    except OSError:
        return 0


def digest(*parts: bytes) -> bytes:
    """16 bytes that differ where the parts, or their borders, do."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.digest()


def files_below(folder: str) -> Iterator[tuple[str, Signature]]:
    """Every file below a folder with its signature, in an order of its own, links followed.

    Raises `OSError` where a folder cannot be looked into, or is a link: what lies behind it may
    change without a trace here.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(entry.path)
        elif entry.is_dir():
            raise OSError(f"{entry.path} is a link")
        else:
            yield entry.path, signature(entry.path)


@cache
def code_signature() -> bytes:
    """Changes with any module or template of this package, or the Python that runs it."""
    told = [
        f"{file}:{state}" for file, state in files_below(_PACKAGE) if file.endswith((".py", ".j2"))
    ]
    return digest(sys.version.encode(), "\n".join(told).encode())


def named_by_content(name: str, content: bytes) -> str:
    """A file name with a digest of the content before its last suffix: `site.3f2a9c1b.css`."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{digest(content).hex()[:8]}.{suffix}"
