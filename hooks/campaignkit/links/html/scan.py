"""HTML text -> start tags with offsets, the way a browser's tokenizer cuts it.

Source: HTML Standard, §13.2.5 Tokenization and the parts of §13.2.6 that switch the tokenizer.
A parser that builds a tree (lexbor, html5ever) is as right but tells no offsets, and an editor
needs the line; `html.parser` tells lines but finds tags inside `title` and `textarea`. Every
pattern is possessive, so that hostile input costs linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from campaignkit.links.html.element_names import INTEGRATION, NOT_MARKUP
from campaignkit.links.html.open_elements import OpenElements

_WS = r"[\t\n\f\r ]"
_NAME = r"[a-zA-Z][^\t\n\f\r />]*+"
_ATTRIBUTE = (
    rf"[\t\n\f\r /]*+(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_WS}*+={_WS}*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    rf"|(?P<bare>(?![\"'])[^\t\n\f\r >]*+))|(?!{_WS}*+=))"
)
_ATTRIBUTES = re.sub(r"\?P<\w+>", "?:", f"(?:{_ATTRIBUTE})*+")
_TAG = re.compile(rf"<(/?)({_NAME})({_ATTRIBUTES}){_WS}*+(/?)[\t\n\f\r /]*+>")
_UNFINISHED = re.compile(r"</?[a-zA-Z]")
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_COMMENT = re.compile(r"<!--(?:-?>|(.*?)(?:--!?>|\Z))", re.DOTALL)

_SWITCHES = "|".join(sorted({*NOT_MARKUP, "template", "svg", "math"}))
_DULL = (
    "class|role|title|lang|dir|tabindex|type|rel|target|alt|width|height|hidden|translate|datetime"
    "|aria-label|aria-hidden|aria-expanded|data-(?!src|background)[a-z-]+"
)
_SKIP = re.compile(
    rf"(?:[^<]++"
    rf"|</?(?!(?i:{_SWITCHES})[\t\n\f\r />]){_NAME}(?:{_WS}++(?:{_DULL})=\"[^\"]*+\")*+>"
    r"|<svg(?: (?:xmlns|viewBox|class|width|height|aria-hidden)=\"[^\"]*+\")*+>"
    r"(?:<path(?: (?:d|class)=\"[^\"]*+\")*+/?>(?:</path>)?)*+</svg>)*+"
)


class Attribute(NamedTuple):
    """An attribute as written: lower-case name, value before entities, offset of the value."""

    name: str
    value: str
    offset: int


class Tag(NamedTuple):
    """A start tag, an end tag (`closing`), or a comment (name `!`).

    `inner` is the text of a raw-text element such as `script`, `inner_offset` where it begins.
    `foreign` says that the element is SVG or MathML; `inert`, that a `template` holds it.
    """

    name: str
    offset: int
    end: int
    attributes: tuple[int, int]
    closing: bool = False
    foreign: bool = False
    inert: bool = False
    inner: str = ""
    inner_offset: int = 0


def attributes(text: str, tag: Tag) -> Iterator[Attribute]:
    """The attributes of `tag`; of a name written twice only the first counts."""
    seen: set[str] = set()
    for match in _EACH_ATTRIBUTE.finditer(text, *tag.attributes):
        name, double, single, bare = match.groups()
        name = name.lower()
        if name in seen:
            continue
        seen.add(name)
        if match.lastindex == 1:
            yield Attribute(name, "", match.end())
        else:
            yield Attribute(name, double or single or bare or "", match.start(match.lastindex or 1))


def tags(text: str, *, xml: bool = False, every: bool = False) -> Iterator[Tag]:
    """Cut `text` into tags and comments, leaving out those that can't matter unless `every`.

    With `xml` the text is a stand-alone SVG file: all elements are foreign, CDATA is text.
    """
    return Tokenizer(text, xml=xml, every=every).run()


class Tokenizer:
    """The state that the standard calls the insertion mode, as little of it as cutting needs.

    It may begin at any `position` where nothing is open, and halts for good at one of `cuts`
    (offsets of tags, in order; the `first` that counts lies behind it) where nothing is open
    either: what lies between the two means the same wherever it stands. `position` then is that
    cut; else the end of the text.

    "Nothing" are SVG, MathML and templates: which elements of HTML are open need not be known, but
    for one case: an SVG that is not closed ends with the HTML element that holds it. Then
    `is_dependent` is set, all of the text before is read again, and every tag from there on.
    """

    def __init__(
        self,
        text: str,
        *,
        xml: bool = False,
        every: bool = False,
        position: int = 0,
        cuts: Sequence[int] = (),
        first: int = 0,
    ) -> None:
        self.text = text
        self.xml = xml
        self.every = every
        self.position = position
        self._cuts = cuts
        self._first = first
        self.is_dependent = False
        self._open = OpenElements()
        self._templates: list[bool] = []

    def run(self) -> Iterator[Tag]:
        """The tags up to the cut, or to the end of the text."""
        text, position, length = self.text, self.position, len(self.text)
        cuts = self._cuts
        number = self._first
        cut = cuts[number] if number < len(cuts) else length
        self.position = length
        skip, find, match_tag = _SKIP.match, text.find, _TAG.match
        while True:
            while cut < position:
                number += 1
                cut = cuts[number] if number < len(cuts) else length
            if self.xml or self.every or self.is_dependent or self._open.stack:
                start, position = position, find("<", position)
                if position > start:
                    self._open.text()
            else:
                found = skip(text, position, cut)
                position = found.end() if found else cut
                if position == cut < length and not self._templates:
                    self.position = cut
                    return
            if position < 0 or position >= length - 1:
                return
            match = match_tag(text, position)
            if not match:
                if _UNFINISHED.match(text, position):
                    return  # the file ends inside a tag: browsers drop it
                start, (comment, position) = position, self._declaration(position)
                if position == start + 1:
                    self._open.text()
                if comment:
                    yield comment
                continue
            tag = self._tag(match)
            yield tag
            position = tag.end

    def _after(self, mark: str, position: int) -> int:
        found = self.text.find(mark, position)
        return found + len(mark) if found >= 0 else len(self.text)

    def _declaration(self, position: int) -> tuple[Tag | None, int]:
        """A comment, doctype, CDATA section or bogus comment such as `<?…>` at `position`."""
        if self.text.startswith("<!--", position):
            match = _COMMENT.match(self.text, position)
            end = match.end() if match else len(self.text)
            inner = (match[1] or "") if match else ""
            inert = any(self._templates)
            return Tag("!", position, end, (0, 0), inert=inert, inner=inner), end
        if (self.xml or self._open.in_foreign) and self.text.startswith("<![CDATA[", position):
            return None, self._after("]]>", position)
        if self.text[position + 1] in "!?/":
            return None, self._after(">", position)
        return None, position + 1

    def _tag(self, match: re.Match[str]) -> Tag:
        name, closing = match[2].lower(), bool(match[1])
        inert = any(self._templates)
        foreign = self.xml or self._enter(name, match, closing=closing)
        tag = Tag(name, match.start(), match.end(), match.span(3), closing, foreign, inert)
        if closing or name not in NOT_MARKUP or (foreign and (name != "style" or match[4])):
            return tag
        inner, end = self._raw_text(name, match.end())
        if foreign:
            end = tag.end  # in SVG a style sheet is cut like any other text
        return tag._replace(inner=inner, inner_offset=match.end(), end=end)

    def _enter(self, name: str, match: re.Match[str], *, closing: bool) -> bool:
        """Follow into and out of SVG, MathML and templates; tell whether the tag is foreign."""
        elements = self._open
        if not elements.stack and not self.is_dependent and (closing or name not in INTEGRATION):
            if name == "template":
                self._template(match, closing=closing)
            return False
        if not self.is_dependent and elements.reaches_outside(name, closing=closing):
            self._read_before(match.start())
            elements = self._open
        if closing:
            templates = elements.templates
            foreign = elements.end(name)
            if elements.templates < templates:
                self._template(match, closing=True)
        else:
            foreign = elements.start(name, match[3], empty=bool(match[4]))
            if name == "template" and not foreign:
                self._template(match, closing=False)
        if not self.is_dependent and not (elements.stack and elements.stack[0].root):
            self._open = OpenElements()
        return foreign

    def _template(self, match: re.Match[str], *, closing: bool) -> None:
        if closing:
            del self._templates[-1:]
            return
        # A declarative shadow root is shown to the reader, so what it links to counts.
        self._templates.append("shadowrootmode" not in match[3].lower())

    def _read_before(self, position: int) -> None:
        """Learn which elements are open at `position` from all that stands before it."""
        before = Tokenizer(self.text[:position])
        before.is_dependent = True
        for _ in before.run():
            pass
        self.is_dependent = True
        self._open, self._templates = before._open, before._templates

    def _raw_text(self, name: str, start: int) -> tuple[str, int]:
        """The text up to the element's end tag, and the offset behind that text."""
        if name == "plaintext":
            return self.text[start:], len(self.text)
        end = _script_end(self.text, start) if name == "script" else _end(self.text, name, start)
        return self.text[start:end], end


def _end(text: str, name: str, start: int) -> int:
    match = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
    return match.start() if match else len(text)


_SCRIPT_MARK = re.compile(r"<!---*+>|<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


def _script_end(text: str, start: int) -> int:
    """The end of a script, which may hold `<!-- <script> … </script> -->` (double escaped)."""
    escaped = nested = False
    for match in _SCRIPT_MARK.finditer(text, start):
        mark = match[0]
        if mark.endswith("-->"):
            escaped = nested = False
        elif mark == "<!--":
            escaped = True
        elif match[1] and not nested:
            return match.start()
        elif match[1]:
            nested = False
        elif escaped:
            nested = True
    return len(text)
