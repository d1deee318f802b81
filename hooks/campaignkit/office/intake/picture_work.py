"""Pictures that were handed in, without what they say besides what is seen: place, phone, owner."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

_FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
_QUALITY = 92
"""Of JPEG and WebP; the site makes its own, smaller ones of these."""


class PictureError(Exception):
    """Why a picture is not taken: 坏了，打不开."""


def clean_picture(data: bytes) -> tuple[str, bytes]:
    """The ending for its name, and the picture upright and without metadata.

    Raises `PictureError`.
    """
    try:
        with Image.open(io.BytesIO(data), formats=list(_FORMATS)) as picture:
            form = str(picture.format)
            profile = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
            bare = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                bare = upright.convert("RGBA")
            else:
                bare.paste(upright)
            bare.info.clear()
            stream = io.BytesIO()
            options = {"quality": _QUALITY} if form != "PNG" else {"optimize": True}
            bare.save(stream, form, icc_profile=profile, **options)
    except UnidentifiedImageError:
        raise PictureError("不是 JPG、PNG 或 WebP 图片，或者坏了") from None
    except Image.DecompressionBombError:
        raise PictureError("的像素太多") from None
    except (OSError, SyntaxError, ValueError, MemoryError):
        raise PictureError("坏了，打不开") from None
    return _FORMATS[form], stream.getvalue()
