"""Totals and ranks of a competition against a slow oracle in fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.kinds.competition.scores import (
    Drops,
    Marks,
    Weights,
    counted,
    practice_mark,
    ranks,
    total,
)

MARK = st.decimals(0, 100, places=2)
DROPS = st.builds(Drops, st.integers(0, 2), st.integers(0, 2), st.integers(0, 4))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """A value rounded as judges do: a five at the place that falls goes away from zero."""
    scaled = abs(value) * 10**decimals
    rounded = Fraction(floor(scaled + Fraction(1, 2)), 10**decimals)
    return rounded if value >= 0 else -rounded


def mean_of_counted(scores: list[Decimal], drops: Drops) -> Fraction | None:
    """The mean of what is left when extremes are taken away one by one."""
    left = [Fraction(score) for score in scores]
    for _ in range(min(drops.high, len(left))):
        left.remove(max(left))
    for _ in range(min(drops.low, len(left))):
        left.remove(min(left))
    return sum(left, Fraction(0)) / len(left) if left else None


@given(
    theory=MARK,
    scores=st.lists(MARK, min_size=1, max_size=9),
    penalty=st.decimals(0, 20, places=1),
    share=st.integers(0, 100),
    drops=DROPS,
)
def test_total_of_judges_scores(
    theory: Decimal, scores: list[Decimal], penalty: Decimal, share: int, drops: Drops
) -> None:
    marks = Marks(theory, None, tuple(scores), penalty)
    weights = Weights(Decimal(100 - share), Decimal(share))
    mean = mean_of_counted(scores, drops)
    found = total(marks, weights, drops)
    if mean is None:
        assert (found is None) == (share > 0)
        return
    exact = Fraction(theory) * (100 - share) / 100 + mean * share / 100 - Fraction(penalty)
    assert found is not None
    assert Fraction(found) == half_up(exact, drops.decimals)
    assert -int(found.as_tuple().exponent) == drops.decimals
    shown = practice_mark(marks, drops)
    assert shown is not None
    assert Fraction(shown) == half_up(mean, drops.decimals)


@given(theory=MARK, practice=MARK, penalty=MARK, share=st.decimals(0, 100, places=1))
def test_total_of_two_marks(
    theory: Decimal, practice: Decimal, penalty: Decimal, share: Decimal
) -> None:
    weights = Weights(share, 100 - share)
    found = total(Marks(theory, practice, (), penalty), weights, Drops(decimals=2))
    part = Fraction(share) / 100
    exact = Fraction(theory) * part + Fraction(practice) * (1 - part)
    assert found is not None
    assert Fraction(found) == half_up(exact - Fraction(penalty), 2)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12))
def test_rank_is_one_more_than_those_before(pairs: list[tuple[int, int]]) -> None:
    keys = [(Decimal(a), Decimal(b)) for a, b in pairs]
    assert ranks(keys) == [1 + sum(other > key for other in keys) for key in keys]


@given(st.permutations([Decimal(n) for n in range(7)]), st.integers(0, 3), st.integers(0, 3))
def test_counted_scores_do_not_depend_on_their_order(
    scores: list[Decimal], high: int, low: int
) -> None:
    assert counted(scores, Drops(high, low)) == [Decimal(n) for n in range(low, 7 - high)]


@pytest.mark.parametrize(
    ("scores", "decimals", "right"),
    [
        (("90.005",), 2, "90.01"),  # a binary fraction would give 90.00
        (("2.675",), 2, "2.68"),
        (("1", "1", "2"), 2, "1.33"),
        (("1", "2", "2"), 2, "1.67"),
        (("0.5",), 0, "1"),
        (("2.5",), 0, "3"),  # not to even
    ],
)
def test_halves_go_up(scores: tuple[str, ...], decimals: int, right: str) -> None:
    marks = Marks(None, None, tuple(map(Decimal, scores)))
    assert total(marks, Weights(), Drops(decimals=decimals)) == Decimal(right)


def test_a_mark_that_counts_is_missing() -> None:
    both = Weights(Decimal(30), Decimal(70))
    assert total(Marks(None, Decimal(90)), both, Drops()) is None
    assert total(Marks(Decimal(90)), both, Drops()) is None
    assert total(Marks(Decimal(90)), Weights(Decimal(100), Decimal(0)), Drops()) == 90
    assert total(Marks(None, Decimal(90)), Weights(), Drops()) == 90
