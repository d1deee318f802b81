"""Ids of the rules on slide decks that no rule on YAML has.

They stand here because the settings name rules before any deck is read; `slides.rules` has the
rules themselves, and a test keeps the two alike.
"""

from __future__ import annotations

DECK_RULE_IDS = (
    "deck-block",
    "deck-contrast",
    "deck-image-alt",
    "deck-layout",
    "deck-link",
    "deck-minutes",
    "deck-notes",
    "deck-overfull",
    "deck-unclosed",
    "external-media",
    "quote-unsourced",
)
