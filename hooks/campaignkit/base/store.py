"""Files that we keep for a later run: each begins with a digest, so that damage is noticed.

A file that was cut short, changed, or written in another format counts as missing: its user makes
it anew. What was found damaged is put down in a list beside the files, since it may be met in any
process; the build takes that list and tells it once. Whoever can write these files can write code
(they hold pickles): they lie in the project, as the program's own settings do.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.fingerprint import digest

FORMAT = b"campaignkit store 1"
"""Part of every digest: another format's file is as good as a damaged one."""

DAMAGE_LIST = "damaged"
"""The list of damaged files, in the folder above the stores."""

_HEADER = len(digest(b""))

T = TypeVar("T")


class DamagedError(ValueError):
    """Stored bytes are not what was written."""


def seal(data: bytes) -> bytes:
    """The header that stands before `data` in a file."""
    return digest(FORMAT, data)


def unseal(raw: bytes) -> bytes:
    """The data of a file's bytes. Raises `DamagedError` where header and data do not agree."""
    header, data = raw[:_HEADER], raw[_HEADER:]
    if header != digest(FORMAT, data):
        raise DamagedError
    return data


def write_whole(file: Path, *parts: bytes) -> None:
    """Write a file so that a reader sees the old bytes or all of the new ones.

    Raises `OSError` where the disk takes less than everything; the old file then stays.
    """
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.tmp")  # another may write it too
    try:
        with unfinished.open("wb", buffering=0) as stream:
            for part in parts:
                _write_all(stream.fileno(), part)
        os.replace(unfinished, file)  # noqa: PTH105
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _write_all(handle: int, data: bytes) -> None:
    """Write all of `data`: the system may take less at a time, and says why only when asked on."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


@dataclass(frozen=True, slots=True)
class FileStore:
    """A folder of such files. `damage` is where damaged ones are listed; None lists nothing."""

    folder: Path
    damage: Path | None = None

    @classmethod
    def below(cls, cache: Path, name: str) -> FileStore:
        """The store `name` of a cache folder, which has one list for all of its stores."""
        return cls(cache / name, cache / DAMAGE_LIST)

    def read(self, name: str) -> bytes | None:
        """The bytes kept under `name`; None where there are none, or damaged ones."""
        try:
            return unseal((self.folder / name).read_bytes())
        except DamagedError:
            self.report(name)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError:  # a bad sector, or no leave to read: not what was written either
            self.report(name)
        return None

    def load(self, name: str, kind: type[T]) -> T | None:
        """The object kept under `name`, of that class; None as with `read`.

        A whole file whose pickle does not load was written by another version of this program.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            found = pickle.loads(data)
        except Exception:
            return None
        return found if isinstance(found, kind) else None

    def size(self, name: str) -> int | None:
        """Bytes kept under `name`, as far as the file's size tells; None where there are none."""
        try:
            return (self.folder / name).stat().st_size - _HEADER
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name. Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / name, seal(data), data)

    def dump(self, name: str, value: object) -> None:
        """Keep an object under a name. Raises `OSError`."""
        self.write(name, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))

    def forget(self, name: str) -> None:
        """Keep nothing under a name. Raises `OSError`."""
        (self.folder / name).unlink(missing_ok=True)

    def report(self, name: str) -> None:
        """List a file as damaged and remove it, so that no run meets it again."""
        file = self.folder / name
        with suppress(OSError):
            file.unlink()
        if self.damage is not None:
            with suppress(OSError), self.damage.open("a", encoding="utf-8") as listed:
                listed.write(f"{file}\n")


def take_damage(cache: Path) -> list[Finding]:
    """One warning for all damaged files listed since it was last asked; the list is emptied."""
    listed = cache / DAMAGE_LIST
    try:
        names = set(listed.read_text("utf-8", errors="replace").split("\n")) - {""}
        listed.unlink()
    except OSError:
        return []
    return damage_findings(names, cache.name)


def damage_findings(names: Iterable[str], place: str) -> list[Finding]:
    """One warning that names how many files were damaged; none where none was."""
    count = len(set(names))
    if not count:
        return []
    message = f"缓存里有 {count} 个文件坏了，已重新生成"
    hint = "不用处理；常常出现时，请检查磁盘"
    return [Finding(Position(place), "cache-damaged", message, hint, Level.WARNING)]
