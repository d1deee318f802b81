"""附件和图片要能打开，内容要和扩展名一致。

网站只查得了读得出来的文件：加了密码的、损坏的、压得过大的附件，里面有没有个人信息谁也不知道，读者也多半
打不开。把 PNG 改名为 .jpg 这样的，要用软件另存，不能只改名字。这条规则不能忽略。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.attachments import Fault
from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import attached_files
from campaignkit.rules.attached_files import AttachedFile, Complaint
from campaignkit.rules.file_type import PUBLISHED
from campaignkit.rules.inspection import Inspection

ID = "file-content"

_WORDS = {
    Fault.BROKEN: ("文件损坏，打不开", "找到原件重新放进来，或用软件打开后另存"),
    Fault.ENCRYPTED: ("文件加了密码，查不了里面有没有个人信息", "去掉密码再保存"),
    Fault.TOO_LARGE: ("文件太大，或压缩得太厉害，查不完", "拆成几个小文件，图片缩小后再放"),
}
_TYPES = {
    "jpg": " JPG 图片",
    "png": " PNG 图片",
    "gif": " GIF 图片",
    "webp": " WebP 图片",
    "heic": " HEIC 图片",
    "bmp": " BMP 图片",
    "tiff": " TIFF 图片",
    "pdf": " PDF",
    "docx": " Word 文档（.docx）",
    "xlsx": " Excel 工作簿（.xlsx）",
    "pptx": " PowerPoint 文件（.pptx）",
    "ole": "旧版 Office 文件，或加了密码的 Office 文件",
    "zip": " ZIP 压缩包",
    "rar": " RAR 压缩包",
    "7z": " 7z 压缩包",
    "rtf": " RTF 文档",
    "exe": "程序",
    "mp4": "视频",
}
"""What an editor calls a type, behind 其实是."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Files that cannot be read, or have a wrong name, that an entity names or links to."""
    return attached_files.entity_findings(entity, context, ID, _check)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Files that cannot be read, or are not what their names say, that a Markdown file links to."""
    return attached_files.text_findings(source, context, ID, _check)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Files that cannot be read, or are not what their names say, in the docs folder."""
    return attached_files.loose_findings(path, context, ID, _check)


def _check(attached: AttachedFile, inspection: Inspection, context: Context) -> Iterator[Complaint]:
    del context
    if inspection.fault is None or attached.file.suffix.lower()[1:] not in PUBLISHED:
        return
    suffix = attached.file.suffix.lower()
    if inspection.fault is Fault.WRONG_TYPE:
        actual = _TYPES.get(inspection.actual)
        told = f"其实是{actual}" if actual else f"不是 {suffix} 文件"
        yield f"文件内容和扩展名不符，{told}：{attached.name}", f"用软件打开，另存为 {suffix}"
    else:
        message, hint = _WORDS[inspection.fault]
        yield f"{message}：{attached.name}", hint
