"""正文里的链接和图片要真的存在。

链接到别的活动、人物或作品时，写它的文件，例如 ../2021-lectures/campaign.yml，生成网站时会换成网址。
路径从写着链接的这个文件算起。

错误（contest）：

    about: 见[讲座](../no-such-campaign/campaign.yml)。

正确（contest）：

    about: 见[报名表](files/entry-form.txt)。
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.model.addresses import is_external, page_uri, source_path
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Prose
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.markdown import MarkdownLink, links
from campaignkit.model.messages import did_you_mean
from campaignkit.model.rule import Context
from campaignkit.source import decode, read_bytes, split_front_matter

ID = "link-broken"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Relative links in the Markdown fields of a file, and in the Markdown file it names."""
    root, home = context.catalogue.root, home_folder(entity)
    for path, text, marker in entity.marks:
        if isinstance(marker, Prose):
            for link in links(text):
                fault = _fault(link, entity.folder, home, root)
                if fault:
                    yield Finding(entity.text_position(path, link.line, link.column), ID, *fault)
    yield from _in_file(entity, root, home)


def _in_file(entity: Entity, root: Path, home: str) -> Iterator[Finding]:
    name = entity.field("file")
    file = content_file(root / home, name) if isinstance(name, str) else None
    if file is None or file.suffix != ".md" or not file.is_file():
        return
    path = f"{home}/{name}"
    cut = split_front_matter(decode(read_bytes(file), path).content or "")
    for link in links(cut.body):
        fault = _fault(link, path.rpartition("/")[0], home, root)
        if fault:
            place = Position(path, cut.body_line + link.line - 1, link.column, len(link.written))
            yield Finding(place, ID, *fault)


def _fault(link: MarkdownLink, folder: str, home: str, root: Path) -> tuple[str, str] | None:
    """What is wrong with a link, and what to write; None for one that leads somewhere."""
    target = link.target
    if is_external(target) or target.startswith("#"):
        return None
    path = source_path(target, folder)
    if path is None:
        return (
            f"“{link.written}”不是从这个文件算起的路径",
            "写成 ../活动编号/campaign.yml 这样的路径",
        )
    if page_uri(path) is None and not path.startswith(f"{home}/"):
        return (
            f"“{link.written}”不能链接：它不是页面，也不在本活动的文件夹里",
            "链接到 .yml 文件，或把文件放到本活动里",
        )
    if (root / path).is_file():
        return None
    return f"链接的文件不存在：“{link.written}”", _near(root, path, folder)


def _near(root: Path, path: str, folder: str) -> str:
    """The nearest file in the folder that the link points into."""
    where = (root / path).parent
    try:
        names = sorted(os.listdir(where))  # noqa: PTH208
    except OSError:
        names = []
    near = did_you_mean(path.rpartition("/")[2], names)
    return near or f"检查路径；它从 {folder}/ 算起"
