"""Encode a picture in memory: a disk that is full tears no file, and equal input gives equal bytes.

Only the pixels get into a file; `Base` has no metadata left that an encoder could write.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.ImageFile import ImageFile

from campaignkit.pictures.upright import Base

JPEG_QUALITY = 82
WEBP_QUALITY = 78
WEBP_METHOD = 2
"""Effort of the WebP encoder, 0 to 6: at 4 a cover takes twice as long and is 6 % smaller."""

MAX_MOVING = 300_000_000
"""Most pixels of all frames of a moving picture together: a minute of a small screen."""


def encoded(base: Base, form: str, width: int = 0, height: int = 0) -> bytes:
    """The bytes of a picture as JPEG, PNG or WEBP.

    With a width it is that wide; with a height too, what lies around its middle is cut off. It is
    never made larger than it is.
    """
    return _encoded(_sized(base.image, width, height), form, base.drawn)


def moving(picture: ImageFile, form: str) -> bytes:
    """A moving GIF or WebP with its frames and its size, without comments and metadata.

    Raises `ValueError` for one with too many frames.
    """
    frames = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > MAX_MOVING:
        raise ValueError("too many frames")
    out = BytesIO()
    if form == "GIF":
        picture.save(out, "GIF", save_all=True, comment=b"")
    else:
        times = []
        for frame in range(frames):
            picture.seek(frame)
            picture.load()
            times.append(round(picture.info.get("duration", 0)))
        picture.seek(0)
        picture.save(
            out, "WEBP", save_all=True, duration=times, loop=picture.info.get("loop", 0),
            quality=WEBP_QUALITY, method=WEBP_METHOD, icc_profile=b"", exif=b"", xmp=b"",
        )  # fmt: skip
    return out.getvalue()


def _sized(image: Image.Image, width: int, height: int) -> Image.Image:
    if not width or (not height and width >= image.width):
        return image
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if not height:
        tall = max(1, round(image.height * width / image.width))
        return image.resize((width, tall), Image.Resampling.BICUBIC, reducing_gap=2)
    scale = min(image.width / width, image.height / height)
    across, down = width * scale, height * scale
    left, top = (image.width - across) / 2, (image.height - down) / 2
    shrunk = min(1.0, scale)
    size = (max(1, round(width * shrunk)), max(1, round(height * shrunk)))
    middle = (left, top, left + across, top + down)
    return image.resize(size, Image.Resampling.BICUBIC, middle, reducing_gap=2)


def _encoded(image: Image.Image, form: str, drawn: bool) -> bytes:
    out = BytesIO()
    if form == "JPEG":
        _opaque(image).save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    elif form == "WEBP":
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA" if "transparency" in image.info else "RGB")
        image.save(out, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD, lossless=drawn)
    else:
        image.save(out, form, optimize=True)
    return out.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """A picture on white, for a format without transparency."""
    if image.mode in ("L", "RGB"):
        return image
    if image.mode == "RGBA" or "transparency" in image.info:
        full = image.convert("RGBA")
        ground = Image.new("RGBA", full.size, "white")
        return Image.alpha_composite(ground, full).convert("RGB")
    return image.convert("RGB")
