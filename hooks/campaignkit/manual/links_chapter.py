"""The manual's chapter on the rules on links, written from the rules' own docstrings."""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.links.rules import DOCSTRINGS, RULE_OF, SENTENCES
from campaignkit.manual.rule_entry import entry
from campaignkit.manual.rule_section import rule_section

_INTRO = """\
---
title: 链接的规则
hide: [navigation]
---

# 链接的规则

生成网站后、换上新网站前按这些规则检查全部链接，[检查链接](links.md)里有用法。例子是网页里的写法，都由程序验证过，
和实际的检查一致。
"""


def link_rule_manual() -> str:
    """One Markdown page with every rule on links."""
    sections = (
        rule_section(entry(rule_id, text), _level(rule_id), "html", "##")
        for rule_id, text in DOCSTRINGS.items()
    )
    return _INTRO + "".join(sections)


def _level(rule_id: str) -> Level:
    """The gravest level that the rule's findings can have."""
    levels = {SENTENCES[code].level for code, rule in RULE_OF.items() if rule == rule_id}
    return next(level for level in (Level.ERROR, Level.WARNING, Level.INFO) if level in levels)
