"""PDF files: the text of each page, comments, form fields, properties, and files within."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from campaignkit.attachments.file_extract import Budget, Fault, Piece, ReadFaultError

MAX_PAGES = 2000


def pdf_pieces(data: bytes, budget: Budget, inside: Callable[[str, bytes], Any]) -> Iterator[Piece]:
    """All text of a PDF with its places; `inside` is told name and bytes of each attached file."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is a finding
    reader = PdfReader(io.BytesIO(data), strict=False)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadFaultError(Fault.ENCRYPTED)
        if len(reader.pages) > MAX_PAGES:
            raise ReadFaultError(Fault.TOO_LARGE)
        yield from _properties(reader, budget)
        for number, page in enumerate(reader.pages, start=1):
            yield budget.piece(f"第{number}页", _text(page, budget))
            yield from _annotations(page, f"第{number}页", budget)
        for name, contents in reader.attachments.items():
            for content in contents:
                inside(name, content)
    except (DependencyError, FileNotDecryptedError) as error:
        raise ReadFaultError(Fault.ENCRYPTED) from error


def _text(page: PageObject, budget: Budget) -> str:
    def watch(*_: object) -> None:
        budget.check_time()

    return page.extract_text(visitor_operand_before=watch)


def _properties(reader: PdfReader, budget: Budget) -> Iterator[Piece]:
    for key, value in (reader.metadata or {}).items():
        yield budget.piece(f"文档属性 {str(key).lstrip('/')}", str(value))
    packet = reader.root_object.get("/Metadata")
    if packet is not None:
        raw: bytes = packet.get_object().get_data()
        yield budget.piece("文档属性（XMP）", raw.decode("utf-8", "replace"))
    for name, found in (reader.get_fields() or {}).items():
        yield budget.piece(f"表单域 {name}", str(found.get("/V", "")))
    for item in _flat(reader.outline):
        yield budget.piece("书签", str(item.get("/Title", "")))


def _flat(items: Any) -> Iterator[Any]:
    for item in items:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _annotations(page: PageObject, place: str, budget: Budget) -> Iterator[Piece]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        action = note.get("/A")
        told = [note.get(key) for key in ("/Contents", "/T", "/V", "/RC")]
        told.append(action.get_object().get("/URI") if action is not None else None)
        text = "\n".join(str(one) for one in told if one is not None)
        if text:
            yield budget.piece(f"{place}的批注", text)
