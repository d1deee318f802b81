"""The rules that hold for a file: those of all kinds, then those of its own kind."""

from __future__ import annotations

from campaignkit import kinds, rules
from campaignkit.model.rule import Rule
from campaignkit.rules import unused_ignore
from campaignkit.rules.reading_rules import READING

READING_RULES = tuple(READING)
"""What reading a file can find, before any rule looks at it."""


def all_rules() -> tuple[Rule, ...]:
    """Every rule once, though several kinds may name it."""
    of_kinds = (rule for kind in kinds.KINDS for rule in kind.rules)
    return tuple({rule.id: rule for rule in (*rules.RULES, *of_kinds)}.values())


def rules_for(kind: str | None) -> tuple[Rule, ...]:
    """The rules for files of campaigns of a kind; None for people and organisations."""
    return (*rules.RULES, *kinds.kind_named(kind).rules) if kind else rules.RULES


def rule_ids() -> tuple[str, ...]:
    """Every rule id that a finding of the content can carry, in the order of the manual."""
    return (*READING_RULES, *(rule.id for rule in all_rules()), unused_ignore.ID)
