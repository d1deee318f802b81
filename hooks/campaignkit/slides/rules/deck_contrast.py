"""文字和背景的颜色要分得开，对比度不小于 4.5:1（WCAG 2.2 的 1.4.3）。

只看自己写了 background 或 ink 的页；主题自带的颜色已经量过。`campaignkit slides check` 在浏览器里
量每一处文字。

错误：

    <!--
    background: "#FFDE00"
    ink: "#FFFFFF"
    -->
    白字写在黄底上

正确：

    <!--
    background: "#7A0008"
    ink: "#FFFFFF"
    -->
    白字写在深红底上
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.parse.deck import Slide

ID = "deck-contrast"

_PAPER = {"light": "#fffdf9", "dark": "#17130f"}
_INKS = {"light": ("#241d18", "#b8000a", "#5e534a"), "dark": ("#f1e8dc", "#ff9286", "#bfb1a2")}
"""The theme's own colours, as in output/assets/tokens.css: text, accent, small print."""


def check(view: DeckView) -> Iterator[Finding]:
    """Slides with colours of their own that are too near to each other."""
    for slide in view.deck.slides:
        ratio = _worst(slide)
        if ratio < view.limits.contrast:
            message = f"文字和背景的对比度只有 {ratio:.1f}:1，要不小于 {view.limits.contrast:g}:1"
            hint = "背景写深色、文字写白色；或两样都不写，用主题的颜色"
            yield Finding(slide.position, ID, message, hint)


def _worst(slide: Slide) -> float:
    appearance = slide.appearance
    if not (appearance.background or appearance.ink):
        return 21.0
    theme = appearance.theme or "light"
    inks = (appearance.ink,) if appearance.ink else _INKS[theme]
    return min(contrast(ink, appearance.background or _PAPER[theme]) for ink in inks)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours written `#rrggbb`, from 1 to 21, as WCAG defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
