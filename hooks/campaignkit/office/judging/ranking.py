"""The arithmetic: totals, the highest and lowest left out, means rounded half up, ranks, ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from campaignkit.kinds.judged_work import DropRule
from campaignkit.office.judging.score_reading import Scores

_PRECISION = 60
"""Digits of a quotient: far more than points have, so that a tie to be rounded is seen as one."""


@dataclass(frozen=True, slots=True)
class JudgeTotal:
    """What one judge gave a work in all, and whether it was left out."""

    judge: str
    total: Decimal
    dropped: bool


@dataclass(frozen=True, slots=True)
class RankedWork:
    """A work in the ranking. `mean` is None, and `rank` 0, where too few totals are left."""

    number: int
    totals: tuple[JudgeTotal, ...]
    mean: Decimal | None
    rank: int = 0

    @property
    def working(self) -> str:
        """How the mean came about: `（86 + 88）÷ 2 = 87.00`."""
        kept = [f"{one.total:f}" for one in self.totals if not one.dropped]
        if self.mean is None:
            return "剩下的分不够"
        return f"（{' + '.join(kept)}）÷ {len(kept)} = {self.mean:f}"


def ranking(scores: Scores, numbers: Sequence[int], drops: DropRule) -> list[RankedWork]:
    """All works, the best first; equal means share a rank, and the next one is left out."""
    works = [_work(number, scores, drops) for number in numbers]
    means = sorted((work.mean for work in works if work.mean is not None), reverse=True)
    place: dict[Decimal, int] = {}
    for rank, mean in enumerate(means, start=1):
        place.setdefault(mean, rank)
    ranked = [
        RankedWork(one.number, one.totals, one.mean, place[one.mean] if one.mean is not None else 0)
        for one in works
    ]
    return sorted(ranked, key=lambda one: (one.rank or len(works) + 1, one.number))


def _work(number: int, scores: Scores, drops: DropRule) -> RankedWork:
    totals = {
        judge: sum(points, Decimal(0))
        for judge, given in scores.given.items()
        if (points := given.get(number)) is not None
    }
    kept = _kept(totals, drops)
    told = tuple(JudgeTotal(judge, total, judge not in kept) for judge, total in totals.items())
    if not kept:
        return RankedWork(number, told, None)
    with localcontext(prec=_PRECISION):
        mean = sum((totals[judge] for judge in kept), Decimal(0)) / len(kept)
        rounded = mean.quantize(Decimal(1).scaleb(-drops.decimals), ROUND_HALF_UP)
    return RankedWork(number, told, rounded)


def _kept(totals: Mapping[str, Decimal], drops: DropRule) -> set[str]:
    """The judges whose totals count; none where all would be left out."""
    ordered = sorted(totals, key=lambda judge: totals[judge])
    return set(ordered[drops.low : max(0, len(ordered) - drops.high)])
