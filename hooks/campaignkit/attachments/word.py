"""Word documents: body, tables, text boxes, headers and footers, notes, comments, revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from campaignkit.attachments.file_extract import Piece
from campaignkit.attachments.package import Package, attribute, local
from campaignkit.attachments.parts import one_in_each_cell, other_parts, place_of

_BODY = "word/document.xml"
_STORIES = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)[^/]*\.xml")
_TEXT = frozenset(("t", "delText", "instrText", "delInstrText"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": " "}


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    cells: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Story:
    """Where the reading of one part stands. Paragraphs nest: a text box lies inside of one."""

    paragraphs: list[list[str]] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    boxes: int = 0
    counted: int = 0
    tables_seen: int = 0


def word_pieces(package: Package) -> Iterator[Piece]:
    """All text of a .docx with its places."""
    read = {_BODY}
    yield from _story(package, _BODY, "")
    for name in package.names:
        if _STORIES.fullmatch(name):
            read.add(name)
            yield from _story(package, name, place_of(name))
    yield from other_parts(package, read)


def _story(package: Package, name: str, place: str) -> Iterator[Piece]:
    story = _Story()
    for event, element in package.elements(name):
        tag = local(element)
        if event == "start":
            _open(story, tag)
            continue
        _take(story, tag, element.text or "")
        if tag == "docPr" and attribute(element, "descr"):
            yield package.budget.piece(place or "图片的替代文字", attribute(element, "descr"))
        if tag == "p" and story.paragraphs:
            text = "".join(story.paragraphs.pop())
            if story.tables:
                story.tables[-1].cells.append(text)
            if text.strip():
                yield package.budget.piece(_place(story, place), text)
        if tag == "tr" and story.tables:
            boxed = one_in_each_cell(story.tables[-1].cells)
            if boxed:
                where = f"{place}第{story.tables[-1].number}个表格第{story.tables[-1].row}行"
                yield package.budget.piece(where, boxed)
        _close(story, tag)
        if tag in ("p", "tr"):
            element.clear()


def _open(story: _Story, tag: str) -> None:
    if tag == "p":
        story.paragraphs.append([])
        if not story.tables and not story.boxes:
            story.counted += 1
    elif tag == "txbxContent":
        story.boxes += 1
    elif tag == "tbl":
        story.tables_seen += 1
        story.tables.append(_Table(story.tables_seen))
    elif tag == "tr" and story.tables:
        story.tables[-1].row += 1
        story.tables[-1].column = 0
        story.tables[-1].cells = []
    elif tag == "tc" and story.tables:
        story.tables[-1].column += 1


def _close(story: _Story, tag: str) -> None:
    if tag == "txbxContent":
        story.boxes -= 1
    elif tag == "tbl" and story.tables:
        story.tables.pop()


def _take(story: _Story, tag: str, text: str) -> None:
    if not story.paragraphs:
        return
    if tag in _TEXT:
        story.paragraphs[-1].append(text)
    elif tag in _BREAKS:
        story.paragraphs[-1].append(_BREAKS[tag])


def _place(story: _Story, place: str) -> str:
    if story.boxes:
        return f"{place}文本框"
    if story.tables:
        table = story.tables[-1]
        return f"{place}第{table.number}个表格第{table.row}行第{table.column}格"
    return place or f"正文第{story.counted}段"
