"""Parts that Word, Excel and PowerPoint files have in common, and those nobody thinks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from campaignkit.attachments.file_extract import Piece
from campaignkit.attachments.package import Package, local

_PLACES = (
    ("docProps/", "文档属性"),
    ("customXml/", "文档的自定义数据"),
    ("/comments", "批注"),
    ("/threadedComments", "批注"),
    ("/persons", "批注人"),
    ("/people", "批注人"),
    ("/footnotes", "脚注"),
    ("/endnotes", "尾注"),
    ("/header", "页眉"),
    ("/footer", "页脚"),
    ("/charts", "图表"),
    ("/diagrams", "图示"),
    ("/drawings", "文本框"),
    ("/pivotCache", "数据透视表的缓存"),
    ("/externalLinks", "外部链接的缓存"),
    ("/tables", "表格的定义"),
    ("/slideMasters", "母版"),
    ("/slideLayouts", "版式"),
    ("/notesSlides", "备注"),
)
_SKIPPED = ("/theme", "/styles", "/fontTable", "/settings", "/webSettings", "/numbering", "/_rels/")
_SHORTEST = 5
"""Characters of an attribute's value that may hold something."""


def place_of(name: str) -> str:
    """What an editor calls a part of the package."""
    return next((place for sign, place in _PLACES if sign in f"/{name}"), f"内部文件 {name}")


def other_parts(package: Package, read: set[str]) -> Iterator[Piece]:
    """Text and attribute values of every XML part that is not in `read`, and links to outside."""
    for name in package.names:
        if name in read or any(sign in f"/{name}" for sign in _SKIPPED):
            continue
        if name.endswith((".xml", ".vml")):
            yield from paragraphs(package, name, place_of(name))
    for name in package.names:
        if name.endswith(".rels"):
            base = name.replace("_rels/", "").removesuffix(".rels")
            targets = [target for _, target in package.related(base).values() if ":" in target]
            if targets:
                yield package.budget.piece("超链接", "\n".join(targets))


def paragraphs(package: Package, name: str, place: str) -> Iterator[Piece]:
    """The paragraphs of a drawing or notes part, each with its text in one line."""
    words: list[str] = []
    values: list[str] = []
    for event, element in package.elements(name):
        tag = local(element)
        if event == "start":
            values += [text for text in element.attrib.values() if len(text) >= _SHORTEST]
            continue
        words.append(element.text or "")
        if tag not in ("t", "r", "span", "tab", "rPr"):
            text = "".join(words).strip()
            if text:
                yield package.budget.piece(place, text)
            words.clear()
        element.clear()
    if values:
        yield package.budget.piece(place, "\n".join(values))


def one_in_each_cell(cells: Iterable[str]) -> str:
    """The digits of a form with a box for each; empty where a row of cells is no such form."""
    signs = [cell.strip() if len(cell.strip()) == 1 else " " for cell in cells]
    joined = re.search(r"[0-9]{11,18}[Xx]?", "".join(signs))
    return joined[0] if joined else ""
