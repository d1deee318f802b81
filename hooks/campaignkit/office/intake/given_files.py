"""The files that were handed in, with those in folders, and what sort each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaignkit.attachments import MAX_FILE_BYTES

SHEETS = frozenset(("xlsx", "xlsm", "xls", "et", "csv"))
DOCUMENTS = frozenset(("docx", "doc", "wps"))
PICTURES = frozenset(("jpg", "jpeg", "png", "webp"))


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that was handed in: its name, as findings call it, and where it lies."""

    name: str
    path: Path

    @property
    def ending(self) -> str:
        """What its name ends in, without the dot, in lower case."""
        return self.path.suffix[1:].lower()

    @property
    def is_huge(self) -> bool:
        """Whether it is larger than what is looked into."""
        return self.path.stat().st_size > MAX_FILE_BYTES

    def read(self) -> bytes:
        """Its bytes. Raises `OSError`."""
        return self.path.read_bytes()


def given_files(paths: Iterable[Path]) -> list[GivenFile]:
    """Files by name; those of a folder with the folder's name before theirs."""
    return [file for path in paths for file in _below(path)]


def _below(path: Path) -> Iterator[GivenFile]:
    if not path.is_dir():
        yield GivenFile(path.name, path)
        return
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if file.is_file() and not hidden and file.name != "Thumbs.db":
            yield GivenFile(f"{path.name}/{inside.as_posix()}", file)
