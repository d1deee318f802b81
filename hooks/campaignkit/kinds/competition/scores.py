"""Totals and ranks, as judges work them out: exact decimals, rounded half up once, at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

_PRECISION = 120
"""Digits of a quotient: far more than any score has, so that a tie to be rounded is seen as one."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What theory and practice count, in per cent."""

    theory: Decimal = Decimal(0)
    practice: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody was given: `practice` by one hand, or `scores`, one of each judge."""

    theory: Decimal | None = None
    practice: Decimal | None = None
    scores: tuple[Decimal, ...] = ()
    penalty: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Drops:
    """How many of the judges' highest and lowest scores do not count, and decimals of results."""

    high: int = 0
    low: int = 0
    decimals: int = 2


def counted(scores: Iterable[Decimal], drops: Drops) -> list[Decimal]:
    """The scores that count, from low to high; none where all would be dropped."""
    ordered = sorted(scores)
    return ordered[drops.low : len(ordered) - drops.high]


def practice_mark(marks: Marks, drops: Drops) -> Decimal | None:
    """The mark for practice, rounded: for display and for breaking ties."""
    parts = _practice(marks, drops)
    return None if parts is None else _quotient(*parts, drops.decimals)


def total(marks: Marks, weights: Weights, drops: Drops) -> Decimal | None:
    """The weighted total less the penalty; None where a mark that counts is not there.

    `(theory x weight + practice x weight) / 100 - penalty`, the mean of the judges' scores taken as
    it is: nothing is rounded but the total.
    """
    practice, number = _practice(marks, drops) or (Decimal(0), 1)
    if weights.practice and _practice(marks, drops) is None:
        return None
    if weights.theory and marks.theory is None:
        return None
    with localcontext(prec=_PRECISION):
        theory = (marks.theory or Decimal(0)) * weights.theory * number
        penalty = marks.penalty * 100 * number
        return _quotient(
            theory + practice * weights.practice - penalty, 100 * number, drops.decimals
        )


def ranks(keys: Sequence[tuple[Decimal, ...]]) -> list[int]:
    """The rank of each key, the highest first: equal keys share one, and the next is left out."""
    places: dict[tuple[Decimal, ...], int] = {}
    for place, key in enumerate(sorted(keys, reverse=True), 1):
        places.setdefault(key, place)
    return [places[key] for key in keys]


def _practice(marks: Marks, drops: Drops) -> tuple[Decimal, int] | None:
    """The practice mark as a sum and the number to divide it by."""
    if marks.practice is not None:
        return marks.practice, 1
    kept = counted(marks.scores, drops)
    if not kept:
        return None
    with localcontext(prec=_PRECISION):
        return sum(kept, Decimal(0)), len(kept)


def _quotient(dividend: Decimal, divisor: int, decimals: int) -> Decimal:
    with localcontext(prec=_PRECISION):
        return (dividend / divisor).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
