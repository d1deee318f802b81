"""What a pack changes on the site: pages by their titles, other files by their paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaignkit.handover.site_manifest import PackedFile, SiteManifest


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that are new, changed and removed since another manifest, each in order of path."""

    new: tuple[PackedFile, ...]
    changed: tuple[PackedFile, ...]
    removed: tuple[PackedFile, ...]


def changes_since(last: SiteManifest | None, files: Sequence[PackedFile]) -> Changes:
    """What differs between the files of the last pack, if any, and those of this one."""
    before = last.by_path() if last else {}
    now = {file.path for file in files}
    return Changes(
        tuple(file for file in files if file.path not in before),
        tuple(f for f in files if f.path in before and f.sha256 != before[f.path].sha256),
        tuple(file for path, file in before.items() if path not in now),
    )


def as_text(changes: Changes, manifest: SiteManifest, last: SiteManifest | None) -> str:
    """The list for people: what was packed, then pages by title, then other files."""
    since = f"与上一次（{last.made}）比" if last else "第一次打包，全部算新增"
    size = sum(file.size for file in manifest.files)
    head = [
        f"{manifest.archive.name}：{len(manifest.files)} 个文件，{size / 1_000_000:.1f} MB",
        f"网站的时间：{manifest.made}",
        f"SHA-256：{manifest.archive.sha256}",
        f"{since}：{summary(changes)}",
    ]
    groups = (("新增", changes.new), ("改动", changes.changed), ("删除", changes.removed))
    blocks = [
        _block(f"{name}的{what}", files, pages=pages)
        for what, pages in (("网页", True), ("其他文件", False))
        for name, found in groups
        if (files := [file for file in found if file.is_page is pages])
    ]
    return "\n".join([*head, *blocks, ""])


def summary(changes: Changes) -> str:
    """How many of each, on one line."""
    parts = []
    for what, pages in (("网页", True), ("其他文件", False)):
        new, changed, removed = (
            sum(file.is_page is pages for file in found)
            for found in (changes.new, changes.changed, changes.removed)
        )
        parts.append(f"{what}新增 {new}、改动 {changed}、删除 {removed}")
    return "；".join(parts)


def _block(heading: str, files: Iterable[PackedFile], *, pages: bool) -> str:
    rows = [f"  {file.title or '（没有标题）'}　{_url(file.path)}" for file in files if pages]
    rows += [f"  {file.path}" for file in files if not pages]
    return f"\n{heading}（{len(rows)}）\n" + "\n".join(rows)


def _url(path: str) -> str:
    """A page's address from the site's root."""
    return "/" + path.removesuffix("index.html")
