"""技术创新成果要写清要解决的问题和做法，效益的数字要有人核实。

discipline: innovation 的活动，作品是五小成果、合理化建议、技术革新。没有写问题和做法，别人学不了；
效益的数字没有写谁核实的（verified_by），读的人不知道能不能信。投入使用的日期不能在检查那天以后。

错误（contest/entries）：

    # campaign.yml
    discipline: innovation
    ---
    problem: 换刀要停机二十分钟。
    benefits: [{title: 停机时间减少, value: 40, unit: 小时/年}]

正确（contest/entries）：

    # campaign.yml
    discipline: innovation
    ---
    problem: 换刀要停机二十分钟。
    solution: 用快换刀座，先在机外对刀。
    benefits: [{title: 停机时间减少, value: 40, unit: 小时/年, verified_by: 本厂设备科}]
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.innovation import INNOVATION
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "innovation-missing"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """What an innovation lacks so that others can learn from it and trust its figures."""
    campaign = context.campaign
    if not isinstance(entity, Entry) or not isinstance(campaign, Contest):
        return
    if campaign.discipline != INNOVATION:
        return
    for key, title in (("problem", "要解决的问题"), ("solution", "做法")):
        if entity.field(key) is None and not entity.lost(key):
            message = f"技术创新成果没有写{title}（{key}）"
            yield entity.finding((key,), ID, message, f"写 {key}: |，正文换行，缩进两个空格")
    for number, benefit in enumerate(entity.benefits):
        if benefit.verified_by is None:
            message = f"效益“{benefit.title}”没有写谁核实的"
            hint = "写 verified_by: 核实的部门；没有核实的数字先不写"
            yield entity.finding(("benefits", number), ID, message, hint)
    since = entity.in_use_since
    if since is not None and since > context.catalogue.as_of.date():
        message = "投入使用的日期还没有到"
        yield entity.finding(("in_use_since",), ID, message, "还没有用上的，删掉 in_use_since")
