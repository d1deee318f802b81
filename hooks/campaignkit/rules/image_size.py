"""图片原件不能太大。

上限写在 mkdocs.yml 的 image_budget 里，不写时是 20 MB、8000 万像素。网页上用的是另做的小图，
原件再大也不会更清楚，只会让资料难传、网站难做。
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

ID = "image-size"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Pictures over the budget that an entity names or links to."""
    return attached_files.entity_findings(entity, context, ID, _check)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Pictures over the budget that a Markdown file links to."""
    return attached_files.text_findings(source, context, ID, _check)


def loose(path: str, context: Context) -> Iterator[Finding]:
    """Pictures over the budget in the docs folder."""
    return attached_files.loose_findings(path, context, ID, _check)


def _check(attached: AttachedFile, inspection: Inspection, context: Context) -> Iterator[Complaint]:
    budget, picture = context.catalogue.settings.image_budget, inspection.picture
    if picture is None:
        return
    megabytes, megapixels = inspection.bytes / 1e6, picture.width * picture.height / 1e6
    hint = "用看图软件缩小到长边 4000 像素，另存为 JPG"
    if megabytes > budget.megabytes:
        message = f"图片有 {megabytes:.1f} MB，超过上限 {budget.megabytes:g} MB：{attached.name}"
        yield message, hint
    if megapixels > budget.megapixels:
        size = f"{picture.width}×{picture.height}"
        message = f"图片是 {size}，超过上限 {budget.megapixels:g} 百万像素：{attached.name}"
        yield message, hint
