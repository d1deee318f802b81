"""The Markdown that YAML fields and contest entries are written in, and the links in it.

The dialect of `campaignkit.dialect` with footnotes; raw HTML is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from campaignkit.dialect import dialect


@cache
def parser() -> MarkdownIt:
    """The one parser of all prose."""
    return dialect().use(footnote_plugin)


@cache
def page_parser() -> MarkdownIt:
    """The parser of the docs folder's pages, which may hold HTML of their own."""
    return dialect(html=True).use(footnote_plugin)


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link or picture in a Markdown text; line and column from 1, where its target stands."""

    target: str
    written: str
    line: int
    column: int


@lru_cache(maxsize=8)
def links(text: str) -> tuple[MarkdownLink, ...]:
    """Links and pictures of a text; code holds none. Text without `](` and `]:` is not parsed.

    Several rules in turn ask for the links of one text: it is parsed once.
    """
    return tuple(_links(text)) if "](" in text or "]:" in text else ()


def _links(text: str) -> Iterator[MarkdownLink]:
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    for token in parser().parse(text):
        for target in _targets(token.children or ()):
            yield _place(target, text, starts, token.map or [0, len(starts) - 1])


@dataclass(frozen=True, slots=True)
class MarkdownImage:
    """A picture in a Markdown text: its alternative text, and where its target stands."""

    alt: str
    link: MarkdownLink


@lru_cache(maxsize=8)
def images(text: str) -> tuple[MarkdownImage, ...]:
    """Pictures of a text. Text without `![` is not parsed."""
    if "![" not in text:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    return tuple(
        MarkdownImage(
            child.content, _place(target, text, starts, token.map or [0, len(starts) - 1])
        )
        for token in parser().parse(text)
        for child in token.children or ()
        if child.type == "image" and (target := str(child.attrGet("src") or "")) is not None
    )


def _targets(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        key = {"link_open": "href", "image": "src"}.get(token.type)
        if key:
            yield str(token.attrGet(key) or "")


def _place(target: str, text: str, starts: Sequence[int], span: Sequence[int]) -> MarkdownLink:
    """Find the target in its block, else, for a reference, anywhere; `starts` are the rows'."""
    spellings = {target, parser().normalizeLinkText(target)} - {""}
    block = (starts[span[0]], starts[min(span[1], len(starts) - 1)])
    for first, end in (block, (0, len(text))):
        found = [(text.find(written, first, end), written) for written in spellings]
        at, written = min(((at, written) for at, written in found if at >= 0), default=(-1, ""))
        if written:
            row = bisect_right(starts, at) - 1
            return MarkdownLink(target, written, row + 1, at - starts[row] + 1)
    return MarkdownLink(target, target, span[0] + 1, 1)


def paragraphs(text: str) -> list[str]:
    """The words of each block but headings, without marks; line breaks inside a block stay."""
    tokens = parser().parse(text)
    return [
        "".join(map(_words, token.children or ()))
        for before, token in pairwise(tokens)
        if token.type == "inline" and before.type != "heading_open"
    ]


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline") else ""
