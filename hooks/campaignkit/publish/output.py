"""The folder of a site, and which of its files are already as they should be.

Each file is known by a key: a digest of what it was made from. The manifest of a folder lists its
files with key, size and modification time. A file whose key is still right is not written again: it
stays where the folder is reused, or is linked from the published site.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from campaignkit.base.fingerprint import digest
from campaignkit.base.store import FileStore


class OutputFile(NamedTuple):
    """A file of a site as it was written: what it was made from, its size, its time.

    The inode changes where a program replaces a file and restores its time; `sha256` of the bytes
    is for whoever reads them anyway. Both are empty in manifests of older versions.
    """

    key: bytes
    size: int
    modified: int
    inode: int = 0
    sha256: bytes = b""


Manifest = Mapping[str, OutputFile]
"""Files by their path below the site, with `/`."""


@dataclass(slots=True)
class Tree:
    """A site in the making.

    `known` is what already lies in `folder`, `published` what lies in the site that readers see;
    neither is trusted without looking at size and time.
    """

    folder: Path
    known: Manifest = field(default_factory=dict)
    site: Path | None = None
    published: Manifest = field(default_factory=dict)
    entries: dict[str, OutputFile] = field(default_factory=dict)

    def has(self, path: str, key: bytes) -> bool:
        """Whether a file made from `key` is in place; if so, it will stay."""
        for root, manifest in ((self.folder, self.known), (self.site, self.published)):
            entry = manifest.get(path)
            if root is None or entry is None or entry.key != key:
                continue
            if not _is_as_written(f"{root}/{path}", entry):
                continue
            if root is self.folder or self._link(path):
                self.entries[path] = entry
                return True
        return False

    def write(self, path: str, key: bytes, data: bytes) -> None:
        """Write one file anew."""
        self.entries[path] = write_file(self.folder, path, key, data)

    def put(self, path: str, data: bytes) -> None:
        """Write one file unless it is there with the same bytes."""
        key = digest(data)
        if not self.has(path, key):
            self.write(path, key, data)

    def take(self, engine: Path) -> None:
        """Move what the engine wrote into the tree, as far as it is new."""
        for file in sorted(engine.rglob("*")):
            if file.is_file():
                path = file.relative_to(engine).as_posix()
                data = file.read_bytes()
                key = digest(data)
                if not self.has(path, key):
                    target = self.folder / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    file.replace(target)
                    self.entries[path] = _entry(target, key, data)

    def sweep(self) -> None:
        """Remove every file that is no part of the site, whoever wrote it, and empty folders."""
        for path in files_in(self.folder):
            if path not in self.entries:
                (self.folder / path).unlink(missing_ok=True)
        remove_empty(self.folder)

    def _link(self, path: str) -> bool:
        """Share a file with the published site; both only ever replace files, never change them."""
        source, target = f"{self.site}/{path}", f"{self.folder}/{path}"
        try:
            try:
                os.link(source, target)
            except FileExistsError:
                Path(target).unlink()
                os.link(source, target)
            except FileNotFoundError:
                os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
                os.link(source, target)
        except OSError:
            return False
        return True


def write_file(folder: Path, path: str, key: bytes, data: bytes) -> OutputFile:
    """Write a file as a new one, so that a link to the old bytes elsewhere keeps them."""
    target = f"{folder}/{path}"
    try:
        handle = _open_new(target)
    except FileNotFoundError:
        os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
        handle = _open_new(target)
    with open(handle, "wb") as file:  # noqa: PTH123  a file descriptor
        file.write(data)
        file.flush()
        return _entry(handle, key, data)


def files_in(folder: Path) -> list[str]:
    """Every file and link below a folder, by its path with `/`; links are not followed."""
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(f"{parent}/{name}")]  # noqa: PTH114
        below = parent[len(str(folder)) + 1 :].replace(os.sep, "/")
        found += [f"{below}/{name}" if below else name for name in (*names, *links)]
    return found


def remove_empty(folder: Path) -> None:
    """Remove the folders below `folder` that hold nothing: their names may be a person's."""
    for parent, folders, names in os.walk(folder, topdown=False):
        if names or parent == str(folder):
            continue
        if not folders or not os.listdir(parent):  # noqa: PTH208
            os.rmdir(parent)  # noqa: PTH106


def load_manifest(file: Path, damage: Path | None = None) -> Manifest:
    """A manifest from its file; one that is missing or damaged knows nothing.

    A damaged one is listed in the file `damage`.
    """
    found: Manifest = FileStore(file.parent, damage).load(file.name, dict) or {}
    return found


def manifest_file(site: Path, folder: Path) -> Path:
    """Where a folder's manifest is, by its inode: an exchange of names does not change that."""
    try:
        number = folder.stat().st_ino
    except OSError:
        number = 0
    return site.with_name(f".{site.name}.manifest-{number}")


def stands(site: Path) -> bool:
    """Whether every file of a published site is still there as it was written."""
    site = site.resolve()
    manifest = load_manifest(manifest_file(site, site))
    return bool(manifest) and all(
        _is_as_written(f"{site}/{path}", entry) for path, entry in manifest.items()
    )


def save_manifest(file: Path, entries: Manifest) -> None:
    """Write a manifest."""
    FileStore(file.parent).dump(file.name, dict(entries))


def clear(folder: Path) -> None:
    """Make `folder` an empty one."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _open_new(target: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(target, flags, 0o666)
    except FileExistsError:
        Path(target).unlink()
        return os.open(target, flags, 0o666)


def _entry(target: Path | int, key: bytes, data: bytes) -> OutputFile:
    state = os.stat(target)  # noqa: PTH116  called for each of many thousand files
    content = hashlib.sha256(data).digest()
    return OutputFile(key, state.st_size, state.st_mtime_ns, state.st_ino, content)


def _is_as_written(target: str, entry: OutputFile) -> bool:
    try:
        state = os.stat(target)  # noqa: PTH116
    except OSError:
        return False
    same = state.st_size == entry.size and state.st_mtime_ns == entry.modified
    return same and entry.inode in (0, state.st_ino)
