"""The manual's chapter: every rule has a heading, and its examples are wrong and right as told."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest

from campaignkit.links import rules
from campaignkit.links.rules import DOCSTRINGS, RULE_IDS
from campaignkit.links.site_check import check_site
from campaignkit.manual.links_chapter import link_rule_manual
from campaignkit.manual.rule_entry import entry

WITHOUT_EXAMPLES = {"link-page", "link-redirect", "link-external", "unused-ignore"}
"""These speak of a file, of several pages, of other sites and of comments: told in words."""

BASE_URL = "https://portal.example.cn/gonghui/2026/"
ENTRIES = {rule_id: entry(rule_id, text) for rule_id, text in DOCSTRINGS.items()}


def lines(rule: str, *, good: bool) -> list[str]:
    """The lines of a rule's good or bad examples; each line is an example by itself."""
    shown = [example.yaml for example in ENTRIES[rule].examples if example.good is good]
    return [line for text in shown for line in text.splitlines()]


def rules_on(tmp_path: Path, body: str) -> set[str]:
    """The rules that speak about a page in a small site."""
    for name, text in {
        "index.html": f'<!doctype html><meta charset="utf-8">{body}',
        "topics/index.html": "<h2 id=plan>x</h2>",
        "通知.html": "x",
        "img/a.png": "x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {finding.rule for finding in check_site(tmp_path, BASE_URL)}


def test_manual_has_every_rule_once() -> None:
    headings = re.findall(r"^## (.*)$", link_rule_manual(), re.MULTILINE)
    assert headings == list(RULE_IDS)


def test_the_file_is_named_after_the_rule() -> None:
    names = {module.name.replace("_", "-") for module in pkgutil.iter_modules(rules.__path__)}
    assert names - {"sentence"} == set(RULE_IDS)


@pytest.mark.parametrize("rule", RULE_IDS)
def test_an_entry_begins_with_a_sentence(rule: str) -> None:
    first, _, rest = ENTRIES[rule].prose.partition("\n")
    assert first.endswith("。")
    assert not rest or rest.startswith("\n")


@pytest.mark.parametrize("rule", sorted(set(RULE_IDS) - WITHOUT_EXAMPLES))
def test_examples_are_wrong_and_right_as_told(rule: str, tmp_path: Path) -> None:
    wrong, right = lines(rule, good=False), lines(rule, good=True)
    assert wrong
    assert right
    for line in wrong:
        assert rules_on(tmp_path, line) == {rule}, line
    assert rules_on(tmp_path, "\n".join(right)) == set()


def test_a_rule_that_only_warns_says_so() -> None:
    assert "\n## link-slash\n\n（警告）\n" in link_rule_manual()
    assert "\n## link-typo\n\n网址" in link_rule_manual()
