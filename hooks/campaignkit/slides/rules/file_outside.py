"""幻灯片里的图片不能取自活动文件夹外面。

错误：

    ![井架](../../other/media/anyuan.png)

正确：

    ![井架](media/anyuan.png)
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.parse.token_html import is_external

ID = "file-outside"


def check(view: DeckView) -> Iterator[Finding]:
    """Pictures whose reference leads out of the campaign's folder, also by a link."""
    for image in view.deck.images:
        if not is_external(image.ref) and view.media.find(image.ref) is None:
            message = f"图片在活动文件夹外面：“{image.ref}”"
            hint = "把图片复制到本活动的 media/ 里，写成 media/文件名"
            yield Finding(image.position, ID, message, hint)
