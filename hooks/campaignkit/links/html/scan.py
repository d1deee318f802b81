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

from campaignkit.links.html.values import names

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

RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
_NOT_MARKUP = RAW_TEXT | {"textarea", "title", "plaintext"}
_SWITCHES = "|".join(sorted({*_NOT_MARKUP, "template", "svg", "math"}))
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
_BREAKOUT = names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul "
    "var"
)
_BREAKOUT_ENDS = frozenset({"p", "br"})
_INTEGRATION = {
    "svg": frozenset({"foreignobject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext", "annotation-xml"}),
}
_INTEGRATION_POINTS: frozenset[str] = frozenset().union(*_INTEGRATION.values())
"""Elements of SVG and MathML in which HTML goes on."""


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
        self.foreign: list[str] = ["xml"] if xml else []
        self.templates: list[bool] = []

    @property
    def in_foreign(self) -> bool:
        """Whether what comes next is SVG or MathML."""
        return bool(self.foreign) and (self.xml or self.foreign[-1] not in _INTEGRATION_POINTS)

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
            if self.foreign or self.every:
                position = find("<", position)
            else:
                found = skip(text, position, cut)
                position = found.end() if found else cut
                if position == cut < length and not self.templates:
                    self.position = cut
                    return
            if position < 0 or position >= length - 1:
                return
            match = match_tag(text, position)
            if not match:
                if _UNFINISHED.match(text, position):
                    return  # the file ends inside a tag: browsers drop it
                comment, position = self._declaration(position)
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
            inert = any(self.templates)
            return Tag("!", position, end, (0, 0), inert=inert, inner=inner), end
        if self.in_foreign and self.text.startswith("<![CDATA[", position):
            return None, self._after("]]>", position)
        if self.text[position + 1] in "!?/":
            return None, self._after(">", position)
        return None, position + 1

    def _tag(self, match: re.Match[str]) -> Tag:
        name, closing = match[2].lower(), bool(match[1])
        inert = any(self.templates)
        foreign = self._enter(name, match[3], closing=closing, empty=bool(match[4]))
        if name == "template" and not foreign:
            self._template(match, closing=closing)
        tag = Tag(name, match.start(), match.end(), match.span(3), closing, foreign, inert)
        if closing or name not in _NOT_MARKUP or (foreign and (name != "style" or match[4])):
            return tag
        inner, end = self._raw_text(name, match.end())
        if foreign:
            end = tag.end  # in SVG a style sheet is cut like any other text
        return tag._replace(inner=inner, inner_offset=match.end(), end=end)

    def _template(self, match: re.Match[str], *, closing: bool) -> None:
        if closing:
            del self.templates[-1:]
            return
        # A declarative shadow root is shown to the reader, so what it links to counts.
        self.templates.append("shadowrootmode" not in match[3].lower())

    def _enter(self, name: str, attributes: str, *, closing: bool, empty: bool) -> bool:
        """Follow into and out of SVG and MathML; tell whether this tag belongs to them."""
        stack = self.foreign
        breaks_out = (
            self.in_foreign and not self.xml and name in (_BREAKOUT_ENDS if closing else _BREAKOUT)
        )
        if closing and not breaks_out:
            if name in stack and not (self.xml and name == "xml"):
                del stack[len(stack) - 1 - stack[::-1].index(name) :]
                return True
            return self.in_foreign
        if breaks_out:
            while stack and stack[-1] not in _INTEGRATION_POINTS:
                stack.pop()
            return False
        if name in {"svg", "math"}:
            if not empty:
                stack.append(name)
            return True
        inside = self.in_foreign
        if inside and not self.xml and not empty and name in self._integration(attributes):
            stack.append(name)
        return inside

    def _integration(self, attributes: str) -> frozenset[str]:
        """The integration points that an element with these attributes may be, where we are."""
        root = next(name for name in reversed(self.foreign) if name in _INTEGRATION)
        points = _INTEGRATION[root]
        return points if "html" in attributes.lower() else points - {"annotation-xml"}

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
