"""The theme's own colours, computed from the style sheet that decks get."""

from __future__ import annotations

import re

import pytest

from campaignkit.slides.output.player import theme_file
from campaignkit.slides.rules import deck_contrast
from campaignkit.slides.rules.deck_contrast import contrast

THEME = {
    name: dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", block))
    for name, block in re.findall(
        r"\.handout \.theme-(\w+) \{(.*?)\}", theme_file("tokens.css"), re.DOTALL
    )
}


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "accent", "muted"])
@pytest.mark.parametrize("paper", ["paper", "wash"])
def test_text_can_be_read_on_every_ground(theme: str, ink: str, paper: str) -> None:
    colours = THEME[theme]
    assert contrast(full(colours[ink]), full(colours[paper])) >= 4.5


@pytest.mark.parametrize(("ink", "paper"), [("#ffffff", "#c7000b"), ("#ffe3e0", "#c7000b")])
def test_text_can_be_read_on_red(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5


def test_the_rule_knows_the_theme_as_it_is() -> None:
    for theme, inks in deck_contrast._INKS.items():
        colours = THEME[theme]
        assert [full(colours[name]) for name in ("ink", "accent", "muted")] == list(inks)
        assert full(colours["paper"]) == deck_contrast._PAPER[theme]


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#c7000b", "#ffffff") == pytest.approx(6.12, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_styles_load_nothing_from_anywhere() -> None:
    names = ("tokens", "layouts", "layouts-more", "player", "phone", "handout")
    styles = "".join(theme_file(f"{name}.css") for name in names)
    assert not re.search(r"url\(|@import|https?:", styles)
