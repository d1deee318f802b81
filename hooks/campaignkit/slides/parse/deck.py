"""The parsed deck: slides as safe HTML, each with its position in the Markdown file."""

from __future__ import annotations

from dataclasses import dataclass

from campaignkit.base.findings import Position
from campaignkit.slides.parse.deck_settings import Appearance, DeckSettings, Layout, SlideSettings


@dataclass(frozen=True, slots=True)
class Image:
    """An image: `ref` as written in the file, its text alternative, the credit shown under it."""

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
    """An entry of a timeline slide: when, and what happened (safe HTML); `step` delays it."""

    when: str
    what: str
    step: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The content of a slide by the role it plays in a layout. All text is safe HTML.

    `flow` is whatever no other field takes. `figure` is the image that the layout places by itself.
    `characters` are visible characters without blanks, `lines` the estimated lines of body text;
    see `line_estimate`.
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
    appearance: Appearance
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

    `path` is what findings call the file; `position` is its first line.
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
