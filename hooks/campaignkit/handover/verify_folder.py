"""A deployed folder against its manifest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from campaignkit.base.errors import cause
from campaignkit.handover.difference import (
    FileResult,
    FileState,
    change_of,
    foreign_elements,
    size_change,
)
from campaignkit.handover.folder_files import FolderEntry, digests, entries_below
from campaignkit.handover.page_parts import MAX_PAGE_BYTES, ActiveElement
from campaignkit.handover.site_archive import open_plain
from campaignkit.handover.site_manifest import PackedFile, SiteManifest, is_page

THREADS = 4
"""Threads that hash: `hashlib` and reading let go of the interpreter, more gain nothing."""

Hashed = tuple[str, str | OSError]
Followed = Callable[[Iterable[Hashed], int], Iterable[Hashed]]
"""Shows how far an iteration of so many items is; see `base.progress.followed`."""


def verify_folder(
    folder: Path,
    manifest: SiteManifest,
    followed: Followed = lambda items, _total: items,
) -> Iterator[FileResult]:
    """How each file of the manifest and each other file in the folder compares.

    Links are never followed; a link in the place of a file is a change. Raises `OSError` where a
    folder cannot be looked into.
    """
    root = str(folder)
    found = {entry.path: entry for entry in entries_below(root)}
    waiting = []
    for file in manifest.files:
        known = _without_hash(file, found.get(file.path), root, manifest)
        if known:
            yield known
        else:
            waiting.append(file.path)
    expected = manifest.by_path()
    hashed = digests(root, waiting, min(THREADS, os.cpu_count() or 1))
    for path, digest in followed(hashed, len(waiting)):
        yield _compared(expected[path], digest, root, manifest)
    for path, entry in found.items():
        if path not in expected:
            yield _added(entry, root, manifest)


def _without_hash(
    file: PackedFile, entry: FolderEntry | None, root: str, manifest: SiteManifest
) -> FileResult | None:
    """The result where no digest is needed for it."""
    if entry is None:
        return FileResult(file.path, FileState.MISSING)
    if not entry.plain:
        return FileResult(file.path, FileState.CHANGED, "不是普通文件，是链接或别的东西")
    if entry.size != file.size:
        return _changed(file, root, manifest)
    return None


def _compared(
    file: PackedFile, digest: str | OSError, root: str, manifest: SiteManifest
) -> FileResult:
    if isinstance(digest, OSError):
        return FileResult(file.path, FileState.UNREAD, cause(digest))
    if digest == file.sha256:
        return FileResult(file.path, FileState.SAME)
    return _changed(file, root, manifest)


def _changed(file: PackedFile, root: str, manifest: SiteManifest) -> FileResult:
    try:
        with open_plain(f"{root}/{file.path}") as stream:
            raw = stream.read(MAX_PAGE_BYTES)
            whole = not stream.read(1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        return FileResult(file.path, FileState.UNREAD, cause(error))
    detail = change_of(raw, file) if whole else size_change(size, file)
    foreign = foreign_elements(file.path, raw, manifest) if file.is_page else ()
    return FileResult(file.path, FileState.CHANGED, detail, foreign)


def _added(entry: FolderEntry, root: str, manifest: SiteManifest) -> FileResult:
    if not entry.plain:
        return FileResult(entry.path, FileState.ADDED, "它是链接或别的东西，不是普通文件")
    foreign: tuple[ActiveElement, ...] = ()
    if is_page(entry.path):
        try:
            with open_plain(f"{root}/{entry.path}") as stream:
                raw = stream.read(MAX_PAGE_BYTES)
        except OSError as error:
            return FileResult(entry.path, FileState.ADDED, f"读不了：{cause(error)}")
        foreign = foreign_elements(entry.path, raw, manifest)
    return FileResult(entry.path, FileState.ADDED, "", foreign)
