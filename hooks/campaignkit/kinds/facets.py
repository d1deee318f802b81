"""What the lists of a collection can be filtered by, and in which order its words are offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WordCounts = list[tuple[str, int]]
"""The words of a facet and how many records have each, in the order of the list's records."""


def by_count(words: WordCounts) -> WordCounts:
    """The most frequent first."""
    return sorted(words, key=lambda item: (-item[1], item[0]))


def newest_first(words: WordCounts) -> WordCounts:
    """For years."""
    return sorted(words, reverse=True)


def as_listed(words: WordCounts) -> WordCounts:
    """In the order of the list, for words that the records are sorted by."""
    return words


@dataclass(frozen=True, slots=True)
class FacetField:
    """A facet: `name` is its key in `Card.facets`, `title` the label of its menu."""

    name: str
    title: str
    order: Callable[[WordCounts], WordCounts] = by_count
    days: Callable[[], str] | None = None
    """For a facet of opening hours, whose words are weeks as `hours.js` reads them: holidays and
    make-up days for the browser, which tells what is open now."""
