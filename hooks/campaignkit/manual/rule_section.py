"""A rule's section in a chapter of the manual: heading, level, prose and examples."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Level
from campaignkit.manual.rule_entry import Example, RuleEntry

_LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}


def rule_section(
    rule: RuleEntry, level: Level = Level.ERROR, language: str = "markdown", heading: str = "###"
) -> str:
    """The section as Markdown, with a blank line before it.

    `level` is named unless it is that of an error. `language` colours examples that are not YAML;
    `heading` begins the line with the rule's id.
    """
    mark = "" if level is Level.ERROR else f"（{_LEVELS[level]}）\n\n"
    shown = "".join(_shown(rule.examples, language))
    return f"\n{heading} {rule.id}\n\n{mark}{rule.prose}\n{shown}"


def _shown(examples: tuple[Example, ...], language: str) -> Iterator[str]:
    """The examples, bad ones marked so by a word and not by colour alone."""
    for example in examples:
        word = "这样对" if example.good else "这样不对"
        if example.kind:
            where = f"{example.collection}/ 里的文件" if example.collection else "campaign.yml"
            day = f"，在 {example.as_of} 检查" if example.as_of else ""
            yield f"\n{word}（{where}{day}）：\n\n```yaml\n{example.yaml}```\n"
        else:
            remark = f"（{example.remark}）" if example.remark else ""
            yield f"\n{word}{remark}：\n\n````{language}\n{example.yaml}````\n"
