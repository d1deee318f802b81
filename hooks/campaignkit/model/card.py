"""What is kept of a record after its batch: enough for lists, references and rules.

There may be a hundred thousand cards, and every build unpickles them: named tuples are smaller
than dataclasses, and several times as fast to unpickle.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from campaignkit.model.calendar_entry import CalendarDate


class Mention(NamedTuple):
    """A reference from a record to a person, a campaign or another record.

    `target` is the `RefTarget`'s name, `role` what the thing is there, in Chinese (主讲, 作者).
    """

    target: str
    id: str
    role: str


class Card(NamedTuple):
    """A record in the Catalogue.

    `facets` are the words that lists filter by, by the facet's name; `order` sorts a collection;
    `subtitle` and `excerpt` are shown under the title. `public` is False for a record that has no
    page, because consent to it was withdrawn. `prize` is the id of a prize of the campaign's, and
    `prize_key` the key of the file that gives it; `Catalogue.position` tells where a key stands.
    `proposed` is the id of the prize that it is to get once the notice has ended. `name_only` is a
    line on a notice or a roll that has no page and needs none.
    `deck` is the file of the record's slides, or empty; `event` its place in calendars, put in by
    `Collection.event`. `list_file` is the file that a record shares with others (`results.csv`), or
    empty. `extra` is a named tuple of the kind's own,
    with what its pages and rules need besides. `key` is a digest of the rest: equal keys mean
    equal cards.
    """

    campaign: str
    collection: str
    id: str
    title: str
    public: bool = True
    subtitle: str = ""
    excerpt: str = ""
    picture: str = ""
    picture_alt: str = ""
    order: tuple[str | int, ...] = ()
    prize: str | None = None
    prize_key: str = ""
    facets: Mapping[str, tuple[str, ...]] = {}
    mentions: tuple[Mention, ...] = ()
    proposed: str | None = None
    name_only: bool = False
    state: str = ""
    deck: str = ""
    event: CalendarDate | None = None
    extra: tuple[object, ...] = ()
    key: bytes = b""
    list_file: str = ""

    @property
    def ref(self) -> str:
        """How another file names it: campaign and record."""
        return f"{self.campaign}/{self.id}"

    @property
    def path(self) -> str:
        """Its file, from the project, with `/`."""
        if self.list_file:
            return f"campaigns/{self.campaign}/{self.list_file}"
        return f"campaigns/{self.campaign}/{self.collection}/{self.id}.yml"

    @property
    def uri(self) -> str:
        """Its page's address below the site's root, with a slash at the end."""
        return f"campaigns/{self.campaign}/{self.collection}/{self.id}/"

    @property
    def note(self) -> str:
        """What to say wherever an event is named that was moved or cancelled; else empty."""
        return {"moved": "已改期", "cancelled": "已取消"}.get(self.state, "")

    def facet(self, name: str) -> tuple[str, ...]:
        """The words it has for one facet."""
        return self.facets.get(name, ())


_PERSONAL = ("unit", "region", "trade")
"""Facets that tell a person in a small town from all others."""


def withheld(card: Card, title: str) -> Card:
    """The card of a record without a page, without the words that would tell whose it was.

    Cards are kept in the cache; rules count such a record, and read its file for anything else.
    """
    facets = {name: words for name, words in card.facets.items() if name not in _PERSONAL}
    return card._replace(
        title=title,
        subtitle="",
        excerpt="",
        picture="",
        picture_alt="",
        mentions=(),
        facets=facets,
    )


def shared(card: Card) -> Card:
    """The card with interned facet words and state.

    Units, regions and awards repeat from card to card: sharing the strings halves the memory of a
    batch's cards, and of the cards unpickled from them.
    """
    return card._replace(
        facets={name: _interned(words) for name, words in card.facets.items()},
        state=intern(card.state),
    )


@lru_cache(4096)
def _interned(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(intern, words))
