"""Digests of bytes and signatures of files: what tells whether something has changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Signature = tuple[int, int] | None
"""Modification time in nanoseconds and size in bytes of a file; None where there is none."""

_PACKAGE = str(Path(__file__).parents[1])


def signature(file: Path | str) -> Signature:
    """What changes when a file does."""
    try:
        state = os.stat(file)  # noqa: PTH116  called for each of many thousand files
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


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
