"""活动办完以后，要在规定的天数里有报道或照片。

职工要看得到办成了什么。天数写在 mkdocs.yml 的 report_within 里，不写就是 15 天。取消的活动、
草稿和归档的活动不查。

错误（activity/events，2021-06-01 检查）：

    # campaign.yml
    state: published
    ---
    start: 2021-05-05T09:00
    end: 2021-05-05T11:00

正确（activity/events，2021-06-01 检查）：

    # campaign.yml
    state: published
    ---
    start: 2021-05-05T09:00
    end: 2021-05-05T11:00
    state: done
    report: 三十名职工参加，修好了十二辆电动车的刹车。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.activity.card import event_facts
from campaignkit.kinds.activity.model import EventState
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.shared import State

ID = "event-report"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Events that ended more than `report_within` days ago, of which nothing is told."""
    today = catalogue.as_of.astimezone(catalogue.settings.zone).date()
    within = catalogue.settings.report_within
    for card in catalogue.all_cards():
        facts = event_facts(card)
        if facts is None or facts.told or card.state == EventState.CANCELLED:
            continue
        days = (today - facts.last_day).days
        if days > within and catalogue.campaigns[card.campaign].state is State.PUBLISHED:
            message = f"“{card.title}”结束 {days} 天了，还没有报道或照片（要在 {within} 天以内）"
            hint = "写 report 或 photos，并把 state 改成 done；没有办的改成 state: cancelled"
            yield Finding(catalogue.position(card, "end"), ID, message, hint)
