"""A page rendered once by the engine, with holes that each record fills.

The engine is handed a page whose title, description, address and body are markers. Whatever theme,
plugins and overrides do, they do once, to this page. Cutting the result at the markers gives the
shell; filling it is one join of strings. A hole's content is never searched for markers, so a
record cannot reach another hole whatever its text is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import escape

from campaignkit.base.fingerprint import digest

HOLES = ("path", "title", "description", "head", "body")
"""The address below the shell's section; title and description as text; `head`, `body` as HTML."""

_HTML_HOLES = frozenset({"head", "body"})


class ShellKey(NamedTuple):
    """What pages that are stamped on one shell have in common.

    `section` is the first folder of their addresses (`campaigns`), `layout` the shape of their
    column, `depth` how many folders their addresses have: so relative links of the frame and the
    mark of the current section in the navigation are right.
    """

    section: str
    layout: str
    depth: int

    @classmethod
    def of(cls, uri: str, layout: str) -> ShellKey:
        """The shell of a page at an address that ends with a slash."""
        return cls(uri.partition("/")[0], layout, uri.count("/"))

    @property
    def name(self) -> str:
        """A name from which its markers are made."""
        return f"{self.section}/{self.layout}/{self.depth}"

    def path(self, uri: str) -> str:
        """What goes into the hole `path` for the page at an address."""
        return uri.removeprefix(f"{self.section}/").rstrip("/")


class ShellError(ValueError):
    """The engine's page lacks a hole, or has one where it must not be."""


@dataclass(frozen=True, slots=True)
class Markers:
    """The markers of one shell: lower-case ASCII, so that they pass through URLs unchanged."""

    key: str

    @classmethod
    def of(cls, name: str) -> Markers:
        """Markers for the shell called `name`; the same name gives the same markers."""
        return cls(hashlib.sha256(f"shell:{name}".encode()).hexdigest()[:16])

    def __getitem__(self, hole: str) -> str:
        return f"ck{self.key}{hole}ck"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds any marker; group 1 is the hole. A path is a marker for each of its folders."""
        again = f"ck{self.key}pathck"
        return re.compile(f"ck{self.key}({'|'.join(HOLES)})ck(?:/{again})*")


@dataclass(frozen=True)
class Shell:
    """The fixed parts of a page and the holes between them: `parts` is one longer than `holes`."""

    parts: tuple[str, ...]
    holes: tuple[str, ...]

    @cached_property
    def key(self) -> bytes:
        """The same for the same shell."""
        return digest(*self._encoded, *(hole.encode() for hole in self.holes))

    @cached_property
    def _encoded(self) -> tuple[bytes, ...]:
        return tuple(part.encode() for part in self.parts)

    def fill(self, content: Mapping[str, str]) -> bytes:
        """One page. Text is escaped for text and quoted attributes; `head` and `body` are HTML."""
        ready = {
            hole: (content[hole] if hole in _HTML_HOLES else str(escape(content[hole]))).encode()
            for hole in HOLES
        }
        pieces = [self._encoded[0]]
        for hole, part in zip(self.holes, self._encoded[1:], strict=True):
            pieces.append(ready[hole])
            pieces.append(part)
        return b"".join(pieces)


def cut(html: str, markers: Markers, depth: int = 2) -> Shell:
    """Cut the engine's page at the markers. Raises `ShellError` where a hole is not in place.

    The shell of a page whose address has but one folder (`depth`) is that page's own: its address
    stands in it, and there is no hole for the path.
    """
    pieces = markers.pattern.split(html)
    parts, holes = tuple(pieces[::2]), tuple(pieces[1::2])
    needed = HOLES if depth > 1 else HOLES[1:]
    missing = [hole for hole in needed if hole not in holes]
    if missing:
        raise ShellError(f"the page has no hole for {', '.join(missing)}")
    for hole in ("head", "body"):
        if holes.count(hole) != 1:
            raise ShellError(f"the page has {holes.count(hole)} holes for {hole}, not one")
    _refuse_scripts(html, markers)
    return Shell(parts, holes)


def _refuse_scripts(html: str, markers: Markers) -> None:
    """Escaping for HTML is not enough inside a script or a style: no hole may stand there."""
    for element in re.finditer(r"<(script|style)\b.*?</\1\s*>", html, re.DOTALL | re.IGNORECASE):
        if markers.pattern.search(element[0]):
            raise ShellError(f"a hole stands inside a <{element[1]}> element")


def shell_source(key: ShellKey) -> str:
    """The Markdown file, below the docs folder, whose page becomes the shell."""
    if key.depth == 1:
        return f"{key.section}/index.md"
    marker = Markers.of(key.name)["path"]
    return f"{key.section}/{'/'.join([marker] * (key.depth - 1))}.md"


def marked_page(
    markers: Markers, layout: str = "record", depth: int = 1, search: bool = False
) -> str:
    """The Markdown page for the engine, all markers in their places.

    Our theme takes them from the front matter. Every other shows the page's content, so the body
    stands there too. A theme that looks for a title in the content, to write one of its own where
    there is none, finds it in the comment: each body has one. With `search` a button for it stands
    there, too: only our theme has one in its head.
    """
    path = "/".join([markers["path"]] * (depth - 1))
    button = '<p><button type="button" class="ck-button" data-ck-search>搜索</button></p>'
    return (
        "---\n"
        f"title: {markers['title']}\n"
        f"description: {markers['description']}\n"
        f"shell: {{head: {markers['head']}, body: {markers['body']}}}\n"
        f"layout: {layout or 'null'}\n"
        "hide: [navigation, toc]\n"
        "search: {exclude: true}\n"
        "---\n"
        f'<div id="ck-content" class="ck-article ck-article--{layout or "plain"}"'
        f' data-ck-page="{path}">{button if search else ""}<!--<h1-->{markers["body"]}</div>\n'
    )
