"""能放到网站上的文件有限：图片、文档、表格、压缩包、声音和视频。

网页、脚本和 SVG 图片里可以藏程序，从投稿里带进来就会在读者的浏览器里运行，所以不发布。

错误（contest）：

    attachments: [{file: campaign.yml, title: 活动规则}]

正确（contest）：

    attachments: [{file: files/entry-form.txt, title: 报名表}]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from campaignkit.base.findings import Finding
from campaignkit.model.addresses import page_uri, source_path
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef, Prose
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.markdown import links
from campaignkit.model.rule import Context

ID = "file-type"

_PICTURES = ("jpg", "jpeg", "png", "webp", "gif")
_DOCUMENTS = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "odt", "ods")
_OTHERS = ("txt", "csv", "md", "zip", "ics", "mp3", "m4a", "wav", "mp4", "webm")
PUBLISHED = frozenset((*_PICTURES, *_DOCUMENTS, *_OTHERS))
"""Endings of files that may be published, in lower case."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Files that fields name, or that prose links to; `missing-file` reports absent ones."""
    root, home = context.catalogue.root, home_folder(entity)
    for path, text, marker in entity.marks:
        if isinstance(marker, FileRef):
            if _is_there(root / home, text) and not _may_be_published(text):
                yield entity.finding(path, ID, *_words(text))
        elif isinstance(marker, Prose):
            for link in links(text):
                target = source_path(link.target, entity.folder)
                if not target or page_uri(target) or not target.startswith(f"{home}/"):
                    continue
                inside = target.removeprefix(f"{home}/")
                if _is_there(root / home, inside) and not _may_be_published(target):
                    place = entity.text_position(path, link.line, link.column)
                    yield Finding(place, ID, *_words(link.written))


def _is_there(home: Path, name: str) -> bool:
    file = content_file(home, name)
    return file is not None and file.is_file()


def _may_be_published(name: str) -> bool:
    return PurePosixPath(name).suffix.lower().removeprefix(".") in PUBLISHED


def _words(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    sort = f" {suffix} " if suffix else "没有扩展名的"
    hint = "图片另存为 JPG 或 PNG，文档另存为 PDF 或 DOCX"
    if suffix.lower() in (".heic", ".heif"):
        hint = "用看图软件另存为 JPG；iPhone 在“设置→相机→格式”里选“兼容性最佳”，以后拍的就是 JPG"
    return f"不能发布{sort}文件：“{name}”", hint
