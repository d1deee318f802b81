"""The published site as a ZIP: the same files and the same instant give the same bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.page_parts import MAX_PAGE_BYTES, read_page
from campaignkit.handover.safe_paths import path_fault, shown
from campaignkit.handover.site_manifest import PackedFile, is_page

_CHUNK = 1 << 20
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first instant that a ZIP can tell."""

_LAST = (2107, 12, 31, 23, 59, 58)
_UNIX = 3
_PACKED_ALREADY = (".gz", ".zip", ".webp", ".png", ".jpg", ".jpeg", ".pdf", ".mp4", ".woff2")
"""Suffixes of files that get no smaller."""

Written = tuple[PackedFile, frozenset[str]]
"""A file as it was written, and the keys of the active elements that it has as a page."""


def write_archive(
    site: Path, url: str, paths: Iterable[str], made: datetime, out: BinaryIO
) -> Iterator[Written]:
    """Write the files at `paths` below `site` into a ZIP; gives each as it was written.

    `url` is the address that the site is built for, or nothing.
    Names are UTF-8, files sorted, times those of `made` in its own zone. The digest is of the very
    bytes that went into the ZIP. Raises `HandoverError` for a name that may not be handed over or a
    file that is no plain file, `OSError` where the disk is full.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(paths):
            fault = path_fault(path)
            if fault:
                raise HandoverError(
                    f"文件名不能交接：{shown(path)} {fault}", "改掉这个名字，重新生成网站，再打包"
                )
            info = zipfile.ZipInfo(path, _zip_time(made))
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            packed = not path.lower().endswith(_PACKED_ALREADY)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            yield _write_one(archive, info, site, url)


def _write_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, site: Path, url: str) -> Written:
    digest, size, head = hashlib.sha256(), 0, bytearray()
    page = is_page(info.filename)
    with open_plain(site / info.filename) as source:
        info.file_size = os.fstat(source.fileno()).st_size
        with archive.open(info, "w") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                if page and len(head) < MAX_PAGE_BYTES:
                    head += chunk
    parts = read_page(info.filename, bytes(head), url) if page else None
    title = parts.title if parts else ""
    active = frozenset(part.key for part in parts.active) if parts else frozenset[str]()
    return PackedFile(path=info.filename, sha256=digest.hexdigest(), size=size, title=title), active


def open_plain(file: Path | str) -> BinaryIO:
    """Open a plain file to read: no link is followed, and a pipe is not waited for.

    Raises `OSError`.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(file, flags | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise IsADirectoryError(f"{file} is no plain file")
    except OSError:
        os.close(handle)
        raise
    return open(handle, "rb")  # noqa: PTH123  a file descriptor


def _zip_time(made: datetime) -> tuple[int, int, int, int, int, int]:
    told = (made.year, made.month, made.day, made.hour, made.minute, made.second // 2 * 2)
    return min(max(told, _FIRST), _LAST)
