"""What a slide deck is shown at, as far as the deck has to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """What happens at one time of an event; `speaker` is empty where it is the main speaker."""

    time: str
    title: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A speaker: the id of a person, or else the words that stand for one without a page."""

    person: str = ""
    name: str = ""
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class DeckEvent:
    """The event that a record with a deck is about.

    `file` is the deck's file inside the campaign's folder, `handouts` are more files from there
    that the speaker takes along. `start` and `end` are aware.
    """

    file: str
    title: str
    start: datetime
    end: datetime
    venue: str = ""
    address: str = ""
    speakers: tuple[SpeakerEntry, ...] = ()
    agenda: tuple[AgendaLine, ...] = ()
    handouts: tuple[str, ...] = ()
