"""图片要有文字说明，给看不见图片的人。

错误：

    ![](media/anyuan.png)

正确：

    ![插画：黎明的矿山](media/anyuan.png)
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView

ID = "deck-image-alt"


def check(view: DeckView) -> Iterator[Finding]:
    """Pictures without a text alternative."""
    for image in view.deck.images:
        if not image.alt.strip():
            hint = f"写成 ![图上有什么]({image.ref})"
            yield Finding(image.position, ID, "图片没有文字说明", hint)
