"""各页的分钟加起来，要和讲座的时长差不多（差别不超过两成）。

开头写了 `require: [minutes]` 的，每一页都要写分钟。一页都没有写分钟的，不检查。

错误（讲座 90 分钟）：

    <!-- minutes: 20 -->
    ## 只有这一页

正确（讲座 90 分钟）：

    <!-- minutes: 85 -->
    ## 讲和问都算在内
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding, Level
from campaignkit.slides.deck_view import DeckView

ID = "deck-minutes"


def check(view: DeckView) -> Iterator[Finding]:
    """Minutes that are missing where they are required, and a sum that does not fit."""
    deck = view.deck
    if "minutes" in deck.settings.require:
        for slide in deck.slides:
            if slide.settings.minutes is None:
                message = f"第 {slide.number} 页没有写讲几分钟"
                yield Finding(slide.position, ID, message, "在这一页写 <!-- minutes: 2 -->")
    planned, length = deck.minutes, view.context.minutes
    if planned and abs(planned - length) > view.limits.tolerance * length:
        word = "少" if planned < length else "多"
        gap = f"{word}了 {abs(planned - length):g}"
        message = f"各页分钟加起来是 {planned:g}，讲座是 {length:g} 分钟，{gap}"
        hint = "改各页的 minutes；提问和练习的时间写在最后一页上"
        yield Finding(deck.position, ID, message, hint, Level.WARNING)
