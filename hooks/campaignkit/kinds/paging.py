"""Long lists on several pages: which page has what, and the pager's links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

PAGE = 300
"""Names or rows on a page: what a phone opens at once and a printer puts on a few sheets."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of one list: `number` is this page's, from 1; `base` the first one's address.

    Addresses are below the campaign's, without slashes at either end, as in `PageItem.uri`.
    """

    base: str
    number: int
    total: int

    def uri(self, number: int) -> str:
        """The address of a page: the first one's is the list's own."""
        return self.base if number == 1 else f"{self.base}/{number}"

    def near(self) -> list[int | None]:
        """Pages to link to by number: first, last, two either way; None for a gap."""
        around = range(max(2, self.number - 3), min(self.total, self.number + 4))
        shown = [page if abs(page - self.number) <= 2 else None for page in around]
        return [1, *shown, self.total] if self.total > 1 else [1]


@dataclass(frozen=True, slots=True)
class PagePart(Generic[Item]):
    """The part of a group that is on a page; `first` says whether the group begins there."""

    title: str
    items: Sequence[Item]
    size: int
    first: bool


def paged(
    groups: Sequence[tuple[str, Sequence[Item]]], size: int = PAGE
) -> list[list[PagePart[Item]]]:
    """Groups of items, in order, on pages of at most `size` items; a group may go on."""
    pages: list[list[PagePart[Item]]] = [[]]
    room = size
    for title, items in groups:
        at = 0
        while at < len(items):
            if not room:
                pages.append([])
                room = size
            part = items[at : at + room]
            pages[-1].append(PagePart(title, part, len(items), at == 0))
            at += len(part)
            room -= len(part)
    return pages
