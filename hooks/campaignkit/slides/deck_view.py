"""The input of rules on decks: a parsed deck, its session, and the legibility limits of a hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from campaignkit.base.findings import Finding
from campaignkit.slides.context import DeckContext
from campaignkit.slides.output.deck_images import MediaFolder
from campaignkit.slides.parse.deck import Deck


@dataclass(frozen=True, slots=True)
class HallLimits:
    """Legibility limits: what can still be read from the last row.

    `characters` and `lines` are the most a slide may hold, at the size body text has before it is
    fitted; `smallest` is the smallest type after fitting, in pixels of a slide that is 720 high
    (24 is a thirtieth of the picture's height); `contrast` is WCAG's ratio; `tolerance` how far
    the sum of the minutes may be from the session's length, as a share of it.
    """

    characters: int = 160
    lines: float = 11.0
    smallest: float = 24.0
    contrast: float = 4.5
    tolerance: float = 0.2


@dataclass(frozen=True, slots=True)
class DeckView:
    """A parsed deck with everything its rules may read. Rules never change it."""

    deck: Deck
    context: DeckContext
    media: MediaFolder
    limits: HallLimits = field(default_factory=HallLimits)


Check = Callable[[DeckView], Iterator[Finding]]
