"""引文要写出处：谁说的，在哪本书、哪一年。

引文最后另起一行，以“——”开头写出处。

错误：

    > 欲速，则不达。

正确：

    > 欲速，则不达。
    > —— 《论语·子路》，见杨伯峻《论语译注》，中华书局，1980 年
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView

ID = "quote-unsourced"


def check(view: DeckView) -> Iterator[Finding]:
    """Quotations without a source."""
    for slide in view.deck.slides:
        for quote in slide.quotes:
            if not quote.source:
                hint = "在引文最后加一行：> —— 作者《书名》，出版社，年份"
                yield Finding(quote.position, ID, "引文没有出处", hint)
