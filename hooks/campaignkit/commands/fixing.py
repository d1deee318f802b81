"""What `campaignkit check` does besides listing findings: repair, explain, choose rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from campaignkit.base.findings import Finding
from campaignkit.content import fixes
from campaignkit.content.rule_set import rule_ids
from campaignkit.links.rules import DOCSTRINGS as LINK_DOCSTRINGS
from campaignkit.manual.rule_entry import entry
from campaignkit.manual.rules_chapter import docstring
from campaignkit.model.nearest import did_you_mean
from campaignkit.rules import page_budget
from campaignkit.slides.rules import DOCSTRINGS as DECK_DOCSTRINGS

_ROUNDS = 5
"""A file that could not be read has more to repair once it can."""
_MANY = 10
"""Findings from which on a report ends with how many there are of each rule."""

Find = Callable[[], Sequence[Finding]]


def fix(root: Path, find: Find) -> Sequence[Finding]:
    """Repair what is safe, say how much in which file, and return the findings that are left."""
    findings = find()
    counts: Counter[str] = Counter()
    busy: set[str] = set()
    for _ in range(_ROUNDS):
        written = 0
        for fixed in fixes.plan(root, findings):
            if fixed.path in busy:
                continue
            if fixes.write(root, fixed):
                counts[fixed.path] += fixed.count
                written += 1
            else:
                busy.add(fixed.path)
        if not written:
            break
        findings = find()
    for path, count in sorted(counts.items()):
        click.echo(f"改好了 {path}：{count} 处", err=True)
    for path in sorted(busy):
        click.echo(f"没有改 {path}：这时另一个程序改了它，再运行一次", err=True)
    return findings


def diff(root: Path, findings: Sequence[Finding]) -> str:
    """What `fix` would change first, as `diff -u` shows it."""
    return "".join(fixed.diff for fixed in fixes.plan(root, findings))


def by_rule(findings: Sequence[Finding]) -> str:
    """A line with how many findings there are of each rule; nothing where they are few."""
    if len(findings) < _MANY:
        return ""
    counts = Counter(finding.rule for finding in findings)
    return (
        "按规则：" + "、".join(f"{rule} {count}" for rule, count in counts.most_common()) + "。\n"
    )


def explain(rule: str) -> str:
    """The entry of a rule in the manual. Raises `UsageError` for a rule that does not exist."""
    text = _docstrings().get(known_rule(rule), "")
    found = entry(rule, text.strip())
    shown = [f"{rule}\n\n{found.prose}\n"]
    for example in found.examples:
        word = "这样对" if example.good else "这样不对"
        body = "".join(f"    {row}\n" if row else "\n" for row in example.yaml.splitlines())
        shown.append(f"{word}：\n\n{body}")
    return "\n".join(shown)


def known_rule(rule: str) -> str:
    """The rule itself. Raises `UsageError` with the nearest name where there is none."""
    known = _docstrings()
    if rule not in known:
        hint = did_you_mean(rule, known) or "规则名见编辑手册“检查规则”"
        raise click.UsageError(f"没有叫“{rule}”的规则\n   改法：{hint}")
    return rule


def _docstrings() -> dict[str, str]:
    """The manual's entry of every rule on content, decks, links and the built site."""
    own = {rule: docstring(rule) for rule in (*rule_ids(), page_budget.ID)}
    return {**LINK_DOCSTRINGS, **DECK_DOCSTRINGS, **own}
