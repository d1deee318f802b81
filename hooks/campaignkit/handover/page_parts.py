"""What a page runs, links to and is called: read by an HTML5 parser, since the page may be hostile.

A script that somebody put into a page is told from the site's own by its key: the address that it
is loaded from, or a digest of its text. The keys of the site's own pages stand in the manifest.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_PAGE_BYTES = 8_000_000
"""Bytes of a page that are looked at; ours have some ten thousand."""

NO_SITE = "http://site.invalid/"
"""Stands for the root of a site whose address nobody knows. The name is reserved (RFC 2606)."""

_FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data", "applet": "code"}
_SCRIPT_TYPES = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|j|live)script.*",
    re.IGNORECASE,
)
"""Types of a `script` that is no mere data (HTML, 4.12.1)."""

_REFRESH = re.compile(r"^[\s\d.]*[;,]?\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
_LINKS = {"a": "href", "area": "href", "link": "href", "script": "src", "img": "src", **_FRAMES}
_SPECIAL = frozenset({"script", "base", "meta", "form", *_FRAMES})
_CODE = re.compile(r"\s*(?:javascript|vbscript|data:text/html)", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")


@dataclass(frozen=True, slots=True, order=True)
class ActiveElement:
    """Something in a page that runs, loads a page into it, or sends the reader elsewhere.

    `kind` is the element or the handler's name, `what` its address or a digest of its text,
    `excerpt` the beginning of the text for a reader.
    """

    kind: str
    what: str
    excerpt: str = ""

    @property
    def key(self) -> str:
        """What is the same for the same element of another page."""
        return f"{self.kind} {self.what}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where addresses of a page begin: the root of its site, and the base of the page."""

    root: str
    base: str

    def of(self, address: str) -> str:
        """An address without its fragment; one in the site begins with `/`, its root."""
        whole = _join(self.base, address).partition("#")[0]
        return f"/{whole.removeprefix(self.root)}" if whole.startswith(self.root) else whole


@dataclass(frozen=True, slots=True)
class PageParts:
    """What was read from a page."""

    title: str
    active: frozenset[ActiveElement]


def read_page(path: str, raw: bytes, site: str = "") -> PageParts:
    """The parts of a page at `path` in a site; at most `MAX_PAGE_BYTES` are read.

    `site` is the address of the site's root, with a slash at its end, empty where it is not known:
    an address below it is one in the site, however it is written.
    """
    parser = LexborHTMLParser(_decoded(raw[:MAX_PAGE_BYTES]))
    title = parser.css_first("head title")
    nodes = _nodes(parser)
    place = _place(path, site, nodes)
    active = {part for node in nodes for part in _active(node, node.attributes, place)}
    return PageParts(_plain(title.text() if title else ""), frozenset(active))


def links_of(path: str, raw: bytes, site: str = "") -> frozenset[str]:
    """Where a page leads to and what it loads: absolute, or from `/`, the root of the site.

    Arguments as those of `read_page`.
    """
    nodes = _nodes(LexborHTMLParser(_decoded(raw[:MAX_PAGE_BYTES])))
    place = _place(path, site, nodes)
    links = {place.of(link) for node in nodes if node.tag in _LINKS for link in _link(node)}
    return frozenset(links - {""})


def _nodes(parser: LexborHTMLParser) -> list[LexborNode]:
    top = parser.root
    return list(top.traverse()) if top is not None else []


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    return raw.decode("utf-8-sig", "replace")


def _plain(text: str) -> str:
    """A title on one line, without characters that cannot be seen."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())[:200]


def _place(path: str, site: str, nodes: list[LexborNode]) -> _Place:
    root = site or NO_SITE
    page = urljoin(root, quote(os.fsencode(path)))
    for node in nodes:
        href = node.attributes.get("href") if node.tag == "base" else None
        if href:
            return _Place(root, _join(page, href))
    return _Place(root, page)


def _link(node: LexborNode) -> Iterator[str]:
    link = node.attributes.get(_LINKS[node.tag or ""])
    if link:
        yield link


def _active(
    node: LexborNode, given: Mapping[str, str | None], place: _Place
) -> Iterator[ActiveElement]:
    """The active parts of one element and its attributes; called for each of a page."""
    if node.tag in _SPECIAL:
        yield from _special(node, given, place)
    for name, value in given.items():
        if name.startswith("on") or (value and ":" in value and _runs(value)):
            yield _written(name, value or "")


def _runs(value: str) -> bool:
    """Whether an address is code: browsers overlook blanks in it (WHATWG URL, 4.4)."""
    return _CODE.match(_BLANKS.sub("", value)) is not None


def _special(
    node: LexborNode, given: Mapping[str, str | None], place: _Place
) -> Iterator[ActiveElement]:
    tag = node.tag or ""
    if tag == "script" and _SCRIPT_TYPES.fullmatch((given.get("type") or "").strip()):
        yield _loaded("script", given.get("src") or given.get("href"), node.text(), place)
    elif tag in _FRAMES:
        yield _loaded(tag, given.get(_FRAMES[tag]), given.get("srcdoc") or "", place)
    elif tag == "base":
        yield ActiveElement("base", place.of(given.get("href") or ""))
    elif tag == "meta" and (given.get("http-equiv") or "").strip().lower() == "refresh":
        found = _REFRESH.match(given.get("content") or "")
        yield ActiveElement("refresh", place.of(found[1] if found else ""))
    elif tag == "form" and (action := place.of(given.get("action") or "")).startswith("http"):
        yield ActiveElement("form", action)


def _loaded(kind: str, address: str | None, text: str, place: _Place) -> ActiveElement:
    return ActiveElement(kind, place.of(address)) if address else _written(kind, text)


def _written(kind: str, text: str) -> ActiveElement:
    digest = hashlib.sha256(text.strip().encode("utf-8", "replace")).hexdigest()[:32]
    return ActiveElement(kind, f"sha256:{digest}", _plain(text)[:80])


def _join(base: str, address: str) -> str:
    """The absolute address; one that no browser could read either stays as it is written."""
    written = address.strip().replace("\\", "/")
    try:
        parts = urlsplit(urljoin(base, written))
    except ValueError:
        return written
    return parts._replace(netloc=parts.netloc.lower()).geturl()
