"""Rules on decks: what would fail in front of an audience. One rule a file, named as its id."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import Check, DeckView
from campaignkit.slides.rules import (
    deck_contrast,
    deck_image_alt,
    deck_layout,
    deck_link,
    deck_minutes,
    deck_notes,
    deck_overfull,
    external_media,
    file_outside,
    missing_file,
    quote_unsourced,
    unknown_id,
)

RULES: tuple[Check, ...] = (
    deck_contrast.check,
    deck_image_alt.check,
    deck_layout.check,
    deck_link.check,
    deck_minutes.check,
    deck_notes.check,
    deck_overfull.check,
    external_media.check,
    file_outside.check,
    missing_file.check,
    quote_unsourced.check,
    unknown_id.check,
)


def check(view: DeckView) -> Iterator[Finding]:
    """The findings of all rules on one deck, in the order of `RULES`."""
    for rule in RULES:
        yield from rule(view)
