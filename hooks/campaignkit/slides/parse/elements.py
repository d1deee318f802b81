"""Readers for the elements of a slide: quotation, timeline, quiz options, images, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from campaignkit.slides.parse.deck import DeckLink, Image, Option, Quote, TimelineItem
from campaignkit.slides.parse.token_html import image_ref, render
from campaignkit.slides.parse.token_positions import TokenPositions, split_blocks

_TASK = re.compile(r"\[([ xX√✓])\][ 　]*")
_BOX = re.compile(r"(?:\[[ xX√✓]\]|[☐☑])[ 　]*")
_SOURCE = re.compile(r"^[ 　]*(?:—{1,2}|–|--)[ 　]*")


def find_images(tokens: Iterable[Token], positions: TokenPositions) -> Iterator[Image]:
    """Every picture among tokens, in order, those in links too."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                ref, title = image_ref(child), str(child.attrGet("title") or "")
                alt = "".join(c.content for c in child.children or ())
                place = positions.inline(token, child.meta.get("offset", 0), len(child.content) + 4)
                yield Image(ref, alt, title, place)


def find_links(tokens: Iterable[Token], positions: TokenPositions) -> Iterator[DeckLink]:
    """Every link among tokens, in order."""
    for token in tokens:
        children = token.children or []
        for index, child in enumerate(children):
            if child.type == "link_open":
                text = "".join(c.content for c in _until_close(children[index + 1 :]))
                href = str(child.attrGet("href") or "")
                place = positions.inline(token, child.meta.get("offset", 0), len(text) + 2)
                yield DeckLink(href, text, place)


def _until_close(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_close":
            return
        yield token


def is_only_image(block: Sequence[Token]) -> bool:
    """Whether a block is a paragraph that holds one picture and nothing else."""
    if block[0].type != "paragraph_open" or len(block) != 3:
        return False
    kinds = [c.type for c in block[1].children or () if c.type != "comment" and c.content.strip()]
    return kinds == ["image"]


def read_quote(block: Sequence[Token], positions: TokenPositions) -> Quote:
    """A quotation and its source: the last line, where it begins with a dash."""
    inner = list(block[1:-1])
    place = positions.block(block[0])
    last = next((i for i in reversed(range(len(inner))) if inner[i].type == "inline"), None)
    if last is None:
        return Quote("", "", place)
    children = inner[last].children or []
    cut = max((i for i, c in enumerate(children) if c.type.endswith("break")), default=-1)
    line = children[cut + 1 :]
    text = "".join(child.content for child in line)
    if not _SOURCE.match(text) or not line:
        return Quote(render(inner), "", place)
    source = _with_children(inner[last], line, _SOURCE)
    if cut < 0:
        quoted = inner[: last - 1] + inner[last + 2 :]
    else:
        quoted = [*inner[:last], _with_children(inner[last], children[:cut]), *inner[last + 1 :]]
    return Quote(render(quoted), render([source]).strip(), place)


def _with_children(
    inline: Token, children: Sequence[Token], drop: re.Pattern[str] | None = None
) -> Token:
    """A copy of an inline token that holds only `children`, a pattern dropped from its start."""
    copies = [child.copy() for child in children]
    if drop and copies:
        copies[0].content = drop.sub("", copies[0].content, count=1)
    text = "".join(child.content for child in copies)
    return inline.copy(children=copies, content=text)


def read_timeline(block: Sequence[Token], steps: bool) -> tuple[TimelineItem, ...]:
    """The entries of a definition list; with `steps`, all but the first appear one by one."""
    items: list[TimelineItem] = []
    when: list[str] = []
    for part in split_blocks(block[1:-1]):
        text = render(part[1:-1]).strip()
        if part[0].type == "dt_open":
            when.append(text)
        elif when:
            items.append(TimelineItem(when.pop(), text, steps and bool(items)))
        elif items:
            last = items.pop()
            items.append(TimelineItem(last.when, last.what + text, last.step))
    return tuple(items)


def read_options(block: Sequence[Token]) -> tuple[Option, ...]:
    """The answers in a list of `[ ]` and `[x]`; nothing if any item is something else."""
    options = []
    for item in split_blocks(block[1:-1]):
        inline = next((token for token in item if token.type == "inline"), None)
        match = _TASK.match(inline.content) if inline else None
        if inline is None or match is None:
            return ()
        shown = render([_with_children(inline, inline.children or [], _BOX)]).strip()
        options.append(Option(shown, match[1] != " "))
    return tuple(options)
