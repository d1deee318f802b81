"""Marks inside a line that CommonMark does not know: plain tags, boxes, bare addresses.

`<b>` and its like become the Markdown they mean; they are built here and never passed through, so
that no tag of a text reaches a page. Boxes of a list become characters. An address ends at the
first character that is not ASCII, and so at Chinese punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_KINDS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "s"),
    **{name: name for name in ("u", "mark", "sub", "sup")},
}
"""What the tags of a text become."""
_TAG = re.compile(rf"<({'|'.join(_KINDS)})\s*>|<(br)\s*/?>", re.IGNORECASE)
_FARTHEST = 2_000
"""Characters within which a tag has to be closed, so that many open ones cost no more."""

TASK = re.compile(r"\[([ xX√✓])\][ \t\u3000]+(?=\S)")
BOXES = {False: "☐", True: "☑"}

_ADDRESS = re.compile(r"(?<![A-Za-z0-9_/@.=-])(?:https?://|www\.)[A-Za-z0-9\[][!#-;=?-\[\]_a-z~]*")
"""Printable ASCII without what no address holds: quotes, angles, braces, backslash, bar."""
_TRAILING = ".,;:!?'\"*_~"


def use_typed_inline(md: MarkdownIt) -> None:
    """Add the inline rule for tags, and the core rules for boxes and addresses."""
    md.inline.ruler.before("html_inline", "plain_tag", _plain_tag)
    md.core.ruler.after("inline", "task_box", _task_boxes)
    md.core.ruler.push("bare_address", _bare_addresses)


def _plain_tag(state: StateInline, silent: bool) -> bool:
    """`<b>…</b>` and its like without attributes, and `<br>`."""
    if state.src[state.pos] != "<":
        return False
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if match[2]:
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = match.end()
        return True
    closing = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE)
    end = closing.search(state.src, match.end(), min(state.posMax, match.end() + _FARTHEST))
    if end is None:
        return False
    if not silent:
        tag, last = _KINDS[match[1].lower()], state.posMax
        state.push(f"{tag}_open", tag, 1)
        state.pos, state.posMax = match.end(), end.start()
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push(f"{tag}_close", tag, -1)
    state.pos = end.end()
    return True


def _task_boxes(state: StateCore) -> None:
    """`- [ ]` and `- [x]` become a box; the content of the token stays as it was written."""
    for item, _, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type != "list_item_open" or inline.type != "inline" or not inline.children:
            continue
        match, first = TASK.match(inline.content), inline.children[0]
        if match and first.type == "text" and first.content.startswith(match[0].rstrip()):
            box = BOXES[match[1] != " "]
            first.content = f"{box} {first.content[len(match[0]) :]}"


def _bare_addresses(state: StateCore) -> None:
    if "http" not in state.src and "www." not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and ("http" in token.content or "www." in token.content):
            token.children = list(_linked(token.children or (), state.md))


def _linked(children: Sequence[Token], md: MarkdownIt) -> Iterator[Token]:
    """The tokens, with each address in a text that is not in a link itself made a link."""
    depth = 0
    for child in children:
        html = child.content.lower() if child.type == "html_inline" else ""
        depth += (child.type == "link_open") - (child.type == "link_close")
        depth += html.startswith("<a ") - html.startswith("</a")
        if child.type == "text" and depth == 0:
            yield from _split(child, md)
        else:
            yield child


def _split(text: Token, md: MarkdownIt) -> Iterator[Token]:
    at = 0
    for match in _ADDRESS.finditer(text.content):
        shown = bare_address(match[0])
        target = md.normalizeLink(shown if shown.startswith("http") else f"http://{shown}")
        if "." not in shown or not md.validateLink(target):
            continue
        if match.start() > at:
            yield text.copy(content=text.content[at : match.start()])
        attrs: dict[str, str | int | float] = {"href": target}
        yield Token("link_open", "a", 1, attrs=attrs, markup="linkify", info="auto")
        yield text.copy(content=shown)
        yield Token("link_close", "a", -1, markup="linkify", info="auto")
        at = match.start() + len(shown)
    if at == 0:
        yield text
    elif at < len(text.content):
        yield text.copy(content=text.content[at:])


def bare_address(written: str) -> str:
    """An address in ASCII without the punctuation that belongs to the sentence around it."""
    found = written
    while found:
        last = found[-1]
        opening = {")": "(", "]": "["}.get(last)
        unpaired = opening is not None and found.count(last) > found.count(opening)
        if last not in _TRAILING and not unpaired:
            break
        found = found[:-1]
    return found
