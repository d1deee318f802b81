"""Put a new pack in the place of the last one; a kill or a full disk leaves the last one.

A pack is two things: `网站.zip`, and beside it the folder `网站.manifest` with manifest, signature
and list of changes. Both are written whole under other names. Then the folder is exchanged, and
last the ZIP, which commits the pack: as long as the new ZIP has its other name and the last folder
is kept beside the new one, `mend` gives back the last pack.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from campaignkit.handover.handover_errors import HandoverError

MANIFEST, SIGNATURE, CHANGES = "manifest.json", "manifest.sig", "changes.txt"
_FOLDER_NAMES = {MANIFEST, SIGNATURE, CHANGES}


@dataclass(frozen=True, slots=True)
class PackPlaces:
    """Where a pack lies: the ZIP and the folder, and both while they are made or replaced."""

    archive: Path

    @property
    def folder(self) -> Path:
        """The folder with the manifest."""
        return self.archive.with_name(f"{self.archive.stem}.manifest")

    @property
    def new_archive(self) -> Path:
        """The ZIP that is being written."""
        return self.archive.with_name(f".{self.archive.name}.new")

    @property
    def new_folder(self) -> Path:
        """The folder that is being written."""
        return self.archive.with_name(f".{self.folder.name}.new")

    @property
    def old_folder(self) -> Path:
        """The last pack's folder, until the new ZIP stands."""
        return self.archive.with_name(f".{self.folder.name}.old")


@contextmanager
def staged(places: PackPlaces) -> Iterator[None]:
    """Mend what a killed pack left; whatever happens inside, nothing unfinished stays.

    Raises `HandoverError` where one of the places holds something that is no pack.
    """
    _refuse_foreign(places)
    mend(places)
    try:
        yield
    finally:
        with suppress(OSError):
            mend(places)


def put_in_place(places: PackPlaces, texts: Mapping[str, bytes]) -> None:
    """Exchange the pack for the one whose ZIP is in `new_archive` and whose folder holds `texts`.

    Raises `OSError`; `mend` then gives back the last pack.
    """
    places.new_folder.mkdir()
    for name, data in texts.items():
        with (places.new_folder / name).open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    if places.folder.exists():
        places.folder.rename(places.old_folder)
    else:
        places.old_folder.mkdir()  # an empty one stands for a last pack without a folder
    places.new_folder.rename(places.folder)
    os.replace(places.new_archive, places.archive)  # noqa: PTH105
    shutil.rmtree(places.old_folder, ignore_errors=True)


def mend(places: PackPlaces) -> None:
    """After a pack that did not end: its parts go, and the last pack is what it was."""
    if places.new_archive.exists() and places.old_folder.exists():
        shutil.rmtree(places.folder, ignore_errors=True)
        places.old_folder.rename(places.folder)
        if not any(places.folder.iterdir()):
            places.folder.rmdir()
    for folder in (places.new_folder, places.old_folder):
        shutil.rmtree(folder, ignore_errors=True)
    places.new_archive.unlink(missing_ok=True)


def _refuse_foreign(places: PackPlaces) -> None:
    """Raise `HandoverError` rather than replace what is no pack."""
    archive, folder = places.archive, places.folder
    if archive.suffix.lower() != ".zip":
        raise HandoverError(f"--out 要写 ZIP 文件的名字，不是 {archive}", "例如 --out 网站.zip")
    if not archive.parent.is_dir():
        raise HandoverError(f"没有文件夹 {archive.parent}", "先建好它，或换一个位置")
    if archive.exists() and not (archive.is_file() and zipfile.is_zipfile(archive)):
        raise HandoverError(f"{archive} 不是 ZIP 文件，没有覆盖它", "把它移走，或换一个名字")
    names = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    if names - _FOLDER_NAMES or (os.path.lexists(folder) and not folder.is_dir()):
        raise HandoverError(f"{folder} 里有别的东西，没有覆盖它", "把它移走，或换一个 --out")
