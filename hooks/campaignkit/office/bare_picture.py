"""A picture to hand on: its pixels on screen size, and nothing else that its file says."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageOps, UnidentifiedImageError

LONG_SIDE = 1600
"""Pixels: enough for a screen and for half a page of print."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def bare_picture(data: bytes) -> str | None:
    """The picture as a `data:` address of a JPEG made anew; None where it can't be read."""
    jpeg = bare_jpeg(data)
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}" if jpeg else None


def bare_jpeg(data: bytes) -> bytes | None:
    """The picture as a JPEG made anew, upright; None where it can't be read."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONG_SIDE, LONG_SIDE))
            seen = upright.convert("RGBA")
        bare = Image.new("RGB", seen.size, "white")
        bare.paste(seen, mask=seen.getchannel("A"))
        stream = io.BytesIO()
        bare.save(stream, "JPEG", quality=85)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return None
    except (OSError, SyntaxError, ValueError, MemoryError):
        return None
    return stream.getvalue()
