"""Excel workbooks: cells, comments, text boxes, headers and footers, with sheet and cell.

The XML is read as a stream. Libraries that return a sheet as a table must hold every cell between
the first and the last one, and a hostile file puts these at the corners of the largest sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from campaignkit.attachments.file_extract import Piece
from campaignkit.attachments.package import Package, attribute, local
from campaignkit.attachments.parts import one_in_each_cell, other_parts, paragraphs

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_CODES = re.compile(r'&(?:"[^"]*"|[LCR]|[A-Z]|[0-9]{1,3}(?![0-9]))')
_MARGINS = frozenset(
    ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
)


def sheet_pieces(package: Package) -> Iterator[Piece]:
    """All text of an .xlsx with its places."""
    read = {_WORKBOOK, _STRINGS}
    strings = list(_strings(package))
    for number, (name, hidden) in enumerate(_sheets(package), start=1):
        place = f"第{number}张表{'（已隐藏）' if hidden else ''}"
        read.add(name)
        yield from _cells(package, name, place, strings)
        for sort, target in package.related(name).values():
            if sort in ("comments", "threadedComment"):
                read.add(target)
                yield from _comments(package, target, place)
            elif sort == "drawing":
                read.add(target)
                yield from paragraphs(package, target, f"{place} 文本框")
    yield from paragraphs(package, _WORKBOOK, "表名或名称管理器")
    yield from other_parts(package, read)


def _sheets(package: Package) -> Iterator[tuple[str, bool]]:
    """The part of each sheet in the order of its tabs, and whether it is hidden."""
    targets = package.related(_WORKBOOK)
    for event, element in package.elements(_WORKBOOK):
        if event == "end" and local(element) == "sheet":
            _, target = targets.get(attribute(element, "id"), ("", ""))
            if target in package.names:
                yield target, element.get("state", "visible") != "visible"


def _strings(package: Package) -> Iterator[str]:
    """Shared strings in their order; readings of characters are left out."""
    words: list[str] = []
    phonetic = 0
    for event, element in package.elements(_STRINGS) if package.read(_STRINGS) else ():
        tag = local(element)
        if tag == "rPh":
            phonetic += 1 if event == "start" else -1
        if event == "end" and tag == "t" and not phonetic:
            words.append(element.text or "")
        if event == "end" and tag == "si":
            yield "".join(words)
            words.clear()
            element.clear()


def _cells(package: Package, name: str, place: str, strings: list[str]) -> Iterator[Piece]:
    row: list[str] = []
    reference = ""
    for event, element in package.elements(name):
        tag = local(element)
        if event == "start":
            if tag == "c":
                reference = element.get("r", "")
            continue
        if tag == "c":
            text = _value(element, strings)
            row.append(text)
            for one in (text, *_formulas(element)):
                if one:
                    yield package.budget.piece(f"{place} {reference}", one)
        elif tag == "row":
            boxed = one_in_each_cell(row)
            if boxed:
                yield package.budget.piece(f"{place} 第{element.get('r', '')}行", boxed)
            row.clear()
            element.clear()
        elif tag in _MARGINS:
            yield package.budget.piece(f"{place} 页眉页脚", _CODES.sub("\n", element.text or ""))
        elif tag in ("formula1", "formula2") or (tag == "hyperlink" and element.attrib):
            told = "\n".join((element.text or "", *element.attrib.values()))
            yield package.budget.piece(f"{place} {element.get('ref', '')}".rstrip(), told)


def _value(cell: Element, strings: list[str]) -> str:
    """The text that a cell shows; a number in full, without a decimal point that says nothing."""
    parts = {local(part): part.text or "" for part in cell if local(part) != "is"}
    sort = cell.get("t", "n")
    written = parts.get("v", "")
    if sort == "s":
        return strings[int(written)] if written.isdigit() and int(written) < len(strings) else ""
    if sort == "inlineStr":
        return "".join(part.text or "" for part in cell.iter() if local(part) == "t")
    if sort != "n" or not written:
        return written
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    whole = number == number.to_integral_value() and abs(number.adjusted()) < 40
    return str(int(number)) if whole else written


def _formulas(cell: Element) -> Iterator[str]:
    for part in cell:
        if local(part) == "f" and part.text:
            yield part.text


def _comments(package: Package, name: str, place: str) -> Iterator[Piece]:
    words: list[str] = []
    for event, element in package.elements(name):
        if event != "end":
            continue
        tag = local(element)
        if tag in ("t", "text"):
            words.append(element.text or "")
        elif tag in ("comment", "threadedComment"):
            where = f"{place} {element.get('ref', '')} 的批注"
            yield package.budget.piece(where, "".join(words))
            words.clear()
