"""The session data that a deck shows. Plain values: the caller fills them from the Catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DeckAgendaItem:
    """A line of the session's agenda: `time` as it should be shown, and what happens."""

    time: str
    title: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as a profile slide shows them.

    `portrait` is a picture on disk, and given only where its consent allows it. `bio` is Markdown
    of which the first paragraph is shown, without its links.
    """

    name: str
    unit: str = ""
    occupation: str = ""
    bio: str = ""
    honours: tuple[str, ...] = ()
    portrait: Path | None = None
    portrait_alt: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A quiz question that may be published. `answers` are indices into `options` from 0."""

    prompt: str
    options: tuple[str, ...]
    answers: tuple[int, ...]
    explanation: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DeckContext:
    """The session, its campaign and the things a deck may name.

    `page` is the session's page below the site's root (`campaigns/x/sessions/y/`); `site_url` is
    the site's address with a slash at the end, or empty where it is not known. `people` and
    `questions` are keyed by id. `attachments` are files inside the campaign's folder that go into
    the lecturer's ZIP.
    """

    campaign: str
    session: str
    start: datetime
    end: datetime
    page: str
    site_url: str = ""
    venue: str = ""
    address: str = ""
    speakers: tuple[PersonCard, ...] = ()
    contact: str = ""
    agenda: tuple[DeckAgendaItem, ...] = ()
    people: Mapping[str, PersonCard] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    sample: bool = False
    reloads: bool = False
    """Whether a preview shows the deck, which reloads pages by an inline script of its own."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of people who withdrew their consent: slides about them are left out."""
    withheld: frozenset[str] = frozenset()
    """Files of people and records without a page: links to them are shown as words."""
    left_out: frozenset[str] = frozenset()
    """Ids of slides that were left out."""

    @property
    def page_url(self) -> str:
        """The session's full address, for the QR code; empty where the site's is not known."""
        return f"{self.site_url.rstrip('/')}/{self.page}" if self.site_url else ""

    @property
    def minutes(self) -> float:
        """Length of the session."""
        return (self.end - self.start).total_seconds() / 60

    @property
    def day(self) -> str:
        """The date with its weekday, `2021年5月8日（周六）`."""
        week = "一二三四五六日"[self.start.weekday()]
        return f"{self.start.year}年{self.start.month}月{self.start.day}日（周{week}）"

    @property
    def hours(self) -> str:
        """From when to when, `14:30—16:00`."""
        return f"{self.start:%H:%M}—{self.end:%H:%M}"

    @property
    def when(self) -> str:
        """Date and hours on one line."""
        return f"{self.day}{self.hours}"
