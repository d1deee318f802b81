"""A table in a text file (CSV, RFC 4180): each row becomes a Document that knows its cells' places.

The standard library's `csv` gives values without their columns, and findings name a row and a
column, so cells are cut here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from yaml.nodes import ScalarNode

from campaignkit.base.findings import Finding, Position
from campaignkit.source.document import Document, Path
from campaignkit.source.yaml12 import scalar


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table may be called.

    `keys` are keys of the record, dotted where one stands inside another (`consent.profile`);
    `titles` the same keys by their Chinese titles. Cells of `lists` hold several values, of `flags`
    yes or no (`是`, `否`).
    """

    keys: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()

    def path_of(self, heading: str) -> Path | None:
        """Where the cells below a heading stand in a record; None for an unknown one.

        A list may have a column for each of its values: `scores.1`, `评委打分.2`.
        """
        name = heading.strip()
        base, dot, number = name.rpartition(".")
        if dot and number.isdecimal() and int(number):
            key = self._key(base)
            return (*key.split("."), int(number) - 1) if key in self.lists else None
        key = self._key(name)
        return tuple(key.split(".")) if key else None

    def _key(self, name: str) -> str:
        return name if name in self.keys else self.titles.get(name, "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its value without quotes, and its offsets in the row's text, with them."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class RowDocument(Document):
    """A row as a document. `text` is the row as it stands in the file, from line `first_line`."""

    cells: Mapping[Path, Cell] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Document], tuple[Any, ...]]:
        """Travel whole: the cells cannot be found again without the head of the table."""
        told = (self.path, self.text, self.data, self.first_line)
        return RowDocument, (*told, self.swallowed, self.swallowers, (), [None], self.cells)

    def value_position(self, path: Path) -> Position:
        """Place of the cell that gives the value at `path`; of the row where there is none."""
        for length in range(len(path), 0, -1):
            for place, cell in self.cells.items():
                if place[:length] == path[:length]:
                    return self._place(cell.start, cell.end)
        return self._place(0, 1)

    def key_position(self, path: Path) -> Position:
        """As `value_position`: the key stands in the head of the table, and is right there."""
        return self.value_position(path)

    def text_position(self, path: Path, line: int, column: int = 1) -> Position:
        """Place of the cell at `path`, to the column where it is of one line and unquoted."""
        place = self.value_position(path)
        if line > 1 or self.cells.get(path, Cell("", 0, 0)).value.startswith('"'):
            return place
        return Position(self.path, place.line, place.column + column - 1)

    def path_at(self, line: int, column: int) -> Path:
        """The path of the cell that holds a place of the file, both counted from 1."""
        rows = self.text.split("\n")[: line - self.first_line]
        offset = sum(len(row) + 1 for row in rows) + column - 1
        found = (path for path, cell in self.cells.items() if cell.start <= offset < cell.end)
        return next(found, ())

    def scalars(self) -> Iterator[tuple[Path, int, int]]:
        """Path, first and last offset in `text` of every cell that is not empty."""
        seen: set[int] = set()
        for path, cell in self.cells.items():
            if cell.start not in seen:
                seen.add(cell.start)
                yield path, cell.start, cell.end

    def _place(self, start: int, end: int) -> Position:
        line = self.first_line + self.text.count("\n", 0, start)
        column = start - self.text.rfind("\n", 0, start)
        row_end = self.text.find("\n", start)
        last = end if row_end < 0 else min(end, row_end)
        return Position(self.path, line, column, max(1, last - start))


def table_items(
    text: str, path: str, columns: Columns
) -> tuple[list[Document], tuple[Finding, ...]]:
    """The rows of a table below its head, and what is wrong with the head or a row as a whole.

    Cells may be separated by commas, tabs or semicolons: by what the head has most of. A column
    that no record has is reported once, and left out of every row. A row with more cells than the
    head is left out: its values would stand in wrong columns.
    """
    rows = _rows(text, _separator(text.partition("\n")[0]))
    head = next(rows, None)
    if head is None:
        return [], ()
    paths, findings = _head(head, path, columns)
    documents: list[Document] = []
    for row in rows:
        cells = {
            place: cell
            for place, cell in zip(paths, row.cells, strict=False)
            if place is not None and cell.value.strip()
        }
        extra = [cell for cell in row.cells[len(paths) :] if cell.value.strip()]
        document = _document(row, path, cells, columns)
        if extra:
            findings.append(_too_many(document, row.cells.index(extra[0]), len(paths), extra[0]))
        elif cells:
            documents.append(document)
    return documents, tuple(findings)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    text: str
    cells: list[Cell]


_CELL = r'(?:"((?:[^"]|""){0,20000})"[ ]*|([^%s\n]*))(%s|\n|\Z)'


def _rows(text: str, separator: str) -> Iterator[_Row]:
    cell_of = re.compile(_CELL % (separator, separator))
    at, start, line = 0, 0, 1
    cells: list[Cell] = []
    while at < len(text):
        match = cell_of.match(text, at)
        assert match is not None, "the second form of a cell fits any text"
        quoted, plain, end = match.groups()
        value = plain if quoted is None else quoted.replace('""', '"')
        cells.append(Cell(value, match.start() - start, match.end() - len(end) - start))
        at = match.end()
        if end != separator or at == len(text):
            row = text[start:at].removesuffix("\n")
            yield _Row(line, row, cells)
            line += text.count("\n", start, at)
            start, cells = at, []


def _separator(head: str) -> str:
    return max((",", "\t", ";"), key=head.count)


def _head(row: _Row, path: str, columns: Columns) -> tuple[list[Path | None], list[Finding]]:
    """Where each column's cells stand in a record; None for columns that are left out."""
    paths: list[Path | None] = []
    findings: list[Finding] = []
    for number, cell in enumerate(row.cells, 1):
        found = columns.path_of(cell.value)
        place = Position(path, row.line, cell.start + 1, max(1, cell.end - cell.start))
        name = cell.value.strip()
        if name and found is None:
            message = f"第 {number} 列的标题“{name}”不认识，这一列没有读"
            near = _near(name, columns)
            findings.append(Finding(place, "unknown-key", message, near))
        elif found in paths and found is not None:
            message = f"“{name}”写了两列，后一列没有读"
            findings.append(Finding(place, "yaml-duplicate-key", message, "留下一列，把另一列删掉"))
            found = None
        paths.append(found)
    return paths, findings


def _near(name: str, columns: Columns) -> str:
    """What a heading may have been meant to be."""
    if "，" in name or "；" in name:
        return "列与列之间用英文逗号；在表格软件里另存为“CSV（逗号分隔）”"
    close = get_close_matches(name, [*columns.keys, *columns.titles], 1)
    if close:
        return f"是不是想写 {close[0]}？"
    known = [title for title, key in columns.titles.items() if "." not in key]
    return f"标题可以写：{'、'.join(known)}；或把这一列删掉"


def _too_many(document: Document, at: int, wanted: int, cell: Cell) -> Finding:
    line = document.first_line + document.text.count("\n", 0, cell.start)
    column = cell.start - document.text.rfind("\n", 0, cell.start)
    place = Position(document.path, line, column, max(1, cell.end - cell.start))
    message = f"这一行第 {at + 1} 格没有标题，表头只有 {wanted} 列"
    hint = "内容里有逗号的格子要加英文双引号；多出来的删掉"
    return Finding(place, "yaml-syntax", message, hint)


def _document(row: _Row, path: str, cells: dict[Path, Cell], columns: Columns) -> RowDocument:
    data: dict[str, Any] = {}
    placed: dict[Path, Cell] = {}
    for at in sorted(cells, key=_order):
        cell = cells[at]
        *outer, last = (step for step in at if isinstance(step, str))
        inner = data
        for step in outer:
            inner = inner.setdefault(step, {})
        dotted = ".".join((*outer, last))
        if dotted in columns.lists:
            held = inner.setdefault(last, [])
            for value in _values(cell.value) if at[-1] == last else [cell.value]:
                placed[(*outer, last, len(held))] = cell
                held.append(_value(value, flag=False))
        else:
            text_only = dotted == "id"
            inner[last] = cell.value if text_only else _value(cell.value, dotted in columns.flags)
            placed[at] = cell
    return RowDocument(path, row.text, data, row.line, nodes=[None], cells=placed)


def _order(path: Path) -> int:
    """Columns of one list in the order of their numbers; all others as they stand."""
    return path[-1] + 1 if isinstance(path[-1], int) else 0


def _values(text: str) -> list[str]:
    """The values of a cell that holds several: `92 90.5 88`, `甲、乙`."""
    return [part for part in re.split(r"[\s、；;，,|/]+", text) if part]


_FLAGS = {"是": True, "有": True, "否": False, "无": False}
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")


def _value(text: str, flag: bool) -> object:
    """A cell's value as YAML would have it; spreadsheets write days with slashes."""
    plain = text.strip()
    if flag and plain in _FLAGS:
        return _FLAGS[plain]
    if day := _SLASHED.fullmatch(plain):
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    return scalar(ScalarNode("", plain)) if "\n" not in plain else text
