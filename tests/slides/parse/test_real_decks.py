"""The example's own decks: sound, long enough, and each with every element of the language."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.slides.parse.deck_parser import read_deck

ROOT = Path(__file__).parents[3]
DECKS = sorted((ROOT / "campaigns").glob("*/decks/*.md"))
LAYOUTS = {
    *("agenda", "columns", "content", "picture", "profile"),
    *("quiz", "quote", "section", "side", "statement", "timeline"),
}


def test_there_are_four() -> None:
    assert len(DECKS) >= 4


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_deck_is_sound_and_uses_everything(file: Path) -> None:
    deck, findings = read_deck(file, file.relative_to(ROOT).as_posix())
    assert findings == ()
    assert deck is not None
    assert len(deck.slides) >= 10
    assert {slide.layout for slide in deck.slides} == LAYOUTS
    assert all(slide.notes and slide.settings.minutes for slide in deck.slides)
    assert all(quote.source for slide in deck.slides for quote in slide.quotes)
    assert all(image.alt and image.credit for image in deck.images)
    pages = "".join(s.parts.flow + "".join(s.parts.columns) for s in deck.slides)
    assert "<table>" in pages
    assert 'class="fragment"' in pages
    assert any(slide.settings.onward for slide in deck.slides)
    assert any(slide.settings.background for slide in deck.slides)
