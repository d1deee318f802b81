"""Which files are made of a picture, and their names.

A rendition is named after its picture: `media/cover.jpg` has `media/cover.jpg.640.webp`, 640 pixels
wide, and `media/cover.jpg.160x160.webp`, cut to a square. Between the pages that want it and the
publisher that makes it, it goes by source path and name with `//` between them, which is in no path
of a file. The picture under its own name is one more: the address that stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SIDE = 1920
"""Longest side of a published picture in pixels: a projector's width, twice a phone's."""

WIDTHS = (320, 640, 960, 1280)
"""Widths in pixels at which a picture is offered, besides its own."""

MAIN_SIDE = 1600
"""Longest side of the picture under its own name, in pixels."""

STEP = 1.3
"""How much larger than the next a width is at least: each costs time to encode, and room."""

OLD_WIDTH = 640
"""Width of the JPEG for browsers that do not know WebP, which run on old and small phones."""

SQUARES = ((160, 160), (320, 320))
"""Pixels of the picture beside an entry of a list, shown at 80 CSS pixels."""

FRAMES = ((360, 240), (720, 480))
"""Pixels of the picture above an entry of a list."""

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}
"""Endings of pictures in lower case, and what Pillow calls their formats."""

_SEPARATOR = "//"
_NAME = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?\.(webp|jpg|png)")
_FORMS = {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What a file says of its picture: pixels as it will be shown, upright; whether it moves."""

    width: int
    height: int
    moving: bool = False


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file made of a picture: width in pixels, height where it is cut, and Pillow's format."""

    width: int
    height: int
    form: str


def asset_name(path: str, name: str) -> str:
    """What a page asks for: a rendition of the picture at a source path, or the file itself."""
    return f"{path}{_SEPARATOR}{name}" if name else path


def split_asset(asset: str) -> tuple[str, str]:
    """Source path and rendition of what a page asks for; no rendition for the file itself."""
    path, _, name = asset.partition(_SEPARATOR)
    return path, name


def published_name(asset: str) -> str:
    """The path below the site of what a page asks for."""
    path, name = split_asset(asset)
    return f"{path}.{name}" if name else path


def rendition(name: str) -> Rendition | None:
    """The rendition of a name; None for a name of none."""
    match = _NAME.fullmatch(name)
    return match and Rendition(int(match[1]), int(match[2] or 0), _FORMS[match[3]])


def widths(width: int, height: int, most: int = SIDE) -> Sequence[int]:
    """The widths at which a picture of a size, in pixels, is offered; never more than it has.

    Its own width stands in for one that is nearly as large. `most` is the largest that a place on a
    page can use; a place that is always small needs no other.
    """
    own = _within(SIDE, width, height)[0]
    if most < min(own, SIDE):
        return (most,)
    return (*(one for one in WIDTHS if one * STEP < own), own)


def main_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the picture under its own name, in pixels."""
    return _within(MAIN_SIDE, width, height)


def fallback_form(path: str) -> str:
    """The format for browsers that do not know WebP: PNG keeps what a JPEG cannot show."""
    return "png" if path.lower().endswith((".png", ".gif")) else "jpg"


def _within(side: int, width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
