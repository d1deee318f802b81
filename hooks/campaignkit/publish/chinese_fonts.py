"""Chinese fonts that are installed on this machine, for pictures that are drawn at build."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HEADLINE = (
    *("notoserifcjk-bold", "notoserifcjksc-bold", "notoserifsc-bold"),
    *("sourcehanserif-bold", "sourcehanserifsc-bold", "sourcehanserifcn-bold"),
)
"""What the site's headlines are set in, best first: the beginnings of files' names."""

PLAIN = (
    *("notosanscjk-regular", "notosanscjksc-regular", "notosanssc-regular"),
    *("sourcehansans-regular", "sourcehansanssc-regular", "sourcehansanscn-regular"),
    *("wqy-microhei", "wqy-zenhei", "pingfang", "msyh", "simhei", "simsun", "songti"),
    *("droidsansfallback", "arialunicode"),
)
"""What the rest is set in, and headlines where there is no better one."""

_SUFFIXES = (".ttc", ".otf", ".ttf")


@dataclass(frozen=True, slots=True)
class Faces:
    """Two font files; the same one where only one is installed."""

    headline: Path
    plain: Path

    @property
    def key(self) -> str:
        """Changes with the files: another font draws another picture."""
        files = (self.headline, self.plain)
        return repr([(file.name, file.stat().st_size) for file in files])


def font_folders(environ: Mapping[str, str]) -> list[Path]:
    """Where this system keeps fonts; `CAMPAIGNKIT_FONTS` names one folder instead of them all."""
    named = environ.get("CAMPAIGNKIT_FONTS")
    if named:
        return [Path(named)]
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or "/")
    if sys.platform == "darwin":
        system = ["/System/Library/Fonts", "/Library/Fonts"]
    elif sys.platform == "win32":
        system = [f"{environ.get('WINDIR', 'C:/Windows')}/Fonts"]
    else:
        system = ["/usr/share/fonts", "/usr/local/share/fonts"]
    own = (".fonts", ".local/share/fonts", "Library/Fonts")
    return [*map(Path, system), *(home / name for name in own)]


def find_faces(folders: Iterable[Path]) -> Faces | None:
    """The best fonts below some folders; None where none of them has Chinese characters."""
    files = sorted(file for folder in folders for file in _fonts_below(folder))
    plain = _first(files, PLAIN) or _first(files, HEADLINE)
    return Faces(_first(files, HEADLINE) or plain, plain) if plain else None


def _fonts_below(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if name.lower().endswith(_SUFFIXES))


def _first(files: Iterable[Path], wanted: Iterable[str]) -> Path | None:
    """The file whose name begins with the earliest of the names that are wanted."""
    found = [(file.name.lower(), file) for file in files]
    return next((file for start in wanted for name, file in found if name.startswith(start)), None)
