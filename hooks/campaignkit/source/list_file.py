"""One file that holds many records: a table (`.csv`), or a list in YAML (`.yml`).

Each row or item becomes a Document of its own whose positions are those of the whole file, so that
whoever reads records need not know where one came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from campaignkit.base.errors import cause
from campaignkit.base.findings import Finding, Position
from campaignkit.source.document import Document
from campaignkit.source.reader import parse
from campaignkit.source.table import Columns, table_items
from campaignkit.source.text import MAX_TABLE_BYTES, decode, decode_table, read_bytes

ID = "id"
"""The column, or the key of an item, that names a record; it is not a field of the record's."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One record of a list: its id as it was written, the id's place, and the rest as a Document.

    `id` is empty where none was written; `place` is then the beginning of the row or item.
    """

    id: str
    place: Position
    document: Document


@dataclass(frozen=True, slots=True)
class ListFile:
    """The records of a list file in their order, and what is wrong with the file as a whole."""

    items: tuple[ListItem, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def read_list(file: FilePath, path: str, columns: Columns) -> ListFile:
    """Read a list file; `path` is what findings call it.

    `columns` says what a table may have: an item of a YAML list is checked when it is validated.
    """
    try:
        raw = read_bytes(file, MAX_TABLE_BYTES)
    except OSError as error:
        message = f"文件读不出来（{cause(error)}）"
        hint = "检查文件是否还在、有没有读取权限"
        return ListFile((), (Finding(Position(path), "missing-file", message, hint),))
    if path.endswith(".csv"):
        text = decode_table(raw, path)
        if text.content is None:
            return ListFile((), text.findings)
        documents, findings = table_items(text.content, path, columns)
    else:
        text = decode(raw, path, MAX_TABLE_BYTES)
        if text.content is None:
            return ListFile((), text.findings)
        documents, findings = _yaml_items(text.content, path)
    items = tuple(_item(document) for document in documents)
    return ListFile(items, (*text.findings, *findings))


def _item(document: Document) -> ListItem:
    """A document of the list without its id."""
    data = document.data
    known = str(data.pop(ID)) if isinstance(data, dict) and data.get(ID) is not None else ""
    if isinstance(data, dict):
        data.pop(ID, None)
    place = document.value_position((ID,)) if known else document.key_position(())
    return ListItem(known.strip(), place, document)


_BEGIN = re.compile(r"^( *)-(?=[ \n]|$)", re.MULTILINE)


def _yaml_items(text: str, path: str) -> tuple[list[Document], tuple[Finding, ...]]:
    """The items of a list in block style, `- id: …`, each parsed alone with its own lines.

    In the place of the dash stands a blank, so that columns are those of the file.
    """
    first = next((m for m in _BEGIN.finditer(text)), None)
    before = text[: first.start()] if first else text
    if any(line.strip() and not line.lstrip().startswith("#") for line in before.split("\n")):
        place = Position(path, _first_line_of_content(before))
        message = "这个文件要写成一条一条的列表"
        hint = "每条以“- id: 编号”开头，同一条的其他项缩进两个空格，与 id 对齐"
        return [], (Finding(place, "wrong-type", message, hint),)
    if first is None:
        return [], ()
    margin = len(first[1])
    starts = [m.start() for m in _BEGIN.finditer(text) if len(m[1]) == margin]
    documents: list[Document] = []
    findings: list[Finding] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line = text.count("\n", 0, start) + 1
        item = f"{' ' * (margin + 1)}{text[start + margin + 1 : end]}"
        document, found = parse(item, path, line)
        findings += found
        if document is not None:
            documents.append(document)
    return documents, tuple(findings)


def _first_line_of_content(text: str) -> int:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return number
    return 1
