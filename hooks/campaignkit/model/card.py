"""What stays of a record once its batch is dropped: enough for lists, references and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mention:
    """A record names something outside its own file, in a role."""

    target: str
    id: str
    role: str


@dataclass(frozen=True, slots=True)
class Booking:
    """A venue and speakers taken from `start` to `end`."""

    start: datetime
    end: datetime
    venue: str | None
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record in the Catalogue.

    `facets` are the words that lists filter by (`year`, `region`, `award`, …); `order` sorts a
    collection; `subtitle` and `excerpt` are shown under the title. `public` is False for a record
    that has no page, because consent to it was withdrawn. `prize_key` is the key of the file that
    gives the prize; where a key stands is told by `Catalogue.position`.
    """

    campaign: str
    collection: str
    id: str
    title: str
    path: str
    public: bool = True
    subtitle: str = ""
    excerpt: str = ""
    picture: str = ""
    picture_alt: str = ""
    order: tuple[str | int, ...] = ()
    prize: str | None = None
    prize_key: str = ""
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mentions: tuple[Mention, ...] = ()
    booking: Booking | None = None
    state: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """How another file names it: campaign and record."""
        return f"{self.campaign}/{self.id}"

    @property
    def uri(self) -> str:
        """Its page's address below the site's root, with a slash at the end."""
        return f"campaigns/{self.campaign}/{self.collection}/{self.id}/"

    def facet(self, name: str) -> tuple[str, ...]:
        """The words it has for one facet."""
        return next((words for key, words in self.facets if key == name), ())
