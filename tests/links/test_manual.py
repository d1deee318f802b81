"""The manual's chapter: every rule has a heading, and its examples are wrong and right as told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaignkit.links import check_site
from campaignkit.links.messages import RULES

CHAPTER = Path(__file__).parents[2] / "site_src" / "manual" / "links.md"
TOLD_IN_WORDS = {"link-page", "link-redirect", "link-external", "unused-ignore"}
BASE_URL = "https://portal.example.cn/gonghui/2026/"


def sections() -> dict[str, str]:
    """The text below each rule's heading."""
    parts = re.split(r"^#{2,3} (.*)\n", CHAPTER.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples(rule: str, title: str) -> list[str]:
    """The lines of a rule's example."""
    blocks = re.findall(rf'```html title="{title}"\n(.*?)```', sections()[rule], flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


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


def test_every_rule_has_a_heading() -> None:
    assert set(RULES) <= sections().keys()


@pytest.mark.parametrize("rule", sorted(set(RULES) - TOLD_IN_WORDS))
def test_examples_are_wrong_and_right_as_told(rule: str, tmp_path: Path) -> None:
    wrong, right = examples(rule, "错"), examples(rule, "对")
    assert wrong
    assert right
    for line in wrong:
        assert rules_on(tmp_path, line) == {rule}, line
    assert rules_on(tmp_path, "\n".join(right)) == set()
