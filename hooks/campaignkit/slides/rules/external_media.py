"""礼堂没有网络：图片要放在活动文件夹里，不能用网址。

错误：

    ![井架](https://example.org/anyuan.png)

正确：

    ![井架](media/anyuan.png)
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.parse.token_html import is_external

ID = "external-media"


def check(view: DeckView) -> Iterator[Finding]:
    """Pictures with an address of another host, or inlined as data."""
    for image in view.deck.images:
        if is_external(image.ref):
            message = "图片写的是网址，没有网络就看不到，也会让别的网站知道谁在看"
            hint = "在确认可以使用以后下载，放到 media/ 里，写成 media/文件名"
            yield Finding(image.position, ID, message, hint)
