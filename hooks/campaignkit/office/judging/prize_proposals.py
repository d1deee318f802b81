"""Prizes for the best, as far as they follow from the ranking; a tie for the last is the jury's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaignkit.kinds.judged_work import PrizeOffer
from campaignkit.office.judging.ranking import RankedWork


@dataclass(slots=True)
class PrizePlan:
    """Prize ids by the works' numbers, and in words what the ranking does not settle."""

    prizes: dict[int, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)


def propose(
    ranked: Sequence[RankedWork],
    offers: Sequence[PrizeOffer],
    divisions: Mapping[int, frozenset[str]],
) -> PrizePlan:
    """Give the prizes in their order, each to the best works of its division that have none yet.

    `divisions` are those of each work. Works that tie for fewer places than they are get nothing,
    nor does any work below them: what they should have depends on what the jury says.
    """
    plan = PrizePlan()
    settled = {work.number for work in ranked if work.rank == 0}
    for offer in offers:
        if offer.count is None:
            plan.open.append(f"“{offer.title}”的名额是若干：给几件、给谁，请评委定")
            continue
        able = [
            work
            for work in ranked
            if work.number not in settled and offer.divisions <= divisions[work.number]
        ]
        winners, tied = _cut(able, offer.count)
        plan.prizes.update({work.number: offer.id for work in winners})
        settled |= {work.number for work in winners}
        if tied:
            numbers = "、".join(f"{work.number} 号" for work in tied)
            left = offer.count - len(winners)
            plan.open.append(
                f"“{offer.title}”还有 {left} 个名额，{numbers}并列（{tied[0].mean:f} 分）："
                "请评委定；它们和排在后面的没有拟奖"
            )
            settled |= {work.number for work in able}
        elif len(winners) < offer.count:
            plan.open.append(
                f"“{offer.title}”有 {offer.count} 个名额，只有 {len(winners)} 件作品能给"
            )
    return plan


def _cut(
    able: Sequence[RankedWork], count: int
) -> tuple[Sequence[RankedWork], Sequence[RankedWork]]:
    """The first `count` works, less those that tie over the edge, and these."""
    if len(able) <= count or able[count - 1].rank != able[count].rank:
        return able[:count], ()
    edge = able[count].rank
    return (
        [work for work in able[:count] if work.rank != edge],
        [work for work in able if work.rank == edge],
    )
