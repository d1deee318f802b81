"""同一个活动里，同类事物的编号不能重复。

奖项、类别、专题的编号会进入网址和其他文件的引用，重复时引用的是哪一个就说不清了。

错误（contest）：

    prizes:
      - {id: first, title: 一等奖, count: 1}
      - {id: first, title: 二等奖, count: 2}

正确（contest）：

    prizes:
      - {id: first, title: 一等奖, count: 1}
      - {id: second, title: 二等奖, count: 2}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.source import Path

ID = "duplicate-id"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Ids that two things of one target have in a campaign; the finding cites the first place."""
    del context
    if not isinstance(entity, Campaign):
        return
    first: dict[tuple[str, str], Path] = {}
    for item in entity.local_items():
        key = (item.target.name, item.id)
        if key in first:
            line = entity.value_position(*first[key]).line
            message = f"编号“{item.id}”用了两次，第一次在第 {line} 行"
            hint = "给其中一个换一个编号，引用它的地方也要改"
            yield entity.finding(item.path, ID, message, hint)
        else:
            first[key] = item.path
