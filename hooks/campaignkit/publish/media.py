"""Files that pages show are published without what they need not tell.

Pictures are written anew by `image`, without EXIF (place, camera, names). Other files are
copied. A written picture is kept in a cache that may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.base.fingerprint import digest, signature
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.base.store import FileStore
from campaignkit.model.files import content_file
from campaignkit.publish.output import OutputFile, Tree, write_file
from campaignkit.rules.file_type import PUBLISHED

_VERSION = b"2"
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}


@dataclass(frozen=True, slots=True)
class MediaPublisher:
    """Makes the published bytes of files of the content; runs in any process.

    A file is made into the cache, under a name that changes with the file, and copied from there.
    """

    root: Path
    folder: Path
    kept: FileStore

    def source(self, path: str) -> Path | None:
        """The file behind a source path, or None where it may not be published or is not there.

        `missing-file`, `file-outside` and `file-type` have told; whatever became of their findings,
        no page, script or drawing out of the content gets onto the site.
        """
        if path.rpartition(".")[2].lower() not in PUBLISHED:
            return None
        campaign, _, name = path.partition("/")[2].partition("/")
        file = content_file(self.root / "campaigns" / campaign, name)
        return file if file is not None and file.is_file() else None

    def key(self, path: str) -> bytes | None:
        """The same for the same published bytes; None where there is no such file."""
        file = self.source(path)
        if file is None:
            return None
        return digest(_VERSION, path.encode(), repr(signature(file)).encode())

    def __call__(self, path: str) -> Finding | OutputFile | None:
        """Publish one file by its source path; a picture that cannot be read is a finding."""
        file, key = self.source(path), self.key(path)
        if file is None or key is None:
            return None
        form = _FORMATS.get(file.suffix.lower())
        if form is None:
            try:
                plain = file.read_bytes()
            except PermissionError:
                return _forbidden(path)
            return write_file(self.folder, path, key, plain)
        name = f"{key.hex()}{file.suffix.lower()}"
        data = self.kept.read(name)
        if data is None:
            from campaignkit.publish.image import UnreadableError, rewritten

            try:
                data = rewritten(file, form)
            except UnreadableError:
                return _unreadable(path)
            except PermissionError:
                return _forbidden(path)
            self.kept.write(name, data)
        return write_file(self.folder, path, key, data)


def publish_files(
    paths: Iterable[str], publisher: MediaPublisher, tree: Tree, workers: int | None = None
) -> list[Finding]:
    """Publish files that are not yet in the tree as they are, over the cores."""
    wanted = [
        path
        for path in sorted(set(paths))
        if (key := publisher.key(path)) is not None and not tree.has(path, key)
    ]
    findings = []
    done = followed(map_parallel(publisher, wanted, workers), len(wanted), "处理图片和附件")
    for path, made in zip(wanted, done, strict=True):
        if isinstance(made, Finding):
            findings.append(made)
        elif made is not None:
            tree.entries[path] = made
    return findings


def shown_size(file: Path) -> tuple[int, int] | None:
    """Width and height in pixels of the picture that will be published of `file`, if it is one."""
    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        return None
    from campaignkit.publish.image import size

    return size(file, form)


def _unreadable(path: str) -> Finding:
    message = "这张图片打不开：文件损坏、太大，或扩展名和内容不符"
    return Finding(Position(path), "bad-value", message, "用看图软件打开后另存为 JPG 或 PNG")


def _forbidden(path: str) -> Finding:
    message = "没有读这个文件的权限，网站上会缺它"
    return Finding(
        Position(path), "bad-value", message, "给构建的用户读权限，例如 chmod a+r 文件名"
    )
