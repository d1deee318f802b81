"""专题按周排，周次从小到大，隔了一周要在 note 里说明。

没写第几周的专题不查；两个专题可以在同一周。

错误（study）：

    topics:
      - {id: one, title: 第一专题, week: 1}
      - {id: two, title: 第二专题, week: 3}

正确（study）：

    topics:
      - {id: one, title: 第一专题, week: 1}
      - {id: two, title: 第二专题, week: 3, note: 第二周放假}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from campaignkit.base.findings import Finding
from campaignkit.kinds.study.model import Study
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "week-gap"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Weeks that go back, or leave one out without a word."""
    del context
    if not isinstance(entity, Study) or entity.lost("topics"):
        return
    weeks = [(number, topic) for number, topic in enumerate(entity.topics) if topic.week]
    for (_, before), (number, topic) in pairwise(weeks):
        assert before.week is not None
        assert topic.week is not None
        path = ("topics", number, "week")
        if topic.week < before.week:
            message = f"第 {topic.week} 周排在第 {before.week} 周后面"
            yield entity.finding(path, ID, message, "按周次排，或改正 week")
        elif topic.week > before.week + 1 and not (topic.note or before.note):
            message = f"第 {before.week} 周以后是第 {topic.week} 周，中间没有安排"
            yield entity.finding(path, ID, message, "写 note 说明原因，或改正 week")
