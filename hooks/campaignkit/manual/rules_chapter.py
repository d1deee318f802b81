"""The manual's chapter on rules, written from the rules' own docstrings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from campaignkit.base.findings import Level
from campaignkit.content.check import RULE_IDS
from campaignkit.content.rule_set import RULES
from campaignkit.manual.rule_entry import Example, RuleEntry, entry
from campaignkit.rules import unused_ignore
from campaignkit.rules.reading_rules import READING

_INTRO = """\
---
title: 检查规则
---

# 检查规则

每个问题后面的方括号里是规则名，这里按规则名说明为什么查、怎么改。例子里只写了要看的几行，其余和
`campaignkit new` 新建的样板一样；它们都由程序验证过，和实际的检查一致。

确有理由不改的，在那一行末尾写 `# ignore: 规则名 原因`；读文件时的规则，
和保护个人信息、读者的规则（consent-missing、personal- 开头的四条、file-outside、file-type、
file-content），不能忽略。
"""
_PARTS = (
    ("读文件", "文件读不进来，或者读进来不是原来的意思。这些问题不能忽略。", tuple(READING)),
    ("查内容", "文件读进来以后，前后对照着查。", tuple(i for i in RULE_IDS if i not in READING)),
)
_LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}


def rule_manual(more: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """One Markdown page with every rule.

    `more` holds rules of other rooms, by the title of their part: their docstrings by id.
    """
    pieces = [_INTRO]
    for title, lead, ids in _PARTS:
        pieces.append(f"\n## {title}\n\n{lead}\n")
        pieces += [_section(entry(rule_id, docstring(rule_id))) for rule_id in ids]
    for title, texts in (more or {}).items():
        pieces.append(f"\n## {title}\n")
        pieces += [_section(entry(rule_id, text)) for rule_id, text in texts.items()]
    return "".join(pieces)


def docstring(rule_id: str) -> str:
    """The entry of a rule as it is written in the code."""
    if rule_id in READING:
        return READING[rule_id]
    rule = next((rule for rule in RULES if rule.id == rule_id), None)
    if rule is None:
        return unused_ignore.__doc__ or ""
    return rule.docstring


def _section(rule: RuleEntry) -> str:
    level = next((r.level for r in RULES if r.id == rule.id), Level.ERROR)
    mark = "" if level is Level.ERROR else f"（{_LEVELS[level]}）\n\n"
    shown = "".join(_shown(rule.examples))
    return f"\n### {rule.id}\n\n{mark}{rule.prose}\n{shown}"


def _shown(examples: tuple[Example, ...]) -> Iterator[str]:
    """The examples, bad ones marked so by a word and not by colour alone."""
    for example in examples:
        word = "这样对" if example.good else "这样不对"
        if example.kind:
            where = f"{example.collection}/ 里的文件" if example.collection else "campaign.yml"
            day = f"，在 {example.as_of} 检查" if example.as_of else ""
            yield f"\n{word}（{where}{day}）：\n\n```yaml\n{example.yaml}```\n"
        else:
            yield f"\n{word}：\n\n````markdown\n{example.yaml}````\n"
