"""URLs in RSS, Atom, sitemaps and tile configurations.

Source: RSS 2.0, RFC 4287, sitemaps.org 0.9, Media RSS. expat reads; document type definitions are
refused, so no entity can grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from campaignkit.links.html.attributes import Use
from campaignkit.links.html.values import names

_ROOTS = frozenset({"rss", "feed", "urlset", "sitemapindex", "RDF", "browserconfig"})
_TEXT = {
    **dict.fromkeys(names("link comments docs uri icon logo loc url"), Use.TELL),
    **dict.fromkeys(names("content_loc player_loc thumbnail_loc"), Use.TELL),
    "guid": Use.TELL,
}
_ATTRIBUTES = {
    "link": "href",
    "enclosure": "url",
    "content": "src",
    "source": "url",
    "thumbnail": "url",
    "player": "url",
    "image": "href",
    "generator": "uri",
    "collection": "href",
    "square70x70logo": "src",
    "square150x150logo": "src",
    "wide310x150logo": "src",
    "square310x310logo": "src",
    "TileImage": "src",
}
_EMBEDDED = frozenset({"encoded", "description", "content", "summary"})


_NEAR = 500
"""Characters after an element's start within which its attribute is looked for."""


class FeedUrl(NamedTuple):
    """A URL of a feed; `base` is the `xml:base` in force, `html` that `url` is embedded HTML."""

    offset: int
    place: str
    url: str
    base: str = ""
    html: bool = False


class _NotAFeedError(Exception):
    """The root element is none of ours."""


def feed_urls(text: str) -> Iterator[FeedUrl]:
    """Every URL of a feed or sitemap, in order; nothing for other XML.

    Raises `ValueError` with `line:column` where the XML is not well-formed or has a DTD with
    entities.
    """
    reader = _FeedReader(text)
    try:
        reader.parser.Parse(reader.data, True)
    except _NotAFeedError:
        return
    except expat.ExpatError as error:
        if not reader.stack and not reader.found:
            return  # never reached a root element of ours
        raise ValueError(f"{error.lineno}:{error.offset + 1}") from error
    for found in reader.found:
        inside = -1 if found.html else text.find(found.url, found.offset, found.offset + _NEAR)
        yield found._replace(offset=max(found.offset, inside))


class _FeedReader:
    """expat's handlers and the little state they share."""

    def __init__(self, text: str) -> None:
        self.data = text.lstrip("\ufeff").encode("utf-8", "replace")
        self.shift = len(text) - len(text.lstrip("\ufeff"))
        self.stack: list[tuple[str, dict[str, str], str]] = []
        self.buffer: list[str] = []
        self.text_at = 0
        self.found: list[FeedUrl] = []
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity
        self._counted = (0, 0)

    def offset(self) -> int:
        """Characters before the current event; counted on from the last call."""
        index, count = self._counted
        now = max(index, self.parser.CurrentByteIndex)
        count += len(self.data[index:now].decode("utf-8", "replace"))
        self._counted = (now, count)
        return count + self.shift

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(" ")[2]
        if not self.stack and name not in _ROOTS:
            raise _NotAFeedError
        base = attributes.get("http://www.w3.org/XML/1998/namespace base", "")
        self.stack.append((name, attributes, base or (self.stack[-1][2] if self.stack else "")))
        self.buffer, self.text_at = [], 0
        value = attributes.get(_ATTRIBUTES.get(name, ""), "")
        if value:
            self.found.append(
                FeedUrl(self.offset(), f"{name}[{_ATTRIBUTES[name]}]", value, self.stack[-1][2])
            )

    def characters(self, text: str) -> None:
        if not self.buffer:
            self.text_at = self.offset()
        self.buffer.append(text)

    def end(self, _: str) -> None:
        name, attributes, base = self.stack.pop()
        text = "".join(self.buffer).strip()
        self.buffer = []
        if not text:
            return
        if name in _TEXT and (name != "guid" or _is_permalink(text, attributes)):
            self.found.append(FeedUrl(self.text_at, name, text, base))
        elif name in _EMBEDDED and "<" in text:
            self.found.append(FeedUrl(self.text_at, name, text, base, html=True))

    def entity(self, *_: object) -> None:
        raise ValueError(f"{self.parser.CurrentLineNumber}:1")


def _is_permalink(text: str, attributes: dict[str, str]) -> bool:
    stated = attributes.get("isPermaLink", "true") != "false"
    return stated and text.startswith(("http://", "https://"))
