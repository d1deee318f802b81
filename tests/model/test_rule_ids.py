"""Ids of rules of later rooms, which the settings must know before."""

from __future__ import annotations

from campaignkit.links.messages import RULES
from campaignkit.model.link_rules import LINK_RULE_IDS


def test_the_rules_on_links_are_all_known() -> None:
    assert LINK_RULE_IDS == RULES
