"""Counts of a campaign's records that its landing page draws: which there are, and what they say.

A kind declares its figures; each counts the words of a facet of one of its collections. Small
numbers say little and may point at a person, so a figure needs `FEW` records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from campaignkit.kinds.facets import WordCounts, by_count
from campaignkit.model.card import Card

FEW = 12
"""Records below which a list says more than a figure."""

BARS = 10
"""Bars of a figure in the order of its counts; what is less frequent is one line more."""

IN_ORDER = 24
"""Bars of a figure in another order, such as that of the months."""

LABEL = 16
"""Characters of a label that have room above a bar on a phone; the table has all of them."""


def one_each(card: Card) -> Hashable:
    """Counts every record."""
    return card.id


@dataclass(frozen=True, slots=True)
class FigureField:
    """A figure: how many records of `collection` have each word of `facet`.

    `title` heads it, `unit` is what is counted (项, 场, 人). `order` is that of the bars. Records
    for which `counted` gives the same value count once: a contestant of two rounds is one person.
    """

    collection: str
    facet: str
    title: str
    unit: str
    order: Callable[[WordCounts], WordCounts] = by_count
    counted: Callable[[Card], Hashable] = one_each


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, what it counts, and its length in percent of the longest.

    The line of all that is less frequent has the length 0 and is not drawn.
    """

    label: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as it is drawn, and the whole table behind it.

    `total` is how many were counted; with several words to a record the counts add up to more.
    `description` says the same as the bars, for those who do not see them.
    """

    title: str
    head: str
    unit: str
    total: int
    bars: tuple[Bar, ...]
    rows: tuple[tuple[str, int], ...]
    description: str


def figures_of(
    fields: Sequence[FigureField],
    head_of: Callable[[FigureField], str],
    cards_of: Callable[[str], Sequence[Card]],
) -> Iterator[Chart]:
    """The figures that there are records enough for.

    `cards_of` gives the cards of a collection in the order of its list, `head_of` what a figure's
    words are called (地区, 月份).
    """
    for field in fields:
        counts, total = _counted(field, cards_of(field.collection))
        if total >= FEW and len(counts) > 1 and sum(counts.values()) * 2 >= total:
            yield _figure(field, head_of(field), field.order(list(counts.items())), total)


def _counted(field: FigureField, cards: Sequence[Card]) -> tuple[Counter[str], int]:
    """How many have each word, in the order of the cards, and how many there are in all."""
    pairs = {
        (word, field.counted(card)): None for card in cards for word in card.facet(field.facet)
    }
    return Counter(word for word, _ in pairs), len({field.counted(card) for card in cards})


def _figure(field: FigureField, head: str, rows: WordCounts, total: int) -> Chart:
    most = BARS if field.order is by_count else IN_ORDER
    shown, rest = rows[:most], rows[most:]
    if len(rest) == 1:
        shown, rest = rows, []
    longest = max(count for _, count in shown)
    bars = [Bar(_short(word), count, round(100 * count / longest, 1)) for word, count in shown]
    if rest:  # without a bar, which would be longer than those of the single words
        bars.append(Bar(f"其余 {len(rest)} 个", sum(count for _, count in rest), 0))
    said = "、".join(f"{bar.label} {bar.count} {field.unit}" for bar in bars)
    return Chart(field.title, head, field.unit, total, tuple(bars), tuple(rows), f"{said}。")


def _short(word: str) -> str:
    return word if len(word) <= LABEL else f"{word[: LABEL - 1]}…"
