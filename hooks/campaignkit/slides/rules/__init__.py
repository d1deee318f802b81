"""Rules on decks: what would fail in front of an audience. One rule a file, named as its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import Check, DeckView
from campaignkit.slides.parse.parsing_rules import PARSING
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

_MODULES: tuple[ModuleType, ...] = (
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

RULES: tuple[Check, ...] = tuple(module.check for module in _MODULES)

DOCSTRINGS: Mapping[str, str] = {
    **PARSING,
    **{module.ID: module.__doc__ or "" for module in _MODULES},
}
"""Entries of the manual by rule id, in the order of the chapter."""

RULE_IDS = tuple(DOCSTRINGS)
"""Every rule id that a finding about a deck can have."""


def check(view: DeckView) -> Iterator[Finding]:
    """The findings of all rules on one deck, in the order of `RULES`."""
    for rule in RULES:
        yield from rule(view)
