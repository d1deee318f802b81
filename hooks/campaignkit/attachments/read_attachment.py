"""Which reader is for which file; the one door of this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from campaignkit.attachments.actual_type import actual_type, agrees
from campaignkit.attachments.file_extract import (
    MAX_DEPTH,
    Budget,
    Extract,
    Fault,
    PictureFacts,
    Piece,
    ReadFaultError,
)
from campaignkit.attachments.package import Package, open_package

MAX_FILE_BYTES = 100_000_000
"""Largest file that is looked into."""

_PICTURES = frozenset(("jpg", "png", "webp", "gif"))
_TEXTS = frozenset(("txt", "md", "ics", "csv", ""))
_ENCLOSED = ("/embeddings/", "/media/")
"""Folders of an office file with whole files in them."""


@dataclass(slots=True)
class _Reading:
    """One file and all within it, while it is read."""

    budget: Budget
    pieces: list[Piece] = field(default_factory=list)
    fault: Fault | None = None
    picture: PictureFacts | None = None


def read(name: str, data: bytes) -> Extract:
    """All text in a file of this name, with places; what could not be read is its fault.

    Whatever a file does to the library that reads it, nothing is raised.
    """
    if len(data) > MAX_FILE_BYTES:
        return Extract(fault=Fault.TOO_LARGE)
    ending, actual = _ending(name), actual_type(data)
    if not agrees(ending, actual):
        return Extract(fault=Fault.WRONG_TYPE if data else Fault.BROKEN, actual=actual)
    reading = _Reading(Budget())
    _read_into(reading, ending, actual, data, "", 0)
    return Extract(tuple(reading.pieces), reading.fault, actual, reading.picture)


def _read_into(
    reading: _Reading, ending: str, actual: str, data: bytes, prefix: str, depth: int
) -> None:
    """Add what one file says; a fault ends it, and what was found before stays."""
    try:
        for piece in _pieces(reading, ending, actual, data, prefix, depth):
            reading.pieces.append(Piece(prefix + piece.place, piece.text))
    except ReadFaultError as error:
        reading.fault = reading.fault or error.fault
    except Exception:  # a library met something that its authors had not thought of
        reading.fault = reading.fault or Fault.BROKEN


def _pieces(
    reading: _Reading, ending: str, actual: str, data: bytes, prefix: str, depth: int
) -> Iterable[Piece]:
    if actual in _PICTURES:
        return _picture(reading, data, depth)
    if actual == "pdf":
        return _pdf(reading, data, prefix, depth)
    if actual == "ole":
        from campaignkit.attachments.legacy import legacy_pieces

        return legacy_pieces(data, reading.budget)
    if actual in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"):
        return _package(reading, actual, data, prefix, depth)
    if ending in _TEXTS and not actual:
        from campaignkit.attachments.plain import csv_pieces, text_pieces

        return (csv_pieces if ending == "csv" else text_pieces)(data, reading.budget)
    return ()


def _picture(reading: _Reading, data: bytes, depth: int) -> list[Piece]:
    from campaignkit.attachments.picture import picture_facts

    facts, pieces = picture_facts(data, reading.budget)
    if not depth:
        reading.picture = facts
    return pieces


def _pdf(reading: _Reading, data: bytes, prefix: str, depth: int) -> Iterator[Piece]:
    from campaignkit.attachments.pdf import pdf_pieces

    return pdf_pieces(
        data, reading.budget, lambda name, inner: _enclosed(reading, name, inner, prefix, depth)
    )


def _package(
    reading: _Reading, actual: str, data: bytes, prefix: str, depth: int
) -> Iterator[Piece]:
    package = open_package(data, reading.budget)
    yield from _office(actual, package)
    for name in package.names:
        if actual == "zip" or any(folder in f"/{name}" for folder in _ENCLOSED):
            _enclosed(reading, name.rpartition("/")[2], package.read(name), prefix, depth)


def _office(actual: str, package: Package) -> Iterable[Piece]:
    if actual == "docx":
        from campaignkit.attachments.word import word_pieces

        return word_pieces(package)
    if actual == "xlsx":
        from campaignkit.attachments.sheet import sheet_pieces

        return sheet_pieces(package)
    if actual == "pptx":
        from campaignkit.attachments.presentation import presentation_pieces

        return presentation_pieces(package)
    if actual == "zip":
        return [package.budget.piece("文件名", name) for name in package.names]
    from campaignkit.attachments.opendocument import open_document_pieces

    return open_document_pieces(package)


def _enclosed(reading: _Reading, name: str, data: bytes, prefix: str, depth: int) -> None:
    """Add what a file inside of another says; one that lies too deep is a fault."""
    actual = actual_type(data)
    if depth + 1 >= MAX_DEPTH:
        reading.fault = reading.fault or Fault.TOO_LARGE
        return
    _read_into(reading, _ending(name), actual, data, f"{prefix}{name} ", depth + 1)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
