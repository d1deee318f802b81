"""还没有结束的活动，不能写成已办完。

错误（activity/events，2021-05-01 检查）：

    start: 2021-05-05T09:00
    end: 2021-05-05T11:00
    state: done

正确（activity/events，2021-05-06 检查）：

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

ID = "event-state"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Events that are said to be done on a day before their last."""
    today = catalogue.as_of.astimezone(catalogue.settings.zone).date()
    for card in catalogue.all_cards():
        facts = event_facts(card)
        if facts and card.state == EventState.DONE and facts.last_day > today:
            message = f"“{card.title}”到 {facts.last_day} 才结束，不能写成 done（已办完）"
            hint = "改成 state: planned，或改正 end"
            yield Finding(catalogue.position(card, "state"), ID, message, hint)
