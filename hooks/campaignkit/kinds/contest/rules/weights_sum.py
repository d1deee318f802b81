"""评分标准的分值相加要等于 100；竞赛的每个工种，理论和实操的占比相加也要等于 100。

错误（contest）：

    judging:
      criteria:
        - {name: 主题, weight: 60}
        - {name: 文字, weight: 50}

正确（contest）：

    judging:
      criteria:
        - {name: 主题, weight: 60}
        - {name: 文字, weight: 40}

错误（competition）：

    trades:
      - {id: fitter, title: 钳工, theory_weight: 40, practice_weight: 70}

正确（competition）：

    trades:
      - {id: fitter, title: 钳工, theory_weight: 30, practice_weight: 70}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.source import Path

ID = "weights-sum"

_Group = tuple[Path, str, list[float]]
"""Where weights stand, what they are called, and the weights."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Weights that do not add to 100, to a hundredth."""
    del context
    for path, name, weights in _groups(entity):
        total = sum(weights)
        if weights and abs(total - 100) > 0.005:
            difference = 100 - total
            word = "加" if difference > 0 else "减"
            message = f"{name}相加是 {total:g}，不是 100"
            hint = f"在某一条上{word} {abs(difference):g}"
            yield entity.finding(path, ID, message, hint)


def _groups(entity: Entity) -> Iterator[_Group]:
    """The criteria of a contest; theory and practice of each trade of a competition."""
    criteria = getattr(entity.field("judging"), "criteria", ())
    yield ("judging", "criteria"), "评分标准的分值", [one.weight for one in criteria]
    for number, trade in enumerate(entity.field("trades") or ()):
        pair = [float(trade.theory_weight), float(trade.practice_weight)]
        written = "practice" if "practice_weight" in trade.model_fields_set else "theory"
        yield ("trades", number, f"{written}_weight"), f"{trade.title}的理论和实操占比", pair
