"""Open a picture and look at its header; nothing is decoded before its size is known to be fit.

A file of a few kilobytes may claim any number of pixels (a decompression bomb), and an honest
picture of 12,000 × 12,000 takes over a gigabyte of memory.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from campaignkit.pictures.renditions import FORMATS, PictureHeader

MAX_PIXELS = 80_000_000
"""Most pixels of a picture that is decoded: 240 MB of memory, more than any phone needs."""

_ORIENTATION = 0x0112
_TURNED = frozenset({5, 6, 7, 8})
"""Values of EXIF's orientation that stand for a quarter turn."""


class UnreadableError(ValueError):
    """A file is not the picture that its name says, or too big a one."""


class TooManyPixelsError(UnreadableError):
    """A picture has more than `MAX_PIXELS`; `size` is its width and height."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__(size)
        self.size = size


@contextmanager
def opened(source: Path | bytes, form: str) -> Iterator[ImageFile]:
    """A picture of one of Pillow's formats, not yet decoded.

    Raises `UnreadableError` where it is none, also later, while the caller decodes it, and
    `TooManyPixelsError` before that. Raises `OSError` where the disk is at fault.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on size and on odd metadata
            stream = BytesIO(source) if isinstance(source, bytes) else source
            with Image.open(stream, formats=[form]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise TooManyPixelsError(picture.size)
                yield picture
    except UnreadableError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        raise UnreadableError(form) from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise UnreadableError(form) from None


def picture_header(file: Path) -> PictureHeader | None:
    """What the header of a file says; None for a file that is no picture, or too big a one."""
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        return None
    try:
        with opened(file, form) as picture:
            width, height = picture.size
            # Not the method of a PNG, which decodes all to look behind the pixels.
            if Image.Image.getexif(picture).get(_ORIENTATION, 1) in _TURNED:
                width, height = height, width
            moving = form in ("GIF", "WEBP") and getattr(picture, "is_animated", False)
            return PictureHeader(width, height, moving)
    except (UnreadableError, OSError):
        return None
