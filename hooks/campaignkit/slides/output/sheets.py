"""Combines a deck with its session into sheets: the slides as shown, with opening and closing."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import segno

from campaignkit.slides.context import DeckAgendaItem, DeckContext, PersonCard, Question
from campaignkit.slides.parse.deck import Deck, Option, Parts, Quiz, Slide
from campaignkit.slides.parse.deck_settings import Appearance
from campaignkit.slides.parse.token_html import render_inline, render_markdown, unwrap

OPENING = "opening"
CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide as it is shown.

    Fields hold text, but for those of `parts`, `quiz`, `notes` and
    `code`, which are safe HTML.

    `timing` is the planned time in seconds, or None. `number` counts all sheets from 1, `ordinal`
    the sections.
    """

    id: str
    layout: str
    appearance: Appearance
    heading: str
    number: int = 0
    total: int = 0
    ordinal: int = 0
    parts: Parts = field(default_factory=Parts)
    subtitle: str = ""
    quiz: Quiz | None = None
    people: tuple[PersonCard, ...] = ()
    agenda: tuple[DeckAgendaItem, ...] = ()
    ratio: str = "1-1"
    footer: str = ""
    sample: bool = False
    code: str = ""
    notes: str = ""
    timing: int | None = None

    @property
    def theme(self) -> str:
        """Light or dark."""
        return self.appearance.theme or "light"

    @property
    def is_custom(self) -> bool:
        """Whether it has colours of its own."""
        return bool(self.appearance.background or self.appearance.ink)


def make_sheets(deck: Deck, context: DeckContext) -> tuple[Sheet, ...]:
    """All sheets in order, with the opening and closing made from the session."""
    sheets = list(_sheets(deck, context))
    return tuple(
        replace(sheet, number=index, total=len(sheets)) for index, sheet in enumerate(sheets, 1)
    )


def _sheets(deck: Deck, context: DeckContext) -> Iterator[Sheet]:
    appearance = Appearance().over(deck.settings)
    shown = {"appearance": appearance, "sample": context.sample, "code": qr_code(context.page_url)}
    if deck.settings.opening:
        title = deck.settings.title or context.session
        subtitle = deck.settings.subtitle or ""
        yield Sheet(OPENING, OPENING, heading=title, subtitle=subtitle, **shown)  # type: ignore[arg-type]
    ordinal = 0
    for slide in deck.slides:
        ordinal += slide.layout == "section"
        yield _slide(deck, slide, context, ordinal)
    if deck.settings.closing:
        yield Sheet(CLOSING, CLOSING, heading=deck.settings.thanks, **shown)  # type: ignore[arg-type]


def _slide(deck: Deck, slide: Slide, context: DeckContext, ordinal: int) -> Sheet:
    minutes = slide.settings.minutes
    people = (context.people.get(person) for person in slide.settings.person)
    return Sheet(
        id=slide.id,
        layout=slide.layout,
        appearance=slide.appearance,
        heading=_heading(slide, context),
        ordinal=ordinal,
        parts=slide.parts,
        quiz=_quiz(slide, context),
        people=tuple(person for person in people if person),
        agenda=_agenda(deck, context) if slide.layout == "agenda" else (),
        ratio=(slide.settings.ratio or "1:1").replace(":", "-"),
        footer=slide.appearance.footer or context.campaign,
        sample=context.sample,
        notes=slide.notes,
        timing=None if minutes is None else round(minutes * 60),
    )


def _heading(slide: Slide, context: DeckContext) -> str:
    question = context.questions.get(slide.settings.question or "")
    if slide.parts.heading or question is None:
        return slide.parts.heading
    return question.prompt


def _quiz(slide: Slide, context: DeckContext) -> Quiz | None:
    question = context.questions.get(slide.settings.question or "")
    return _from_bank(question, bool(slide.parts.heading)) if question else slide.parts.quiz


def _from_bank(question: Question, has_heading: bool) -> Quiz:
    options = enumerate(question.options)
    return Quiz(
        prompt=render_inline(question.prompt) if has_heading else "",
        options=tuple(Option(render_inline(text), i in question.answers) for i, text in options),
        explanation=render_markdown(unwrap(question.explanation)),
        source=question.source,
    )


def _agenda(deck: Deck, context: DeckContext) -> tuple[DeckAgendaItem, ...]:
    """The session's agenda; without one, the deck's own sections."""
    if context.agenda:
        return context.agenda
    sections = [slide for slide in deck.slides if slide.layout == "section"]
    return tuple(DeckAgendaItem(f"{i:02d}", slide.title) for i, slide in enumerate(sections, 1))


@lru_cache(maxsize=256)
def qr_code(url: str) -> str:
    """A QR code as inline SVG that screen readers name, or nothing without an address."""
    if not url:
        return ""
    code = segno.make_qr(url, error="m")
    svg = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    return svg.replace("<svg", f'<svg role="img" aria-label="二维码：{html.escape(url)}"', 1)
