"""The Markdown that YAML fields and contest entries are written in, and the links in it.

CommonMark with tables, strikethrough and footnotes; raw HTML is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin


@cache
def parser() -> MarkdownIt:
    """The one parser of all prose."""
    found = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return found.use(footnote_plugin)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture in a Markdown text; line and column from 1, where its target stands."""

    target: str
    written: str
    line: int
    column: int


def links(text: str) -> Iterator[Link]:
    """Links and pictures of a text; code holds none. Text without `](` and `]:` is not parsed."""
    if "](" not in text and "]:" not in text:
        return
    rows = text.split("\n")
    for token in parser().parse(text):
        for target in _targets(token.children or ()):
            yield _place(target, rows, token.map or [0, len(rows)])


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        key = {"link_open": "href", "image": "src"}.get(token.type)
        if key:
            yield str(token.attrGet(key) or "")


def _place(target: str, rows: list[str], span: Sequence[int]) -> Link:
    """Find the target in the rows of its block, else, for a reference, anywhere below."""
    spellings = (target, parser().normalizeLinkText(target))
    for row in (*range(span[0], min(span[1], len(rows))), *range(len(rows))):
        for written in spellings:
            column = rows[row].find(written)
            if written and column >= 0:
                return Link(target, written, row + 1, column + 1)
    return Link(target, target, span[0] + 1, 1)
