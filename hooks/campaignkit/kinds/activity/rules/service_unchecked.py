"""服务点的信息每年要核实一次，并写上核实的日期。

地址搬了、时间改了、电话换了，页面不会自己知道。有人到现场或打电话确认过，就把 checked 改成
那一天；超过一年没有核实的，页面上也会标出来。草稿和归档的活动不查。

错误（activity/services，2021-03-01 检查）：

    # campaign.yml
    state: published
    ---
    checked: 2019-12-01

正确（activity/services，2021-03-01 检查）：

    # campaign.yml
    state: published
    ---
    checked: 2020-12-01
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.activity.card import service_facts
from campaignkit.kinds.activity.pages import is_unchecked
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.shared import State

ID = "service-unchecked"


def whole(catalogue: Catalogue) -> Iterator[Finding]:
    """Services of which nobody has made sure for more than a year."""
    today = catalogue.as_of.astimezone(catalogue.settings.zone).date()
    for card in catalogue.all_cards():
        shown = catalogue.campaigns[card.campaign].state is State.PUBLISHED
        if shown and is_unchecked(card, today):
            hint = f"打电话或到现场核实后，写 checked: {today}；已经撤销的，删掉这个文件"
            yield Finding(catalogue.position(card, "checked"), ID, _message(card), hint)


def _message(card: Card) -> str:
    facts = service_facts(card)
    if facts is None or facts.checked is None:
        return f"“{card.title}”没有写核实日期"
    return f"“{card.title}”上一次核实是 {facts.checked}，超过一年了"
