"""A session's deck as a command or a build works with it: files found, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from campaignkit.base.findings import Finding, Level
from campaignkit.model.files import content_file
from campaignkit.slides import pictures as media
from campaignkit.slides import rules
from campaignkit.slides.context import DeckContext
from campaignkit.slides.deck import Deck
from campaignkit.slides.hall import Hall, SlideView
from campaignkit.slides.parse import read_deck


@dataclass(frozen=True, slots=True)
class SessionDeck:
    """Where a deck is and what it is told.

    `id` is `campaign/session`; `home` the campaign's folder on disk; `home_path` the same from the
    project's root, with `/`, for findings; `file` the deck's name inside it (`decks/01.md`).
    """

    id: str
    home: Path
    home_path: str
    file: str
    context: DeckContext
    hall: Hall = field(default_factory=Hall)


@dataclass(frozen=True)
class ReadDeck:
    """A deck with everything wrong with it; `deck` is None where its file can't be read."""

    source: SessionDeck
    deck: Deck | None
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """`campaign/session`."""
        return self.source.id

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps it from being shown."""
        return any(finding.level is Level.ERROR for finding in self.findings)

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """Its pictures as published, by name, with the portraits of the people it shows."""
        if self.deck is None:
            return {}
        folder = media.MediaFolder(self.source.home, self.source.file)
        found = media.publish((image.ref for image in self.deck.images), folder)
        return found | media.portraits(self.deck, self.source.context)

    @property
    def view(self) -> SlideView:
        """What checks look at. Only for a deck that was read."""
        assert self.deck is not None
        folder = media.MediaFolder(self.source.home, self.source.file)
        return SlideView(self.deck, self.source.context, folder, self.source.hall)

    def attachments(self) -> dict[str, bytes]:
        """The session's attachments that exist, by file name."""
        files = (content_file(self.source.home, ref) for ref in self.source.context.attachments)
        return {file.name: file.read_bytes() for file in files if file and file.is_file()}


def read_session(source: SessionDeck) -> ReadDeck:
    """Read one deck and run the hall checks that need no browser."""
    path = f"{source.home_path}/{source.file}"
    file = content_file(source.home, source.file)
    deck, findings = read_deck(file or source.home / "decks", path)
    read = ReadDeck(source, deck, findings)
    if deck is None:
        return read
    return ReadDeck(source, deck, (*findings, *rules.check(read.view)))
