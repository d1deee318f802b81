"""The built files and how a strict static server finds them: byte for byte, `dir/` by its index.

All look-ups are in memory, so the case-blind file system of an editor's computer has no say.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class Lookup(StrEnum):
    """How a path was found."""

    YES = "yes"
    SLASH = "slash"
    """Only as a folder: the server redirects to the address with a slash."""
    NO = "no"


class BuiltFile(NamedTuple):
    """A file's size in bytes and modification time in nanoseconds."""

    size: int
    changed: int


@dataclass(frozen=True)
class Site:
    """The files of a built site by path relative to its root, with `/`."""

    files: dict[str, BuiltFile]

    @classmethod
    def of(cls, paths: Iterable[str]) -> Site:
        """A site known by its paths alone, for what will be built."""
        return cls(dict.fromkeys(paths, BuiltFile(0, 0)))

    @classmethod
    def under(cls, root: Path) -> Site:
        """Read the folder `root`; a symbolic link to a folder above itself is not followed.

        Raises `OSError`.
        """
        files: dict[str, BuiltFile] = {}
        stack = [""]
        while stack:
            folder = stack.pop()
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    path = folder + entry.name
                    if entry.is_dir() and not _leads_up(entry):
                        stack.append(f"{path}/")
                    elif entry.is_file():
                        stat = entry.stat()
                        files[path] = BuiltFile(stat.st_size, stat.st_mtime_ns)
        return cls(dict(sorted(files.items())))

    @cached_property
    def key(self) -> bytes:
        """A digest of every path, size and time: with the same key nothing was written since."""
        key = blake2b(digest_size=16)
        for path, (size, changed) in self.files.items():
            key.update(f"{path}\0{size} {changed}\n".encode("utf-8", "surrogatepass"))
        return key.digest()

    def find(self, path: str) -> tuple[Lookup, str]:
        """How a server answers `path`, and the file that it sends."""
        if path == "" or path.endswith("/"):
            index = f"{path}index.html"
            return (Lookup.YES, index) if index in self.files else (Lookup.NO, "")
        if path in self.files:
            return Lookup.YES, path
        index = f"{path}/index.html"
        return (Lookup.SLASH, index) if index in self.files else (Lookup.NO, "")

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder, without a slash at its end."""
        found: set[str] = set()
        for path in self.files:
            while path := path.rpartition("/")[0]:
                if path in found:
                    break
                found.add(path)
        return frozenset(found)

    @cached_property
    def _folded(self) -> dict[str, str]:
        names = {fold(path): path for path in self.folders}
        return names | {fold(path): path for path in self.files}

    def same_but_for_form(self, path: str) -> str:
        """The address that differs from `path` only in case or Unicode form, or nothing."""
        bare = path.rstrip("/")
        found = self._folded.get(fold(bare))
        if not found or found == bare:
            return ""
        if found in self.files:
            return "" if path.endswith("/") else found
        return f"{found}/" if f"{found}/index.html" in self.files else ""

    @cached_property
    def addresses(self) -> list[str]:
        """What a link may be written as to reach a page: `a/` for `a/index.html`."""
        return [
            path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
            for path in self.files
        ]


def _leads_up(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and Path(entry.path).resolve() in Path(entry.path).absolute().parents


def fold(path: str) -> str:
    """Equal for names that a case-blind, form-blind file system takes for one."""
    return unicodedata.normalize("NFC", path).casefold()
