"""One built file -> its `Facts`: everything it refers to, its ids, and faults seen on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from campaignkit.links.html import attributes as places
from campaignkit.links.html import values
from campaignkit.links.html.attributes import Use
from campaignkit.links.html.css import css_urls
from campaignkit.links.html.facts import Facts
from campaignkit.links.html.feeds import FeedUrl, feed_urls
from campaignkit.links.html.fragment_cache import FragmentCache
from campaignkit.links.html.json_urls import is_manifest, ld_urls, manifest_urls
from campaignkit.links.html.literal_links import find_literal_links
from campaignkit.links.html.scan import Attribute, Tag, attributes, tags

HTML = (".html", ".htm", ".xhtml", ".shtml")
XML = (".xml", ".rss", ".atom")
JSON = (".webmanifest", ".json")
READ = (*HTML, *XML, *JSON, ".svg", ".css")
"""Endings of the files that can refer to something; ids are looked for in HTML and SVG."""

_IGNORE = re.compile(r"\s*ignore:")
_PAINTED = re.compile(r"url\(", re.IGNORECASE)


def extract(path: str, text: str, cache: FragmentCache | None = None) -> Facts:
    """Read a built file by the ending of its `path`; never raises, whatever `text` holds.

    With `cache` an HTML file is read by fragments; those that it holds are not parsed again.
    """
    facts = Facts()
    lower = path.lower()
    if lower.endswith(HTML):
        if cache is None:
            _markup(text, facts)
        else:
            cache.read(text, facts, _elements)
        for offset, link in find_literal_links(text):
            facts.note(offset, "unwritten-label" if link.endswith("]") else "unwritten", link)
    elif lower.endswith(".svg"):
        _markup(text, facts, xml=True)
    elif lower.endswith(".css"):
        _styles(text, 0, "css", facts)
    elif lower.endswith(XML):
        _feed(text, facts)
    elif lower.endswith(JSON) and is_manifest(path, text):
        _manifest(text, facts)
    return facts


def _markup(text: str, facts: Facts, *, xml: bool = False, shift: int | None = None) -> None:
    """Read HTML or SVG. With `shift` it is HTML inside an attribute, which lies at that offset."""
    _elements(text, tags(text, xml=xml), facts, shift)


def _elements(text: str, found_tags: Iterable[Tag], facts: Facts, shift: int | None = None) -> None:
    for tag in found_tags:
        if tag.name == "!":
            if not tag.inert and _IGNORE.match(tag.inner):
                facts.comments.append((tag.offset, tag.inner.strip()))
        elif not tag.closing and not tag.inert:
            if tag.name == "script":
                facts.scripted = True
            found = list(attributes(text, tag))
            if shift is not None:
                found = [attribute._replace(offset=shift) for attribute in found]
                tag = tag._replace(inner_offset=shift)
            if found:
                _element(tag, found, facts)
            if tag.inner:
                _inner(tag, found, facts)


def _element(tag: Tag, found: list[Attribute], facts: Facts) -> None:
    """The references and ids of one start tag."""
    name = tag.name
    for attribute in found:
        key, raw, offset = attribute
        if key == "id":
            _identify(raw, offset, facts)
        elif (name, key) in places.URLS and not tag.foreign:
            use, reader = places.URLS[name, key]
            if name == "input" and key == "src" and not _is_image_button(found):
                continue
            for link, inside in reader(raw):
                facts.refer(offset + inside, f"{name}[{key}]", use, link)
        elif key in _HANDLERS:
            _HANDLERS[key](tag, attribute, found, facts)
        elif key in places.IDS:
            _id_references(name, attribute, facts)
        elif tag.foreign and key in _SVG_LINKS:
            use = Use.LOAD if name in places.SVG_LOADS else Use.PAGE
            facts.refer(offset, f"{name}[{key}]", use, values.decoded(raw))
        elif key in places.ANY_ELEMENT:
            facts.refer(offset, f"{name}[{key}]", places.ANY_ELEMENT[key], values.decoded(raw))
        elif key in places.SVG_PAINT and _PAINTED.search(raw):
            _styles(values.decoded(raw), offset, f"{name}[{key}]", facts)


def _is_image_button(found: list[Attribute]) -> bool:
    return _value(found, "type").strip().lower() == "image"


_SVG_LINKS = frozenset({"href", "xlink:href"})


def _identify(raw: str, offset: int, facts: Facts) -> None:
    value = values.decoded(raw)
    if not value:
        return
    if value in facts.ids:
        facts.note(offset, "duplicate-id", value)
    else:
        facts.ids[value] = offset


def _id_references(name: str, attribute: Attribute, facts: Facts) -> None:
    elements = places.IDS[attribute.name]
    if elements and name not in elements:
        return
    for link, inside in values.words(attribute.value):
        facts.refer(attribute.offset + inside, f"{name}[{attribute.name}]", Use.ID, link)


def _link(tag: Tag, attribute: Attribute, found: list[Attribute], facts: Facts) -> None:
    if tag.name == "base" and not tag.foreign:
        if facts.base is None:
            facts.base = values.decoded(attribute.value)
        return
    if tag.name != "link":
        if tag.foreign:
            use = Use.LOAD if tag.name in places.SVG_LOADS else Use.PAGE
            facts.refer(attribute.offset, f"{tag.name}[href]", use, values.decoded(attribute.value))
        return
    types = _value(found, "rel").lower().split()
    uses = {places.LINK_TYPES.get(kind, Use.TELL) for kind in types}
    use = next((use for use in (Use.LOAD, Use.ORIGIN) if use in uses), Use.TELL)
    place = f"link[href] rel={types[0]}" if types else "link[href]"
    facts.refer(attribute.offset, place, use, values.decoded(attribute.value))


def _meta(tag: Tag, attribute: Attribute, found: list[Attribute], facts: Facts) -> None:
    if tag.name != "meta":
        return
    name, raw, offset = "meta[content]", attribute.value, attribute.offset
    if _value(found, "http-equiv").strip().lower() == "refresh":
        for link, inside in values.refresh(raw):
            facts.refer(offset + inside, f"{name} refresh", Use.PAGE, link)
        return
    key = (_value(found, "property") or _value(found, "name")).strip().lower()
    card = key.startswith(("og:", "twitter:", "article:"))
    if key in places.CARD_URLS or (card and re.match(r"\s*(?:https?:)?//", raw)):
        facts.refer(offset, f"{name} {key}", Use.TELL, values.decoded(raw))


def _style(tag: Tag, attribute: Attribute, _: list[Attribute], facts: Facts) -> None:
    raw = attribute.value
    first = len(facts.references)
    _styles(values.decoded(raw), attribute.offset, f"{tag.name}[style]", facts)
    if "&" in raw:
        _locate_in_raw(raw, attribute.offset, first, facts)


def _locate_in_raw(raw: str, shift: int, first: int, facts: Facts) -> None:
    """Entities move what follows them: find the links of `raw` where they are written."""
    for index, reference in enumerate(facts.references[first:], first):
        inside = max(0, raw.find(reference.link))
        facts.references[index] = reference._replace(offset=shift + inside)


def _name(tag: Tag, attribute: Attribute, _: list[Attribute], facts: Facts) -> None:
    if tag.name == "a":
        facts.named.add(values.decoded(attribute.value))
    elif tag.name == "map":
        facts.named.add("map " + values.decoded(attribute.value))


def _usemap(tag: Tag, attribute: Attribute, _: list[Attribute], facts: Facts) -> None:
    link = values.decoded(attribute.value)
    facts.refer(attribute.offset, f"{tag.name}[usemap]", Use.ID, link)


def _nested(tag: Tag, attribute: Attribute, _: list[Attribute], facts: Facts) -> None:
    """A document in an attribute: its links count, its ids are its own."""
    if tag.name != "iframe":
        return
    inner = Facts()
    _markup(values.decoded(attribute.value)[:_MAX_NESTED], inner, shift=attribute.offset)
    first = len(facts.references)
    for reference in inner.references:
        if reference.use is not Use.ID and reference.link[:1] not in ("", "#"):
            facts.references.append(reference)
    _locate_in_raw(attribute.value, attribute.offset, first, facts)


_MAX_NESTED = 1_000_000

_HANDLERS = {
    "href": _link,
    "content": _meta,
    "style": _style,
    "name": _name,
    "usemap": _usemap,
    "srcdoc": _nested,
}


def _inner(tag: Tag, found: list[Attribute], facts: Facts) -> None:
    """The text of `style` and of JSON-LD; the text of other scripts says nothing."""
    if tag.name == "style":
        _styles(tag.inner, tag.inner_offset, "style", facts)
    elif tag.name == "script" and _value(found, "type").strip().lower() == "application/ld+json":
        try:
            for offset, link in ld_urls(tag.inner):
                facts.refer(tag.inner_offset + offset, "script JSON-LD", Use.TELL, link)
        except ValueError:
            facts.note(tag.inner_offset, "bad-data", "JSON-LD")


def _styles(css: str, shift: int, place: str, facts: Facts) -> None:
    """`#id` in a page's own CSS points into the page; in a file it points into whoever uses it."""
    for offset, link in css_urls(css):
        if not link.startswith("#"):
            facts.refer(shift + offset, f"{place} url()", Use.LOAD, link)
        elif place != "css" and len(link) > 1:
            facts.refer(shift + offset, f"{place} url()", Use.ID, link)


def _feed(text: str, facts: Facts) -> None:
    try:
        for found in feed_urls(text):
            if found.html:
                _embedded(found, facts)
            else:
                facts.refer(found.offset, found.place, Use.TELL, _based(found))
    except ValueError as error:
        line, column = map(int, str(error).split(":"))
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        facts.note(starts[min(line, len(starts)) - 1] + column - 1, "bad-data", "XML")


def _based(found: FeedUrl) -> str:
    """A relative URL under `xml:base`, made plain for `resolve`."""
    if not found.base or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/", found.url):
        return found.url
    return found.base.rpartition("/")[0] + "/" + found.url


def _embedded(found: FeedUrl, facts: Facts) -> None:
    """HTML inside a feed: readers agree only about URLs that need no base."""
    inner = Facts()
    _markup(found.url, inner, shift=found.offset)
    for reference in inner.references:
        if re.match(r"(?:https?:)?//|/", reference.link):
            facts.references.append(reference._replace(place=f"{found.place} {reference.place}"))


def _manifest(text: str, facts: Facts) -> None:
    try:
        for offset, link, loaded in manifest_urls(text):
            facts.refer(offset, "manifest", Use.LOAD if loaded else Use.TELL, link)
    except ValueError:
        facts.note(0, "bad-data", "JSON")


def _value(found: list[Attribute], name: str) -> str:
    return next((values.decoded(a.value) for a in found if a.name == name), "")


def readable(paths: Iterator[str]) -> Iterator[str]:
    """The paths whose files `extract` reads."""
    return (path for path in paths if path.lower().endswith(READ))
