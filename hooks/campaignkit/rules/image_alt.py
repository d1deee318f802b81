"""图片要有替代文字，说出画面上是什么。

看不到图片的人用读屏软件听它，网速慢时也先看到它。写文件名、“图片”“照片”等于没写。课件里的图片由
deck-image-alt 检查。

错误（contest）：

    about: 见![](media/cover.jpg)。

错误（contest）：

    cover: {file: media/cover.jpg, alt: cover.jpg}

正确（contest）：

    about: |
      下面是表格的样子：

      ```
      ![](写在代码里的不是图片)
      ```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef, Prose
from campaignkit.model.markdown import MarkdownImage, images
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource

ID = "image-alt"

_HINT = "写画面上是什么，例如“焊工在平台上焊接钢梁”"
_EMPTY_WORDS = re.compile(
    r"(?:图片?|照片|相片|题图|封面|插图|头像|截图|配图|image|img|photo|picture|pic|cover|logo)?"
    r"[\s_\-—()（）0-9一二三四五六七八九十]*",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"(?:img|dsc[fn]?|pict?|image|photo|mmexport|wx_camera|screenshot|微信图片|微信截图|qq图片)"
    r"[\s_-]*[0-9][0-9_-]*",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|bmp)$", re.IGNORECASE)


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Pictures of fields and in Markdown fields."""
    del context
    for path, text, marker in entity.marks:
        if isinstance(marker, FileRef):
            alt = entity.sibling(path, "alt")
            fault = isinstance(alt, str) and _fault(alt, text)
            if fault:
                yield entity.finding((*path[:-1], "alt"), ID, fault, _HINT)
        elif isinstance(marker, Prose):
            for image in images(text):
                message = _fault(image.alt, image.link.target)
                if message:
                    place = entity.text_position(path, image.link.line, image.link.column)
                    yield Finding(place, ID, message, _hint(image))


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Pictures of a Markdown file that is no deck."""
    del context
    if source.sort is TextSort.DECK:
        return
    cut = source.cut
    for image in images(cut.body):
        message = _fault(image.alt, image.link.target)
        if message:
            line = cut.body_line + image.link.line - 1
            place = source.line_position(line, image.link.column, len(image.link.written))
            yield Finding(place, ID, message, _hint(image))


def _fault(alt: str, target: str) -> str:
    """What is wrong with an alternative text; empty where nothing is."""
    said = alt.strip()
    if not said:
        return "图片没有替代文字"
    name = target.rpartition("/")[2].lower()
    bare = _ENDING.sub("", said.lower())
    if bare in (name, _ENDING.sub("", name)) or _ENDING.search(said) or _CAMERA.fullmatch(said):
        return f"替代文字只是文件名：“{said}”"
    return f"替代文字没有说画面：“{said}”" if _EMPTY_WORDS.fullmatch(said) else ""


def _hint(image: MarkdownImage) -> str:
    return f"写成 ![画面上是什么]({image.link.written})"
