"""Files that pages show are published without what they need not tell.

Pictures are made anew by `pictures`, without EXIF (place, camera, names), at the sizes that pages
ask for. Other files are copied. What was made of a picture is kept by the digest of its content, in
a cache that may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import PIL

from campaignkit.base.findings import Finding, Position
from campaignkit.base.fingerprint import digest, signature
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.base.store import FileStore
from campaignkit.model.files import content_file
from campaignkit.pictures.renditions import (
    FORMATS,
    asset_name,
    main_size,
    published_name,
    rendition,
    split_asset,
)
from campaignkit.publish.output import OutputFile, Tree, write_file
from campaignkit.rules.file_type import PUBLISHED

if TYPE_CHECKING:
    from campaignkit.pictures.upright import Base

_VERSION = b"3"

MAX_BYTES = 100_000_000
"""Largest picture that is read."""

Request = tuple[str, tuple[str, ...]]
"""A source path, and what pages ask for of it: names of renditions, or "" for the file itself."""

Published = Finding | list[tuple[str, OutputFile]]
"""What became of a request: paths below the site and what was written there, or why nothing was."""


@dataclass(frozen=True, slots=True)
class MediaPublisher:
    """Makes the published bytes of files of the content; runs in any process.

    A file is made into the cache, under a digest of what it is made from, and copied from there.
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

    def key(self, asset: str) -> bytes | None:
        """The same for the same published bytes; None where there is no such file."""
        path, _ = split_asset(asset)
        file = self.source(path)
        if file is None:
            return None
        return _key(asset, repr(signature(file)).encode())

    def __call__(self, request: Request) -> Published:
        """Publish what pages ask for of one file; a picture that cannot be read is a finding."""
        path, names = request
        file = self.source(path)
        if file is None:
            return []
        state = repr(signature(file)).encode()
        try:
            made = self._made(file, names)
        except PermissionError:
            return _forbidden(path)
        if isinstance(made, str):
            return _unreadable(path, made)
        written = []
        for name, data in made:
            asset = asset_name(path, name)
            target = published_name(asset)
            written.append((target, write_file(self.folder, target, _key(asset, state), data)))
        return written

    def _made(self, file: Path, names: Sequence[str]) -> list[tuple[str, bytes]] | str:
        """Each name with its bytes, or why there are none."""
        form = FORMATS.get(file.suffix.lower())
        if form is None:
            return [("", file.read_bytes())]
        if file.stat().st_size > MAX_BYTES:
            return f"文件超过 {MAX_BYTES // 1_000_000} MB"
        content = file.read_bytes()
        stored = {name: _key(asset_name(form, name), content).hex() for name in names}
        found = {name: self.kept.read(key) for name, key in stored.items()}
        missing = [name for name, data in found.items() if data is None]
        if missing:
            from campaignkit.pictures.open_picture import TooManyPixelsError, UnreadableError

            try:
                new = encode_all(content, form, missing)
            except TooManyPixelsError as error:
                return f"{error.size[0]}×{error.size[1]} 像素，太大"
            except UnreadableError:
                return "文件损坏、太大，或扩展名和内容不符"
            for name, data in new.items():
                self.kept.write(stored[name], data)
            found |= new
        return [(name, data) for name, data in found.items() if data is not None]


def encode_all(content: bytes, form: str, names: Sequence[str]) -> dict[str, bytes]:
    """The files of a picture by name, decoded once. Raises `UnreadableError`, and `OSError`."""
    from campaignkit.pictures.encode_picture import moving
    from campaignkit.pictures.open_picture import opened
    from campaignkit.pictures.upright import base_of

    made = {}
    with opened(content, form) as picture:
        if "" in names and form in ("GIF", "WEBP") and getattr(picture, "is_animated", False):
            made[""] = moving(picture, form)
            picture.seek(0)
        base = base_of(picture)
    for name in names:
        if name not in made:
            made[name] = _encode(base, form, name)
    return made


def _encode(base: Base, form: str, name: str) -> bytes:
    from campaignkit.pictures.encode_picture import encoded

    if not name:
        return encoded(base, form, main_size(*base.image.size)[0])
    wanted = rendition(name)
    assert wanted is not None, "pages ask for renditions by names of `renditions`"
    return encoded(base, wanted.form, wanted.width, wanted.height)


def publish_files(
    assets: Iterable[str], publisher: MediaPublisher, tree: Tree, workers: int | None = None
) -> list[Finding]:
    """Publish what is not yet in the tree as it is, over the cores, a file's pictures together."""
    wanted: dict[str, list[str]] = {}
    for asset in sorted(set(assets)):
        key = publisher.key(asset)
        if key is not None and not tree.has(published_name(asset), key):
            path, name = split_asset(asset)
            wanted.setdefault(path, []).append(name)
    requests = [(path, tuple(names)) for path, names in wanted.items()]
    findings = []
    done = map_parallel(publisher, requests, workers)
    for made in followed(done, len(requests), "处理图片和附件"):
        if isinstance(made, Finding):
            findings.append(made)
        else:
            tree.entries.update(made)
    return findings


def _key(asset: str, state: bytes) -> bytes:
    return digest(_VERSION, PIL.__version__.encode(), asset.encode(), state)


def _unreadable(path: str, why: str) -> Finding:
    message = f"这张图片打不开：{why}"
    hint = "用看图软件打开，缩小到长边 4000 像素以内，另存为 JPG 或 PNG"
    return Finding(Position(path), "bad-value", message, hint)


def _forbidden(path: str) -> Finding:
    message = "没有读这个文件的权限，网站上会缺它"
    return Finding(
        Position(path), "bad-value", message, "给构建的用户读权限，例如 chmod a+r 文件名"
    )
