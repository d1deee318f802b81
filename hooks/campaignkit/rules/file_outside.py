r"""文件只能放在自己的活动文件夹里。

绝对路径（C:\、/）、“..”和指向外面的链接都不行：这样的文件换一台电脑就找不到，也可能把不该公开的文件带到
网站上。

错误（contest）：

    attachments: [{file: ../secret.txt, title: 报名表}]

正确（contest）：

    attachments: [{file: files/entry-form.txt, title: 报名表}]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.rule import Context

ID = "file-outside"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Names that lead out of the entity's folder, as written or by a link on disk."""
    for path, name, marker in entity.marks:
        if not isinstance(marker, FileRef):
            continue
        home = home_folder(entity)
        if content_file(context.catalogue.root / home, name) is None:
            message = f"“{name}”在活动文件夹外面"
            near = _inside(context.catalogue.root / home, name)
            if near and "\\" in name:
                message = f"“{name}”里用了反斜杠“\\”"
            hint = f"把文件放到 {home}/ 里，写成 files/{_base(name)}"
            yield entity.finding(path, ID, message, f"写成 {near}" if near else hint)


def _inside(home: Path, name: str) -> str:
    """The file of the folder that a path of Windows means, by its last steps; or nothing."""
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".")]
    for first in range(len(steps)):
        tail = "/".join(steps[first:])
        file = content_file(home, tail)
        if file is not None and file.is_file():
            return tail
    return ""


def _base(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or "文件名"
