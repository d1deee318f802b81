"""Pictures are written anew: upright, no larger than a screen, and saying nothing else.

Apart from `media`, because a site without pictures need not load what reads them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.GifImagePlugin import GifImageFile

MAX_SIDE = 1600
"""Longest side of a published picture, in pixels: sharp on a 4K projector at half its width."""

QUALITY = 82
"""Of JPEG and WebP."""

MAX_MOVING = 300_000_000
"""Most pixels of all frames of a GIF together: a minute of a small screen."""

_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
"""Values of EXIF's orientation that stand for a quarter turn."""


class UnreadableError(ValueError):
    """A file is not the picture that its name says, or too big a one."""


def size(file: Path, form: str) -> tuple[int, int] | None:
    """Width and height in pixels that a picture of a format will have; None if it is none."""
    try:
        with Image.open(file, formats=[form]) as picture:
            width, height = picture.size
            if picture.getexif().get(_ORIENTATION, 1) in _TURNED:
                width, height = height, width
    except (OSError, Image.DecompressionBombError, SyntaxError, ValueError):
        return None
    if form == "GIF":
        return width, height
    scale = min(1.0, MAX_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def rewritten(file: Path, form: str) -> bytes:
    """The published form of a picture, encoded in memory: a disk that is full tears no file.

    Raises `UnreadableError`, and `OSError` where the disk is at fault.
    """
    try:
        with Image.open(file, formats=[form]) as picture:
            if isinstance(picture, GifImageFile):
                return _moving(picture)
            return _still(picture, form)
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        raise UnreadableError(file) from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise UnreadableError(file) from None


def _moving(picture: GifImageFile) -> bytes:
    """A GIF keeps its frames and its size, and loses comments and what else may be in it."""
    if picture.width * picture.height * picture.n_frames > MAX_MOVING:
        raise ValueError("too many frames")
    encoded = BytesIO()
    picture.save(encoded, "GIF", save_all=True, comment=b"")
    return encoded.getvalue()


def _still(picture: Image.Image, form: str) -> bytes:
    upright = ImageOps.exif_transpose(picture) or picture
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    if form == "JPEG" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    clean = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        upright = upright.convert("RGBA")
        clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    encoded = BytesIO()
    clean.save(encoded, form, quality=QUALITY, optimize=True)
    return encoded.getvalue()
