"""A deck as it was written: slides of safe HTML, and the place of everything in them."""

from __future__ import annotations

from dataclasses import dataclass

from campaignkit.base.findings import Position
from campaignkit.slides.deck_settings import DeckSettings, Layout, Look, SlideSettings


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `ref` as written, `alt` for those who can't see it, `credit` under it."""

    ref: str
    alt: str
    credit: str
    position: Position


@dataclass(frozen=True, slots=True)
class DeckLink:
    """A link as written."""

    href: str
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; `source` is empty where none was given. Both are safe HTML."""

    html: str
    source: str
    position: Position


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a quiz slide, safe HTML."""

    html: str
    right: bool


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with its answers; `explanation` and `prompt` are safe HTML.

    `prompt` is empty where the slide's heading asks the question.
    """

    prompt: str
    options: tuple[Option, ...]
    explanation: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """A point of a timeline slide: when, and what happened. Safe HTML."""

    when: str
    what: str
    step: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The content of a slide by the role it plays in a layout. All text is safe HTML.

    `flow` is what has no other place. `width` is the widest line in units of one Chinese
    character, `lines` how many lines the slide fills; see `campaignkit.slides.extent`.
    """

    heading: str = ""
    heading_level: int = 0
    flow: str = ""
    columns: tuple[str, ...] = ()
    quote: Quote | None = None
    timeline: tuple[TimelineItem, ...] = ()
    quiz: Quiz | None = None
    images: tuple[Image, ...] = ()
    figure: str = ""
    characters: int = 0
    lines: float = 0


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `number` counts from 1 as the file is written, without title and closing."""

    number: int
    id: str
    layout: Layout
    look: Look
    settings: SlideSettings
    parts: Parts
    notes: str
    quotes: tuple[Quote, ...]
    links: tuple[DeckLink, ...]
    position: Position

    @property
    def title(self) -> str:
        """Its heading without markup, or its number."""
        return self.parts.heading or f"第 {self.number} 页"


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of one Markdown file.

    `settings_position` is where its front matter stands, or its first line.
    """

    path: str
    settings: DeckSettings
    slides: tuple[Slide, ...]
    position: Position

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture of the deck, in order."""
        return tuple(image for slide in self.slides for image in slide.parts.images)

    @property
    def minutes(self) -> float:
        """The sum of the minutes that are written."""
        return sum(slide.settings.minutes or 0 for slide in self.slides)
