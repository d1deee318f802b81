"""The manual's examples parse, and it names every setting and layout there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from campaignkit.manual.decks_chapter import deck_rule_manual
from campaignkit.manual.rule_entry import entry
from campaignkit.slides.parse.deck_parser import parse_deck
from campaignkit.slides.parse.deck_settings import DeckSettings, Layout, SlideSettings
from campaignkit.slides.parse.parsing_rules import PARSING
from campaignkit.slides.rules import RULE_IDS

MANUAL = (Path(__file__).parents[3] / "site_src/manual/slides.md").read_text("utf-8")
EXAMPLES = re.findall(r"```markdown\n(.*?)```", MANUAL, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_have_no_faults(text: str) -> None:
    deck, findings = parse_deck(text, "a.md")
    assert findings == ()
    assert deck.slides


def test_every_setting_and_layout_is_described() -> None:
    names = {*DeckSettings.model_fields, *SlideSettings.model_fields, *get_args(Layout)}
    told = set(re.findall(r"`([a-z]+)", MANUAL))
    assert names - told == set()


@pytest.mark.parametrize("rule_id", PARSING)
def test_examples_of_parsing_are_wrong_and_right_as_told(rule_id: str) -> None:
    verdicts = set()
    for example in entry(rule_id, PARSING[rule_id].strip()).examples:
        _, findings = parse_deck(example.yaml, "a.md")
        assert (rule_id in {finding.rule for finding in findings}) is not example.good
        verdicts.add(example.good)
    assert verdicts == {True, False}


def test_chapter_has_every_rule_once_with_its_examples() -> None:
    chapter = deck_rule_manual()
    assert re.findall(r"^## ([a-z-]+)$", chapter, re.MULTILINE) == list(RULE_IDS)
    assert "这样不对（讲座 90 分钟）：" in chapter
