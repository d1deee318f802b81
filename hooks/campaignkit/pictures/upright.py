"""A picture as pages show it: upright, in sRGB, no larger than a screen, without metadata.

Everything that is published of a picture is made from this one, so that each file has the same
bytes whichever others are made with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from campaignkit.pictures.renditions import SIDE

FEW = 256
"""Colours up to which a picture is a drawing, which is kept without loss."""

FEW_GREYS = 48
"""The same for a picture in grey, of which a photograph has at most 256."""


@dataclass(frozen=True, slots=True)
class Base:
    """A decoded picture of mode L, RGB or RGBA, or as it was where it has a palette and fits.

    `drawn` says that it has few colours: no photograph.
    """

    image: Image.Image
    drawn: bool = False


def base_of(picture: Image.Image) -> Base:
    """Decode a picture, or the first frame of a moving one.

    A colour profile is converted to sRGB, for what is dropped with it would be the colours: phones
    write Display P3, and a browser takes a picture without a profile for sRGB.
    """
    small = max(picture.size) <= SIDE
    if picture.mode.startswith("I"):
        picture = _grey(picture)
    elif not small and picture.mode in ("P", "PA", "1"):
        picture = picture.convert(_full_mode(picture))
    picture.thumbnail((SIDE, SIDE))  # a JPEG is decoded at half its size where that is enough
    upright = ImageOps.exif_transpose(picture)
    image = _plain(_in_srgb(upright))
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    few = FEW_GREYS if image.mode == "L" else FEW
    return Base(image, small and image.getcolors(few) is not None)


def _grey(image: Image.Image) -> Image.Image:
    """A picture with 16 bits of grey in 8, as browsers show it."""
    info = image.info
    grey = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    grey.info = info
    return grey


def _full_mode(image: Image.Image) -> str:
    alpha = "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "La", "RGBa")
    return "RGBA" if alpha else "RGB"


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB; as it is where its profile is missing, damaged or for another mode."""
    raw = image.info.get("icc_profile")
    if not raw:
        return image
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(raw))
        if "sRGB" in ImageCms.getProfileDescription(profile):
            return image
        mode = _full_mode(image)
        source = image if image.mode in ("CMYK", "L") else image.convert(mode)
        converted = ImageCms.profileToProfile(
            source,
            profile,
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=mode,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, TypeError):
        return image
    return converted or image


def _plain(image: Image.Image) -> Image.Image:
    """The picture in a mode that every format takes, or with its palette."""
    if image.mode in ("L", "RGB", "RGBA", "P", "1"):
        return image.copy()
    return image.convert(_full_mode(image))
