"""The manual's chapter on rules, written from the rules' own docstrings."""

from __future__ import annotations

from campaignkit.base.findings import Level
from campaignkit.content.rule_set import all_rules, rule_ids
from campaignkit.manual.rule_entry import entry
from campaignkit.manual.rule_section import rule_section
from campaignkit.rules import page_budget, unused_ignore
from campaignkit.rules.reading_rules import READING

_INTRO = """\
---
title: 检查规则
---

# 检查规则

每个问题后面的方括号里是规则名，这里按规则名说明为什么查、怎么改。例子里只写了要看的几行，其余和
`campaignkit new` 新建的样板一样；它们都由程序验证过，和实际的检查一致。

关于链接和幻灯片的规则另有两章：[链接的规则](link-rules.md)、[幻灯片的规则](deck-rules.md)。

确有理由不改的，在那一行末尾写 `# ignore: 规则名 原因`；读文件时的规则，
和保护个人信息、读者的规则（consent-missing、personal- 开头的四条、file-outside、file-type、
file-content），不能忽略。
"""
_PARTS = (
    ("读文件", "文件读不进来，或者读进来不是原来的意思。这些问题不能忽略。"),
    ("查内容", "文件读进来以后，前后对照着查。"),
    ("查做好的网页", "网页全部写完以后查。"),
)


def rule_manual() -> str:
    """One Markdown page with every rule on the content and on the pages made from it."""
    pieces = [_INTRO]
    content = tuple(rule for rule in rule_ids() if rule not in READING)
    ids_of_parts = (tuple(READING), content, (page_budget.ID,))
    for (title, lead), ids in zip(_PARTS, ids_of_parts, strict=True):
        pieces.append(f"\n## {title}\n\n{lead}\n")
        pieces += map(_section, ids)
    return "".join(pieces)


def docstring(rule_id: str) -> str:
    """The entry of a rule as it is written in the code."""
    if rule_id in READING:
        return READING[rule_id]
    if rule_id == page_budget.ID:
        return page_budget.__doc__ or ""
    rule = next((rule for rule in all_rules() if rule.id == rule_id), None)
    if rule is None:
        return unused_ignore.__doc__ or ""
    return rule.docstring


def _section(rule_id: str) -> str:
    fallback = Level.WARNING if rule_id == page_budget.ID else Level.ERROR
    level = next((rule.level for rule in all_rules() if rule.id == rule_id), fallback)
    return rule_section(entry(rule_id, docstring(rule_id)), level)
