"""The manual's examples parse, and it names every setting and layout there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from campaignkit.slides.parse.deck_parser import parse_deck
from campaignkit.slides.parse.deck_settings import DeckSettings, Layout, SlideSettings

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
