"""The new site takes the place of the old one in one step, or not at all.

A build writes into a tree beside the site. Only when it has succeeded are the two exchanged, by one
system call that no reader can see half done (renameat2 with RENAME_EXCHANGE on Linux,
renamex_np with RENAME_SWAP on macOS). Where the system has neither, two renames follow one
another, and the next build mends what a crash between them left.

What lies beside the site is nobody else's to read, and holds nothing that the site does not: once
the new site is in place, the old one keeps only the files that are the same in both. A build that
ended in any other way leaves no manifest, so that nothing it wrote is ever taken for known.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from campaignkit.publish.output import (
    Manifest,
    Tree,
    clear,
    files_in,
    load_manifest,
    manifest_file,
    remove_empty,
    save_manifest,
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_PRIVATE = 0o700


class BusyError(RuntimeError):
    """Another build is writing beside the same site."""


class ForeignError(RuntimeError):
    """The folder that the site would replace holds something else."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a build has beside the site while it holds the lock.

    `engine` is an empty folder for the engine; `tree` is the next site. The tree is the one before
    the published one, so that only what differs from it need be written. `mode` is what the
    published folder may be read by; while a tree is beside the site, only its owner can.
    """

    site: Path
    engine: Path
    tree: Tree
    lock: FileLock
    mode: int = 0o755


def open_stage(site: Path, damage: Path | None = None) -> Stage:
    """Take the lock and prepare the folders beside `site`; what a killed build left is removed.

    A `site` that is a link stays one: the folder that it leads to is exchanged. Raises `BusyError`
    while another build has the lock, `ForeignError` where `site` is something else, `OSError` where
    nothing can be written. A damaged manifest is listed in the file `damage`.
    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = _locked(site)
    try:
        _refuse_mount(site)
        _refuse_foreign(site, damage)
    except BaseException:
        lock.release()
        raise
    old = _beside(site, "old")
    if old.is_symlink():  # never ours, and what it leads to is somebody else's
        old.unlink()
    elif old.is_dir() and not site.exists():
        old.rename(site)
    folder, engine = _beside(site, "stage"), _beside(site, "engine")
    shutil.rmtree(old, ignore_errors=True)
    clear(engine)
    known = load_manifest(manifest_file(site, folder), damage)
    manifest_file(site, folder).unlink(missing_ok=True)
    if not known:
        clear(folder)
    mode = stat.S_IMODE((site if site.exists() else engine).stat().st_mode)
    folder.chmod(_PRIVATE)
    engine.chmod(_PRIVATE)
    published = load_manifest(manifest_file(site, site), damage)
    return Stage(site, engine, Tree(folder, known, site, published), lock, mode)


@contextmanager
def published(site: Path) -> Iterator[Manifest]:
    """The manifest of the published site; no build runs while it is held.

    It is empty where no build has published the folder. Raises `BusyError`, `OSError`.
    """
    site = site.resolve()
    if not site.is_dir():
        yield {}
        return
    lock = _locked(site)
    try:
        yield load_manifest(manifest_file(site, site))
    finally:
        lock.release()


def publish(stage: Stage) -> None:
    """Put the staged site in the place of the old one. Raises `OSError` and changes nothing.

    Exactly the files that the tree's manifest names are published.
    """
    site, tree, old = stage.site, stage.tree, _beside(stage.site, "old")
    try:
        tree.sweep()
        save_manifest(manifest_file(site, tree.folder), tree.entries)
        tree.folder.chmod(stage.mode)
        if not site.exists():
            tree.folder.rename(site)
        elif not _exchange(tree.folder, site):
            _exchange_by_renames(tree.folder, site, old)
        _keep_the_same(stage)
    finally:
        _let_go(stage)


def give_up(stage: Stage) -> None:
    """Leave the site as it is; of what was staged nothing is kept.

    A tree that was not yet touched is known as well as before.
    """
    tree = stage.tree
    with suppress(OSError):  # a full disk: the next build writes everything anew
        if tree.entries:
            shutil.rmtree(tree.folder, ignore_errors=True)
        else:
            save_manifest(manifest_file(stage.site, tree.folder), tree.known)
    _let_go(stage)


def _locked(site: Path) -> FileLock:
    """The lock that a build holds, taken."""
    lock = FileLock(_beside(site, "lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError("另一个构建正在进行，等它结束再试。") from None
    return lock


def _keep_the_same(stage: Stage) -> None:
    """Of the tree that was published before, keep only what the site that is published now has."""
    folder, entries = stage.tree.folder, stage.tree.entries
    if folder.is_symlink() or not folder.is_dir():
        return
    folder.chmod(_PRIVATE)
    before: Manifest = stage.tree.published
    same = {path: entry for path, entry in before.items() if entries.get(path) == entry}
    for path in files_in(folder):
        if path not in same:
            (folder / path).unlink(missing_ok=True)
    remove_empty(folder)
    save_manifest(manifest_file(stage.site, folder), same)


def _refuse_mount(site: Path) -> None:
    """A mount can't be exchanged for another folder; what is written into it shows half done."""
    try:
        table = Path("/proc/self/mountinfo").read_text("utf-8", "replace")
    except OSError:
        table = ""
    points = {line.split(" ")[4].replace("\\040", " ") for line in table.splitlines()}
    if str(site) in points or _is_mount(site):
        message = "是挂载点（例如 Docker 的 -v），整个网站不能一步换上。"
        hint = "挂载它的上一级文件夹，或把 site_dir 写成其中的子文件夹。"
        raise ForeignError(f"{site} {message}{hint}")


def _is_mount(folder: Path) -> bool:
    return os.path.ismount(folder)  # `Path.is_mount` raises on Windows before Python 3.12


def _refuse_foreign(site: Path, damage: Path | None) -> None:
    """Whoever writes `site_dir: campaigns` would lose the content: only a site is replaced."""
    if not os.path.lexists(site):
        return
    if not site.is_dir():
        raise ForeignError(f"{site} 是一个文件，网站不能放在这里。把它移走，或换一个 site_dir。")
    ours = chain(("index.html", "404.html"), load_manifest(manifest_file(site, site), damage))
    if any(site.iterdir()) and not any((site / path).exists() for path in ours):
        message = "里面有别的内容，不是网站，不会替换它。换一个 site_dir，或先把它清空。"
        raise ForeignError(f"{site} {message}")


def _let_go(stage: Stage) -> None:
    """Remove what is of no more use beside the site, and let the next build begin."""
    shutil.rmtree(stage.engine, ignore_errors=True)
    kept = {manifest_file(stage.site, stage.site), manifest_file(stage.site, stage.tree.folder)}
    for file in stage.site.parent.glob(f".{stage.site.name}.manifest-*"):
        if file not in kept:
            file.unlink(missing_ok=True)
    stage.lock.release()


def _beside(site: Path, name: str) -> Path:
    return site.with_name(f".{site.name}.{name}")


def _exchange_by_renames(folder: Path, site: Path, old: Path) -> None:
    """For systems without an exchange; where the second step fails, the first is taken back."""
    site.rename(old)
    try:
        folder.rename(site)
    except OSError:
        old.rename(site)
        raise
    old.rename(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            result = libc.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            result = libc.renameat2(
                _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
            )
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
