"""劳动竞赛写了完成数的，要写截至哪一天、出自哪里。

完成数会显示成进度，读的人要知道它是什么时候、由谁统计的。

错误（competition）：

    goals:
      - {title: 技术改造, unit: 项, target: 40, actual: 26}

正确（competition）：

    goals:
      - {title: 技术改造, unit: 项, target: 40, actual: 26, as_of: 2021-08-31, source: 示例月报}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.competition.model import Competition
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "goal-source"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Goals with a figure that nobody can check."""
    del context
    if not isinstance(entity, Competition) or entity.lost("goals"):
        return
    for number, goal in enumerate(entity.goals):
        if goal.actual is None:
            continue
        lacking = [
            word
            for word, value in (("as_of（截至）", goal.as_of), ("source（出处）", goal.source))
            if value is None
        ]
        if lacking:
            message = f"“{goal.title}”写了完成数，没有写 {' 和 '.join(lacking)}"
            hint = "写 as_of: 2021-08-31, source: 统计表的名称；还没有统计的删掉 actual"
            yield entity.finding(("goals", number, "actual"), ID, message, hint)
