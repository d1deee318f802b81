"""Where the files that content names may lie."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from campaignkit.model.entity import Entity
from campaignkit.model.record import Record

_LONGEST = 255
"""Bytes of a name in a folder, on all common file systems."""

_NO_FILE = ".no-file-has-so-long-a-name"
"""Stands for a name that no file can have: to ask the system for it is an error of its own."""


def home_folder(entity: Entity) -> str:
    """The folder that an entity's files stay in: a record's is its campaign's."""
    return entity.folder.rpartition("/")[0] if isinstance(entity, Record) else entity.folder


def is_inside(name: str) -> bool:
    """Whether a file name, as written, stays below the folder it is relative to."""
    path = PurePosixPath(name)
    windows = PureWindowsPath(name)
    if path.is_absolute() or windows.drive or windows.root or "\\" in name or "\0" in name:
        return False
    return ".." not in path.parts and name.strip() not in ("", ".")


def content_file(home: Path, name: str) -> Path | None:
    """The file that `name` means, or None where it leads out of `home`, also by a link."""
    if not is_inside(name):
        return None
    file = home / name
    if any(len(part.encode()) > _LONGEST for part in PurePosixPath(name).parts):
        return home / _NO_FILE
    try:
        real, base = file.resolve(), home.resolve()
    except (OSError, RuntimeError):
        return None
    return file if real.is_relative_to(base) else None
