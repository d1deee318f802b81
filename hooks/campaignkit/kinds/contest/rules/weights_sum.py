"""评分标准的分值相加要等于 100。

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
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "weights-sum"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """The weights of `judging.criteria`, to a hundredth."""
    del context
    criteria = getattr(entity.field("judging"), "criteria", ())
    total = sum(criterion.weight for criterion in criteria)
    if criteria and abs(total - 100) > 0.005:
        difference = 100 - total
        word = "加" if difference > 0 else "减"
        message = f"评分标准的分值相加是 {total:g}，不是 100"
        hint = f"在某一条上{word} {abs(difference):g}"
        yield entity.finding(("judging", "criteria"), ID, message, hint)
