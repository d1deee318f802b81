"""The manual's chapter on the rules on slide decks, written from the rules' own docstrings."""

from __future__ import annotations

from campaignkit.manual.rule_entry import entry
from campaignkit.manual.rule_section import rule_section
from campaignkit.slides.rules import DOCSTRINGS

_INTRO = """\
---
title: 幻灯片的规则
hide: [navigation]
---

# 幻灯片的规则

检查内容时按这些规则检查幻灯片，[讲座的幻灯片](slides.md)里有写法。例子都由程序验证过，和实际的检查一致。
"""


def deck_rule_manual() -> str:
    """One Markdown page with every rule on decks."""
    sections = (
        rule_section(entry(rule_id, text.strip()), heading="##")
        for rule_id, text in DOCSTRINGS.items()
    )
    return _INTRO + "".join(sections)
