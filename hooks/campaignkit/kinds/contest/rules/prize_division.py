"""作品得的奖，要是自己那一类、那一组的奖。

奖项写了 category 或 group 的，只给这一类、这一组的作品。成人组的作品写成了学生组的一等奖，两组的
名额就都不对了。

错误（contest/entries，2021-06-01 检查）：

    # campaign.yml
    groups: [{id: adults, title: 成人组}, {id: students, title: 学生组}]
    prizes: [{id: first, title: 学生组一等奖, count: 1, group: students}]
    ---
    group: adults
    award: first

正确（contest/entries，2021-06-01 检查）：

    # campaign.yml
    groups: [{id: adults, title: 成人组}, {id: students, title: 学生组}]
    prizes: [{id: first, title: 学生组一等奖, count: 1, group: students}]
    ---
    group: students
    award: first
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.divisions import CATEGORY, GROUP
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "prize-division"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """An entry whose prize is for another category or group."""
    campaign = context.campaign
    if not isinstance(entity, Entry) or not isinstance(campaign, Contest):
        return
    prize = next((one for one in campaign.prizes if one.id == entity.award), None)
    if prize is None or not entity.public or entity.lost("category", "group"):
        return
    for target, due, written in (
        (CATEGORY, prize.category, entity.category),
        (GROUP, prize.group, entity.group),
    ):
        titles = campaign.local_titles(target)
        if due is None or due == written or due not in titles:
            continue
        own = f"这件作品是“{titles[written]}”" if written in titles else f"作品没有写{target.title}"
        message = f"“{prize.title}”只给“{titles[due]}”的作品，{own}"
        hint = f"检查 award；或者把 {target.name} 写成 {due}"
        yield entity.finding(("award",), ID, message, hint)
