"""The manual's examples are true: each bad one is found by its rule, each good one is silent."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content.check import check
from campaignkit.content.project import instant, open_project
from campaignkit.content.rule_set import rule_ids
from campaignkit.manual.rule_entry import Example, entry
from campaignkit.manual.rules_chapter import docstring, rule_manual
from campaignkit.rules import page_budget
from support.example import TODAY, write

ZONE = ZoneInfo("Asia/Shanghai")
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule}-{number}-{'good' if example.good else 'bad'}")
    for rule in rule_ids()
    for number, example in enumerate(entry(rule, docstring(rule)).examples)
]
WITHOUT_EXAMPLES = {
    "yaml-encoding",
    "file-content",
    "image-location",
    "image-size",
    "engine-setting",
}
"""Bytes cannot be shown in text, nor is mkdocs.yml of a campaign; the golden cases have them."""


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: str, example: Example, tmp_path: Path) -> None:
    (tmp_path / "campaigns").mkdir()
    write(example, tmp_path)
    as_of: datetime = instant(example.as_of or TODAY.isoformat(), {}, ZONE)
    settings = open_project(tmp_path).settings
    found = check(tmp_path, as_of, settings, preview=True, workers=1).findings
    if example.good:
        assert not found
    else:
        assert rule in {finding.rule for finding in found}


@pytest.mark.parametrize("rule", sorted(set(rule_ids()) - WITHOUT_EXAMPLES))
def test_every_rule_has_a_bad_and_a_good_example(rule: str) -> None:
    examples = entry(rule, docstring(rule)).examples
    assert {example.good for example in examples} == {True, False}


@pytest.mark.parametrize("rule", rule_ids())
def test_an_entry_begins_with_a_sentence(rule: str) -> None:
    first, _, rest = entry(rule, docstring(rule)).prose.partition("\n")
    assert first.endswith("。")
    assert not rest or rest.startswith("\n")


def test_manual_has_every_rule_once() -> None:
    page = rule_manual()
    headings = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert headings == [*rule_ids(), page_budget.ID]
