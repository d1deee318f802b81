"""幻灯片里的图片要真的在活动文件夹里，而且是能用的格式。

错误：

    ![井架](media/no-such-file.png)

正确：

    ![井架](media/anyuan.png)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from campaignkit.base.findings import Finding
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.output.deck_images import FORMATS, MediaFolder, prepare
from campaignkit.slides.parse.deck import Image
from campaignkit.slides.parse.token_html import is_external, media_name

ID = "missing-file"


def check(view: DeckView) -> Iterator[Finding]:
    """Pictures that are not there or cannot be shown; those outside are `file-outside`'s."""
    for image in view.deck.images:
        file = view.media.find(image.ref)
        if is_external(image.ref) or file is None:
            continue
        if not file.is_file():
            yield Finding(
                image.position, ID, f"没有这个文件：“{image.ref}”", _near(image, view.media)
            )
            continue
        suffix = PurePosixPath(media_name(image.ref)).suffix
        if prepare(file, suffix) is None:
            names = "、".join(name.lstrip(".") for name in FORMATS)
            message = f"图片打不开，或不是能用的格式：“{image.ref}”"
            yield Finding(image.position, ID, message, f"另存为 {names} 之一，再改文件名")


def _near(image: Image, media: MediaFolder) -> str:
    files = (file.relative_to(media.root).as_posix() for file in media.root.glob("*/*"))
    return did_you_mean(image.ref, files) or "把图片放到活动文件夹的 media/ 里，写成 media/文件名"
