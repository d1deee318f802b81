"""图片自带的信息里不能有拍摄地点。

手机拍的照片常记着经纬度，别人能由此查到住处。生成网站时会去掉这些信息，但原图还在资料里传来传去，
所以原图也要去掉：在电脑上右键点图片，“属性→详细信息→删除属性和个人信息”；手机上在相机设置里关掉
“地理位置”。
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource
from campaignkit.rules import attached_files
from campaignkit.rules.attached_files import AttachedFile, Complaint
from campaignkit.rules.inspection import Inspection

ID = "image-location"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Pictures that say where they were taken that an entity names or links to."""
    return attached_files.entity_findings(entity, context, ID, _check)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Pictures that say where they were taken that a Markdown file links to."""
    return attached_files.text_findings(source, context, ID, _check)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Pictures that say where they were taken in the docs folder."""
    return attached_files.loose_findings(path, context, ID, _check)


def _check(attached: AttachedFile, inspection: Inspection, context: Context) -> Iterator[Complaint]:
    del context
    if inspection.picture and inspection.picture.located:
        message = f"图片里记着拍摄地点（经纬度）：{attached.name}"
        yield message, "右键点图片，“属性→详细信息→删除属性和个人信息”，再放回来"
