"""开头写了 `require: [notes]` 的，每一页都要有备注，换一个人也能讲。

错误：

    ---
    require: [notes]
    ---
    ## 没有备注的一页

正确：

    ---
    require: [notes]
    ---
    ## 有备注的一页

    ???
    先问一句，再翻页。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView

ID = "deck-notes"


def check(view: DeckView) -> Iterator[Finding]:
    """Slides without notes in a deck that requires them."""
    if "notes" not in view.deck.settings.require:
        return
    for slide in view.deck.slides:
        if not slide.notes.strip():
            hint = "在这一页末尾写一行 ???，下面写备注"
            yield Finding(slide.position, ID, f"第 {slide.number} 页没有备注", hint)
