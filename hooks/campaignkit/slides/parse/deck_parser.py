"""Parses a Markdown file into a `Deck`. Never raises on bad input: faults are findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it.token import Token

from campaignkit import source
from campaignkit.base.findings import Finding, Position
from campaignkit.model.validate import validate
from campaignkit.slides.parse import elements
from campaignkit.slides.parse.deck import Deck, Slide
from campaignkit.slides.parse.deck_comments import SlideComments, read_comments
from campaignkit.slides.parse.deck_settings import Appearance, DeckSettings
from campaignkit.slides.parse.grammar import markdown
from campaignkit.slides.parse.slide_parts import block_findings, read_parts
from campaignkit.slides.parse.token_html import render, render_markdown
from campaignkit.slides.parse.token_positions import TokenPositions, split_blocks, split_slides
from campaignkit.source.text import decode


def read_deck(file: Path, path: str) -> tuple[Deck | None, tuple[Finding, ...]]:
    """Read and parse one deck; `path` is what findings call it.

    The deck is None where the file cannot be read or is no text.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        message = f"幻灯片文件读不出来（{error.strerror or '输入输出错误'}）"
        return None, (Finding(Position(path), "missing-file", message, "检查文件名和位置"),)
    text = decode(raw, path)
    if text.content is None:
        return None, text.findings
    deck, findings = parse_deck(text.content, path)
    return deck, (*text.findings, *findings)


def parse_deck(text: str, path: str) -> tuple[Deck, tuple[Finding, ...]]:
    """Parse the text of a deck; what cannot be understood is a finding and is left out."""
    front = source.split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    settings, findings = _front_matter(front.yaml, path)
    positions = TokenPositions(path, tuple(front.body.split("\n")), front.body_line)
    tokens = markdown().parse(front.body)
    slides, found = _slides(tokens, settings, positions)
    deck = Deck(path, settings, slides, Position(path, 1))
    return deck, (*findings, *block_findings(tokens, positions), *found)


def _front_matter(yaml: str | None, path: str) -> tuple[DeckSettings, tuple[Finding, ...]]:
    if yaml is None or not yaml.strip():
        return DeckSettings(), ()
    document, findings = source.parse(yaml, path, first_line=2)
    if document is None:
        return DeckSettings(), findings
    checked = validate(document, DeckSettings)
    return checked.model or DeckSettings(), (*findings, *checked.findings)


def _slides(
    tokens: Sequence[Token], settings: DeckSettings, positions: TokenPositions
) -> tuple[tuple[Slide, ...], tuple[Finding, ...]]:
    """Slides in their order, the appearance running onward from each to the next."""
    appearance = Appearance().over(settings)
    slides: list[Slide] = []
    findings: list[Finding] = []
    ids: set[str] = set()
    for row, group in split_slides(tokens):
        if not group:
            continue
        comments = read_comments(group, positions)
        findings += comments.findings
        if comments.settings.onward:
            appearance = comments.settings.onward.over(appearance)
        slides.append(_slide(len(slides) + 1, row, group, comments, appearance, positions, ids))
    return tuple(slides), tuple(findings)


def _slide(
    number: int,
    row: int,
    group: Sequence[Token],
    comments: SlideComments,
    onward: Appearance,
    positions: TokenPositions,
    ids: set[str],
) -> Slide:
    shown, behind = _split_notes(group)
    appearance = comments.settings.over(onward)
    layout, parts = read_parts(shown, comments.settings, bool(appearance.steps), positions)
    slide_id = _free_id(comments.settings.id or _slug(parts.heading) or f"p{number}", ids)
    notes = "".join([*map(render_markdown, comments.notes), render(behind)])
    quotes = [block for block in split_blocks(shown) if block[0].type == "blockquote_open"]
    first = next((token for token in group if token.map and token.type != "comment"), group[0])
    return Slide(
        number=number,
        id=slide_id,
        layout=layout,
        appearance=appearance,
        settings=comments.settings,
        parts=parts,
        notes=notes,
        quotes=tuple(elements.read_quote(block, positions) for block in quotes),
        links=tuple(elements.find_links(shown, positions)),
        position=positions.block(first) if first.map else positions.row(row),
    )


def _split_notes(group: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """What is shown, and what follows the notes mark."""
    cut = next((i for i, token in enumerate(group) if token.type == "notes_mark"), len(group))
    return list(group[:cut]), list(group[cut + 1 :])


def _slug(heading: str) -> str:
    """An address made of the heading's words, Chinese kept."""
    return re.sub(r"[^\w]+", "-", heading.lower()).strip("-_")[:40]


def _free_id(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number behind it if another slide has it; noted in `taken`."""
    name, count = wanted, 2
    while name in taken:
        name, count = f"{wanted}-{count}", count + 1
    taken.add(name)
    return name
