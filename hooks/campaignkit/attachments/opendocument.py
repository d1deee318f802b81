"""OpenDocument texts and tables, as WPS and LibreOffice write them."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.attachments.file_extract import Piece
from campaignkit.attachments.package import Package, local

_PLACES = {"content.xml": "正文", "styles.xml": "页眉页脚", "meta.xml": "文档属性"}


def open_document_pieces(package: Package) -> Iterator[Piece]:
    """All text of an .odt, .ods or .odp; of tables and comments with the table's number."""
    for name, place in _PLACES.items():
        if name in package.names:
            yield from _paragraphs(package, name, place)


def _paragraphs(package: Package, name: str, place: str) -> Iterator[Piece]:
    tables = comments = 0
    for event, element in package.elements(name):
        tag = local(element)
        if event == "start":
            tables += tag == "table"
            comments += tag == "annotation"
            continue
        if tag in ("p", "h") or name == "meta.xml":
            text = "".join(element.itertext()).strip()
            where = f"第{tables}张表" if tables else place
            if text:
                yield package.budget.piece(f"{where}的批注" if comments else where, text)
        comments -= tag == "annotation"
        if tag in ("p", "h", "table-row"):
            element.clear()
