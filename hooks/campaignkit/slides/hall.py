"""The limits of a hall, and what a hall check is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from campaignkit.base.findings import Finding
from campaignkit.slides.context import DeckContext
from campaignkit.slides.deck import Deck
from campaignkit.slides.pictures import MediaFolder


@dataclass(frozen=True, slots=True)
class Hall:
    """What still works from the last row.

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
class SlideView:
    """One deck and all that its checks may ask about it."""

    deck: Deck
    context: DeckContext
    media: MediaFolder
    hall: Hall = field(default_factory=Hall)


Check = Callable[[SlideView], Iterator[Finding]]
