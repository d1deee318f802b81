"""The new site takes the place of the old one in one step, or not at all.

A build writes into a folder beside the site. Only when it has succeeded are the two exchanged, by
one system call that no reader can see half done (renameat2 with RENAME_EXCHANGE on Linux,
renamex_np with RENAME_SWAP on macOS). Where the system has neither, two renames follow one
another, and the next build mends what a crash between them left.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class BusyError(RuntimeError):
    """Another build is writing beside the same site."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A folder that a build writes into, held by a lock until it is published or thrown away."""

    site: Path
    folder: Path
    lock: FileLock

    @property
    def old(self) -> Path:
        """Where the old site waits to be removed."""
        return self.site.with_name(f".{self.site.name}.old")


def open_stage(site: Path) -> Stage:
    """Take the lock and an empty folder beside `site`; what a killed build left is removed.

    Raises `BusyError` while another build has it, `OSError` where nothing can be written.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.with_name(f".{site.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(str(site)) from None
    stage = Stage(site, site.with_name(f".{site.name}.stage"), lock)
    if stage.old.exists() and not site.exists():
        stage.old.rename(site)
    for leftover in (stage.folder, stage.old):
        shutil.rmtree(leftover, ignore_errors=True)
    stage.folder.mkdir()
    return stage


def publish(stage: Stage) -> None:
    """Put the staged site in the place of the old one. Raises `OSError` and changes nothing."""
    if not stage.site.exists():
        stage.folder.rename(stage.site)
    elif not _exchange(stage.folder, stage.site):
        stage.site.rename(stage.old)
        stage.folder.rename(stage.site)
    discard(stage)


def discard(stage: Stage) -> None:
    """Remove what lies beside the site and let the next build begin."""
    for leftover in (stage.folder, stage.old):
        shutil.rmtree(leftover, ignore_errors=True)
    stage.lock.release()


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            result = libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            result = libc.renameat2(
                _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
            )
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
