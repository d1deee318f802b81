"""Pictures: what their metadata says, and whether they can be shown."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping

from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from campaignkit.attachments.file_extract import Budget, Fault, PictureFacts, Piece, ReadFaultError
from campaignkit.pictures.open_picture import MAX_PIXELS

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_GPS = ExifTags.IFD.GPSInfo
_LATITUDE, _LONGITUDE = 2, 4
_TURNED = frozenset({5, 6, 7, 8})
_PREVIEW = (256, 256)


def picture_facts(data: bytes, budget: Budget) -> tuple[PictureFacts, list[Piece]]:
    """Facts and texts of a picture. Raises `ReadFaultError` for one that cannot be decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on metadata and on size
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                fits = picture.width * picture.height <= MAX_PIXELS  # else `image-size` tells
                # Of a PNG, Pillow would decode all to look for metadata behind the pixels.
                exif = picture.getexif() if fits else Image.Image.getexif(picture)
                pieces = [
                    budget.piece(place, text)
                    for place, text in (*_exif_texts(exif), *_other_texts(picture))
                ]
                width, height = picture.size
                if exif.get(ExifTags.Base.Orientation) in _TURNED:
                    width, height = height, width
                located = _is_located(exif) or any("GPSLatitude" in piece.text for piece in pieces)
                if fits:
                    picture.draft("RGB", _PREVIEW)  # a JPEG is decoded at an eighth of its size
                    picture.load()
    except Image.DecompressionBombError as error:
        raise ReadFaultError(Fault.TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ReadFaultError(Fault.BROKEN) from error
    return PictureFacts(width, height, located), pieces


def _is_located(exif: Image.Exif) -> bool:
    gps = exif.get_ifd(_GPS)
    return _LATITUDE in gps and _LONGITUDE in gps


def _exif_texts(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    told: tuple[tuple[Mapping[int, str], Mapping[int, object]], ...] = (
        (ExifTags.TAGS, dict(exif)),
        (ExifTags.TAGS, exif.get_ifd(ExifTags.IFD.Exif)),
        (ExifTags.GPSTAGS, exif.get_ifd(_GPS)),
    )
    for names, values in told:
        for tag, value in values.items():
            text = _as_text(value)
            if text:
                yield f"EXIF（{names.get(tag, tag)}）", text


def _other_texts(picture: ImageFile) -> Iterator[tuple[str, str]]:
    for key, value in picture.info.items():
        if key not in ("exif", "icc_profile", "photoshop"):
            text = _as_text(value)
            if text:
                yield "XMP" if "xmp" in str(key).lower() else f"文字信息（{key}）", text
    for tag, value in (IptcImagePlugin.getiptcinfo(picture) or {}).items():
        values = value if isinstance(value, list) else [value]
        yield f"IPTC（{tag[0]}:{tag[1]}）", "\n".join(filter(None, map(_as_text, values)))


def _as_text(value: object) -> str:
    """Text of a value of metadata: bytes may be UTF-16 (Windows' XP tags), UTF-8 or GBK."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    if value[:8] in (b"UNICODE\0", b"ASCII\0\0\0"):
        value = value[8:]
    if value.count(b"\0") * 3 >= len(value) > 1:
        big = value[:1] == b"\0"
        return value.decode("utf-16-be" if big else "utf-16-le", "replace").strip("\0")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")
