"""What a file really is, by its first bytes, and whether that is what its name says."""

from __future__ import annotations

import io
import zipfile

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
)
_SURE = 4
"""Bytes of a signature from which on it cannot be the beginning of a text."""

_OLE = frozenset(("doc", "xls", "ppt", "wps", "et", "dps"))
_OOXML = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_ODF = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}
_CHECKED = frozenset(("jpg", "png", "gif", "webp", "pdf", "zip", *_OLE, *_OOXML, *_ODF))
"""Endings whose content must be of one form; a text or a recording may begin with anything."""


def actual_type(data: bytes) -> str:
    """`jpg`, `docx`, `ole` … by the content; empty for text and for what is not known here."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "heic" if data[8:11] in (b"hei", b"hev", b"mif", b"msf", b"avi") else "mp4"
    if data[:4] == b"PK\x03\x04":
        return _zip_type(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            binary = len(signature) >= _SURE or b"\0" in data[:64]
            return name if binary else ""
    return "pdf" if b"%PDF-" in data[:1024] else ""


def agrees(ending: str, actual: str) -> bool:
    """Whether content of a type may have a name with this ending (lower case, without a dot)."""
    expected = "jpg" if ending == "jpeg" else ending
    if expected in _OLE:
        return actual == "ole"
    if expected in _CHECKED:
        return actual == expected or (expected in _OOXML and actual == "ole")
    return actual in ("", "mp4") or actual == expected


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            kind = package.read("mimetype")[:100] if "mimetype" in names else b""
    except Exception:  # whatever a broken archive leads to
        return "zip"
    for name, word in _ODF.items():
        if b"opendocument" in kind and word in kind:
            return name
    if "[Content_Types].xml" in names:
        for name, folder in _OOXML.items():
            if any(part.startswith(folder) for part in names):
                return name
    return "zip"
