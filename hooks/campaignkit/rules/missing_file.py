"""写到的文件要真的在活动文件夹里。

文件名要和磁盘上的一字不差，包括大小写：在 Windows 上大小写不同也能打开，放到网站上就打不开了。

错误（contest）：

    attachments: [{file: files/no-such-file.txt, title: 报名表}]

正确（contest）：

    attachments: [{file: files/entry-form.txt, title: 报名表}]
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.nearest import did_you_mean
from campaignkit.model.rule import Context

ID = "missing-file"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Files named in an entity; those outside its folder are `file-outside`'s."""
    for path, name, marker in entity.marks:
        if not isinstance(marker, FileRef):
            continue
        home = context.catalogue.root / home_folder(entity)
        file = content_file(home, name)
        if file is None or file.is_file():
            if file is not None and not _exact(home, name):
                near = _spelling(home, name)
                message = f"文件名的大小写不对：“{name}”"
                yield entity.finding(path, ID, message, f"磁盘上是 {near}，照它写")
            continue
        message = f"没有这个文件：“{name}”"
        yield entity.finding(path, ID, message, _remedy(home, name, home_folder(entity)))


def _remedy(home: Path, name: str, folder: str) -> str:
    """Where to look for a file, or the name that was meant."""
    names = _names(home)
    if unicodedata.normalize("NFC", name) in {unicodedata.normalize("NFC", n) for n in names}:
        return "磁盘上的名字看着一样，其实是另一种编码（苹果电脑上常见）：把文件改名，重新输入名字"
    return did_you_mean(name, names) or f"把文件放到 {folder}/ 里"


def _exact(home: Path, name: str) -> bool:
    """Whether each step of the name is spelt as on disk; file systems may ignore case."""
    folder = home
    for step in Path(name).parts:
        try:
            if step not in _listing(folder, folder.stat().st_mtime_ns):
                return False
        except OSError:
            return False
        folder /= step
    return True


@lru_cache(maxsize=64)
def _listing(folder: Path, modified: int) -> frozenset[str]:
    """Names in a folder since it was last `modified`: thousands of records name files in one."""
    del modified
    return frozenset(os.listdir(folder))  # noqa: PTH208


def _spelling(home: Path, name: str) -> str:
    return next((known for known in _names(home) if known.lower() == name.lower()), name)


def _names(home: Path) -> tuple[str, ...]:
    """Names of the files two folders deep, for a suggestion."""
    folders = [home, *(Path(entry.path) for entry in os.scandir(home) if entry.is_dir())]
    return _names_since(home, tuple(folder.stat().st_mtime_ns for folder in sorted(folders)))


@lru_cache(maxsize=8)
def _names_since(home: Path, modified: tuple[int, ...]) -> tuple[str, ...]:
    """The same since its folders were last `modified`: thousands of records may ask in turn."""
    del modified
    found = [file for pattern in ("*", "*/*") for file in home.glob(pattern) if file.is_file()]
    return tuple(sorted(file.relative_to(home).as_posix() for file in found)[:5000])
