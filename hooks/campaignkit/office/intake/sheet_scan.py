"""What a workbook's XML says besides values: formulas, hidden rows, and how large a sheet is.

The size is looked at before a library makes a table of a sheet: it holds every cell between the
first and the last, and a hostile file puts these at the corners of the largest sheet there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

from campaignkit.attachments.file_extract import Budget, Fault, ReadFaultError
from campaignkit.attachments.package import Package, attribute, local, open_package

MAX_CELLS = 4_000_000
"""Cells of one sheet, blank ones between others included."""

_STEP = 1 << 20
_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile("([A-Z]{1,3})[0-9]")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Places count from 1; `width` and `height` are the last column and row with a value."""

    formulas: frozenset[tuple[int, int]]
    hidden: frozenset[int]
    width: int
    height: int


def scan_workbook(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each sheet by its name. Raises `ReadFaultError`."""
    package = open_package(data, Budget())
    targets = package.related(_WORKBOOK)
    found = {}
    for event, element in package.elements(_WORKBOOK):
        if event == "end" and local(element) == "sheet":
            _, part = targets.get(attribute(element, "id"), ("", ""))
            if part in package.names:
                found[attribute(element, "name")] = _scan(package, part)
    return found


@dataclass(slots=True)
class _Scan:
    """Where a parser of a sheet's XML is, and what it has seen."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    width: int = 0
    height: int = 0
    row: int = 0
    column: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A row, a cell, or what is in a cell."""
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif tag == "c":
            self.column = _column(attributes.get("r", "")) or self.column + 1
        elif tag in ("v", "is", "f"):
            self.width, self.height = max(self.width, self.column), max(self.height, self.row)
            if tag == "f":
                self.formulas.add((self.row, self.column))


def _scan(package: Package, part: str) -> SheetFacts:
    data = package.read(part)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadFaultError(Fault.BROKEN)
    seen, parser = _Scan(), expat.ParserCreate()
    parser.StartElementHandler = seen.start
    try:
        for at in range(0, len(data), _STEP):
            package.budget.check_time()
            parser.Parse(data[at : at + _STEP])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise ReadFaultError(Fault.BROKEN) from error
    if seen.width * seen.height > MAX_CELLS:
        raise ReadFaultError(Fault.TOO_LARGE)
    return SheetFacts(frozenset(seen.formulas), frozenset(seen.hidden), seen.width, seen.height)


def _column(reference: str) -> int:
    match = _CELL.match(reference)
    return _number(match[1]) if match else 0


@cache
def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
