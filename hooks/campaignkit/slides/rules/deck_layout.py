"""选了版式，就要有这种版式的内容。

错误：

    <!-- layout: quote -->
    ## 这一页没有引文

正确：

    <!-- layout: quote -->
    > 欲速，则不达。
    > —— 《论语·子路》
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.parse.deck import Slide

ID = "deck-layout"

_NEEDS = {
    "quote": ("引文", "以 > 开头写引文"),
    "timeline": ("时间线", "一行写时间，下一行以“: ”开头写事情"),
    "quiz": ("题目", "写 - [ ] 和 - [x] 的选项，或写 question: 题目编号"),
    "columns": ("分栏", "写两块 ::: column …… :::"),
    "picture": ("图片", "写 ![说明](media/文件名)"),
    "side": ("图片", "写 ![说明](media/文件名)"),
    "profile": ("人物", "写 person: 人物编号"),
}


def check(view: DeckView) -> Iterator[Finding]:
    """Slides whose layout has nothing to place."""
    for slide in view.deck.slides:
        if slide.layout in _NEEDS and not _has(slide):
            what, how = _NEEDS[slide.layout]
            message = f"版式是 {slide.layout}，但这一页没有{what}"
            yield Finding(slide.position, ID, message, f"{how}；或不写 layout")


def _has(slide: Slide) -> bool:
    parts, settings = slide.parts, slide.settings
    return {
        "quote": parts.quote is not None,
        "timeline": bool(parts.timeline),
        "quiz": parts.quiz is not None or settings.question is not None,
        "columns": bool(parts.columns),
        "picture": bool(parts.figure),
        "side": bool(parts.figure),
        "profile": bool(settings.person),
    }[slide.layout]
