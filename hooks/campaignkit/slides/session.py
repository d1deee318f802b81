"""Reads the deck of a lecture session: finds its files, parses it, runs the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from campaignkit.base.findings import Finding, Level
from campaignkit.model.files import content_file
from campaignkit.slides import rules
from campaignkit.slides.context import DeckContext
from campaignkit.slides.deck_view import DeckView, HallLimits
from campaignkit.slides.output import deck_images
from campaignkit.slides.parse.deck import Deck
from campaignkit.slides.parse.deck_parser import read_deck
from campaignkit.slides.withdrawn_slides import without_withdrawn


@dataclass(frozen=True, slots=True)
class SessionDeck:
    """Where a session's deck is, and the session data it shows.

    `id` is `campaign/session`; `home` the campaign's folder on disk; `home_path` the same from the
    project's root, with `/`, for findings; `file` the deck's name inside it (`decks/01.md`).
    """

    id: str
    home: Path
    home_path: str
    file: str
    context: DeckContext
    limits: HallLimits = field(default_factory=HallLimits)


@dataclass(frozen=True)
class ReadDeck:
    """A deck with its findings; `deck` is None where its file can't be read."""

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
        folder = deck_images.MediaFolder(self.source.home, self.source.file)
        found = deck_images.publish((image.ref for image in self.deck.images), folder)
        return found | deck_images.portraits(self.deck, self.source.context)

    @property
    def view(self) -> DeckView:
        """The input of the rules. Asserts that the deck could be parsed."""
        assert self.deck is not None
        folder = deck_images.MediaFolder(self.source.home, self.source.file)
        return DeckView(self.deck, self.source.context, folder, self.source.limits)

    def attachments(self) -> dict[str, bytes]:
        """The session's attachments that exist, by file name."""
        files = (content_file(self.source.home, ref) for ref in self.source.context.attachments)
        return {file.name: file.read_bytes() for file in files if file and file.is_file()}


def read_session(source: SessionDeck) -> ReadDeck:
    """Read one deck and run the hall checks that need no browser."""
    path = f"{source.home_path}/{source.file}"
    file = content_file(source.home, source.file)
    deck, findings = read_deck(file or source.home / "decks", path)
    if deck is None:
        return ReadDeck(source, deck, findings)
    deck, left_out, told = without_withdrawn(deck, source.context.withdrawn)
    source = replace(source, context=replace(source.context, left_out=left_out))
    findings = (*findings, *told)
    read = ReadDeck(source, deck, findings)
    return ReadDeck(source, deck, (*findings, *rules.check(read.view)))
