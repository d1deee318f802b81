"""Sorts the top-level blocks of a slide by role, and chooses the layout where none is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from campaignkit.base.findings import Finding
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.parse import elements, line_estimate
from campaignkit.slides.parse.deck import Parts, Quiz, Quote, TimelineItem
from campaignkit.slides.parse.deck_settings import Layout, SlideSettings
from campaignkit.slides.parse.token_html import plain, render
from campaignkit.slides.parse.token_positions import TokenPositions, split_blocks

Blocks = list[list[Token]]

_NARROW = {"side": 0.52, "quote": 0.7, "statement": 0.5, "profile": 0.6, "section": 0.6}


@dataclass(slots=True)
class _Roles:
    """The top-level blocks of a slide, by role. `rest` is whatever has no role of its own."""

    heading: list[Token] = field(default_factory=list)
    columns: Blocks = field(default_factory=list)
    quotes: Blocks = field(default_factory=list)
    timelines: Blocks = field(default_factory=list)
    options: Blocks = field(default_factory=list)
    figures: Blocks = field(default_factory=list)
    rest: Blocks = field(default_factory=list)


def read_parts(
    tokens: Sequence[Token], settings: SlideSettings, steps: bool, positions: TokenPositions
) -> tuple[Layout, Parts]:
    """The layout of a slide, chosen by content where `settings` has none, and its content by role.

    `tokens` are the slide's without its notes; `steps` makes list items appear one by one.
    """
    roles = _roles([block for block in split_blocks(tokens) if block[0].type != "comment"])
    layout = settings.layout or _layout(roles, settings)
    if steps:
        _mark_steps(roles.rest, roles.columns)
    parts = Parts(
        heading=plain(render(roles.heading)),
        heading_level=int(roles.heading[0].tag[1]) if roles.heading else 0,
        flow=_flow(layout, roles),
        columns=tuple(render(block[1:-1]) for block in roles.columns),
        quote=_quote(layout, roles, positions),
        timeline=_timeline(layout, roles, steps),
        quiz=_quiz(layout, roles),
        images=tuple(elements.find_images(tokens, positions)),
        figure=render(roles.figures[0]) if layout in ("picture", "side") and roles.figures else "",
        characters=line_estimate.characters(tokens),
        lines=_lines(layout, roles, tokens),
    )
    return layout, parts


def block_findings(tokens: Sequence[Token], positions: TokenPositions) -> Iterator[Finding]:
    """Findings on `:::` and code blocks: unknown names, and blocks that run over a slide's end."""
    for token in tokens:
        if token.type == "container_block_open" and token.info.strip() != "column":
            name = token.info.strip()
            hint = did_you_mean(name, ["column"]) or "分栏写成 ::: column，其他内容去掉 :::"
            yield Finding(positions.block(token), "deck-block", f"没有“::: {name}”这种块", hint)
        if token.type == "hr" and token.level > 0 and token.markup.startswith("-"):
            message = "这条 --- 写在还没结束的 ::: 块（或引文、列表）里面，没有分页"
            hint = "在它上面补一行 :::，让前面的块结束"
            yield Finding(positions.block(token), "deck-unclosed", message, hint)
        if token.type == "fence" and token.map and not _fence_closed(token, positions):
            message = "代码块没有结束，后面的内容都被当成了代码"
            yield Finding(positions.block(token), "deck-unclosed", message, "补上结尾的 ```")


def _fence_closed(token: Token, positions: TokenPositions) -> bool:
    last = positions.lines[token.map[1] - 1] if token.map else ""
    return token.map is not None and token.map[1] - token.map[0] > 1 and token.markup in last


def _roles(blocks: Blocks) -> _Roles:
    roles = _Roles()
    for block in blocks:
        kind = block[0].type
        if block[0].tag in ("h1", "h2") and not roles.heading:
            roles.heading = block
        elif kind == "container_block_open" and block[0].info.strip() == "column":
            roles.columns.append(block)
        elif kind == "blockquote_open":
            roles.quotes.append(block)
        elif kind == "dl_open":
            roles.timelines.append(block)
        elif kind == "bullet_list_open" and elements.read_options(block):
            roles.options.append(block)
        elif elements.is_only_image(block):
            roles.figures.append(block)
        else:
            roles.rest.append(block)
    return roles


def _layout(roles: _Roles, settings: SlideSettings) -> Layout:
    """The layout that the content asks for by itself."""
    if settings.person:
        return "profile"
    if settings.question or roles.options:
        return "quiz"
    if roles.columns:
        return "columns"
    if roles.timelines and not roles.rest:
        return "timeline"
    if roles.quotes and not roles.rest and not roles.figures:
        return "quote"
    if len(roles.figures) == 1:
        return "side" if roles.rest or roles.quotes or roles.timelines else "picture"
    if roles.heading and roles.heading[0].tag == "h1" and _only_paragraphs(roles, 1):
        return "section"
    if not roles.heading and _only_paragraphs(roles, 2) and roles.rest:
        return "statement"
    return "content"


def _only_paragraphs(roles: _Roles, most: int) -> bool:
    others = roles.quotes or roles.timelines or roles.figures
    paragraphs = all(block[0].type == "paragraph_open" for block in roles.rest)
    return not others and paragraphs and len(roles.rest) <= most


_PLACED: dict[Layout, tuple[str, ...]] = {
    "columns": ("columns",),
    "quote": ("quotes",),
    "timeline": ("timelines",),
    "quiz": ("options", "rest"),
    "picture": ("figures",),
    "side": ("figures",),
}


def _flow(layout: Layout, roles: _Roles) -> str:
    """Everything that the layout has no place of its own for, in the order of the roles."""
    placed = _PLACED.get(layout, ())
    left: list[Token] = []
    for role in ("rest", "columns", "timelines", "options", "quotes", "figures"):
        blocks: Blocks = getattr(roles, role)
        first = 1 if role in placed and role not in ("columns", "rest") else 0
        if role in placed and role in ("columns", "rest"):
            continue
        left += [token for block in blocks[first:] for token in block]
    return render(left)


def _quote(layout: Layout, roles: _Roles, positions: TokenPositions) -> Quote | None:
    if layout != "quote" or not roles.quotes:
        return None
    return elements.read_quote(roles.quotes[0], positions)


def _timeline(layout: Layout, roles: _Roles, steps: bool) -> tuple[TimelineItem, ...]:
    if layout != "timeline":
        return ()
    return elements.read_timeline(roles.timelines[0], steps) if roles.timelines else ()


def _quiz(layout: Layout, roles: _Roles) -> Quiz | None:
    """A question written on the slide: what follows the answers explains them."""
    if layout != "quiz" or not roles.options:
        return None
    options = roles.options[0]
    first = options[0].map[0] if options[0].map else 0
    before = [b for b in roles.rest if b[0].map and b[0].map[0] < first]
    after = [b for b in roles.rest if b not in before]
    return Quiz(
        prompt=render([token for block in before for token in block]),
        options=elements.read_options(options),
        explanation=render([token for block in after for token in block]),
    )


def _mark_steps(*groups: Blocks) -> None:
    """Let the items of a slide's lists appear one by one; the first is there from the start."""
    is_first = True
    for block in (block for group in groups for block in group):
        top = min((token.level for token in block if token.type == "list_item_open"), default=0)
        for token in block:
            if token.type == "list_item_open" and token.level == top:
                if not is_first:
                    token.attrJoin("class", "fragment")
                is_first = False


def _lines(layout: Layout, roles: _Roles, tokens: Sequence[Token]) -> float:
    """Lines of body text the slide fills, by the width its layout leaves to the text."""
    full = line_estimate.FULL_WIDTH
    if layout == "columns" and roles.columns:
        share = full / len(roles.columns) - 1
        tallest = max(line_estimate.lines(block[1:-1], share) for block in roles.columns)
        return tallest + sum(line_estimate.lines(block) for block in roles.rest)
    if layout == "timeline":
        return 0.0
    blocks = [b for b in split_blocks(tokens) if b[0].tag not in ("h1", "h2")]
    body = [token for block in blocks for token in block]
    return line_estimate.lines(body, full * _NARROW.get(layout, 1.0))
