"""The recipe of `campaignkit pack`: look, write the ZIP, sign, put in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from campaignkit.handover import pack_files
from campaignkit.handover.changes import Changes, as_text, changes_since
from campaignkit.handover.folder_files import FolderEntry, entries_below
from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.manifest_files import signed_manifest
from campaignkit.handover.pack_files import PackPlaces
from campaignkit.handover.safe_paths import shown
from campaignkit.handover.signing import sign
from campaignkit.handover.site_archive import Written, write_archive
from campaignkit.handover.site_manifest import (
    Archive,
    PackedFile,
    SiteManifest,
    sorted_files,
    to_text,
)

_NAMED = 5
_SEPARATORS = (" - ", " | ", "_", "—")
"""Between a page's own title and the site's name."""

Followed = Callable[[Iterable[Written], int], Iterable[Written]]
"""Shows how far an iteration of so many items is; see `base.progress.followed`."""


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """A site as the last build published it.

    `expected` gives each file's size in bytes and modification time in nanoseconds; `url` is the
    address that the site is built for, and `name` what its pages' titles end with, or nothing.
    """

    folder: Path
    url: str
    name: str
    expected: Mapping[str, tuple[int, int]]
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """SHA-256 of files as the build wrote them, as far as it is known."""


@dataclass(frozen=True, slots=True)
class PackResult:
    """A pack that was put in place, and what it changes on the site."""

    manifest: SiteManifest
    changes: Changes


def pack(
    site: PublishedSite,
    out: Path,
    key: Ed25519PrivateKey,
    made: datetime,
    followed: Followed = lambda items, _total: items,
) -> PackResult:
    """Pack the site into `out` and the folder beside it.

    The caller keeps builds away meanwhile. `made` is the instant that all files of the ZIP get.
    Raises `HandoverError`, or `OSError` (a full disk); the last pack then stays as it was.
    """
    places = PackPlaces(out)
    refuse_inside(out, [site.folder])
    check_published(site)
    with pack_files.staged(places):
        last = last_manifest(places, key)
        with places.new_archive.open("xb") as stream:
            written = write_archive(site.folder, site.url, site.expected, made, stream)
            found = list(followed(written, len(site.expected)))
            stream.flush()
            os.fsync(stream.fileno())
        check_published(site)
        _refuse(_rewritten(site, found), *_CHANGED)
        archive = _archive(out.name, places.new_archive)
        manifest = _manifest(site, made, archive, found)
        changes = changes_since(last, manifest.files)
        text = to_text(manifest)
        texts = {
            pack_files.MANIFEST: text,
            pack_files.SIGNATURE: sign(key, text),
            pack_files.CHANGES: ("\ufeff" + as_text(changes, manifest, last)).encode(),
        }
        pack_files.put_in_place(places, texts)
    return PackResult(manifest, changes)


def check_published(site: PublishedSite) -> None:
    """Raise `HandoverError` unless the folder holds just the files of the last build, untouched."""
    if not site.expected:
        raise HandoverError(
            f"{site.folder} 不是 campaignkit 构建好的网站，没有打包", "先运行 make site"
        )
    found = {entry.path: entry for entry in entries_below(str(site.folder))}
    foreign = "有别人放的文件", "把它们移走；要保留的写进 extra.campaigns.keep"
    _refuse(_foreign(site, found), *foreign)
    _refuse([path for path in site.expected if path not in found], "少了文件", "重新生成")
    _refuse(_touched(site, found), *_CHANGED)


_CHANGED = "的文件在生成以后被改过", "确认是谁改的，再重新生成"


def _refuse(paths: Sequence[str], what: str, remedy: str) -> None:
    """Raise `HandoverError` where there are such files."""
    if paths:
        names = "、".join(shown(path) for path in sorted(paths)[:_NAMED])
        more = f"等 {len(paths)} 个" if len(paths) > _NAMED else ""
        raise HandoverError(
            f"网站文件夹{what}，没有打包：{names}{more}", f"{remedy}，运行 make site 后再打包"
        )


def _rewritten(site: PublishedSite, found: Iterable[Written]) -> list[str]:
    """Files with other bytes than the build wrote, whatever their size and time say."""
    known = site.contents
    return [
        file.path
        for file, _ in found
        if known.get(file.path) and known[file.path].hex() != file.sha256
    ]


def _foreign(site: PublishedSite, found: Mapping[str, FolderEntry]) -> list[str]:
    return [path for path in found if path not in site.expected]


def _touched(site: PublishedSite, found: Mapping[str, FolderEntry]) -> list[str]:
    return [
        path
        for path, entry in found.items()
        if path in site.expected
        and (not entry.plain or (entry.size, entry.modified) != site.expected[path])
    ]


def last_manifest(places: PackPlaces, key: Ed25519PrivateKey) -> SiteManifest | None:
    """The manifest of the last pack, None where there is none.

    Raises `HandoverError` where it is not signed with the key: what would be told to have changed
    since then would be what somebody else wants to be told.
    """
    file = places.folder / pack_files.MANIFEST
    if not file.is_file():
        return None
    try:
        return signed_manifest(file, key.public_key())
    except HandoverError as error:
        reason = str(error).partition("\n")[0]
        raise HandoverError(
            f"上一次的清单 {file} 不能用：{reason}",
            "把这个文件夹移走再打包，这一次全部算新增",
        ) from None


def _archive(name: str, file: Path) -> Archive:
    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return Archive(name=name, sha256=digest, size=file.stat().st_size)


def _manifest(
    site: PublishedSite, made: datetime, archive: Archive, found: Iterable[Written]
) -> SiteManifest:
    files = [file for file, _ in found]
    return SiteManifest(
        site=site.url,
        made=made.isoformat(timespec="seconds"),
        archive=archive,
        active=tuple(sorted({key for _, keys in found for key in keys})),
        files=sorted_files(_titled(file, site.name) for file in files),
    )


def _titled(file: PackedFile, site_name: str) -> PackedFile:
    """A page with its own title, without the site's name at the end."""
    for separator in _SEPARATORS:
        own = file.title.removesuffix(f"{separator}{site_name}") if site_name else file.title
        if own != file.title and own:
            return file.model_copy(update={"title": own})
    return file


def refuse_inside(out: Path, published: Iterable[Path]) -> None:
    """Raise `HandoverError` for a pack in a folder that a build publishes, or has published."""
    for folder in published:
        if out.resolve().is_relative_to(folder.resolve()):
            raise HandoverError(
                f"--out 不能在会发布的文件夹 {folder} 里", "写在它外面，例如 --out 网站.zip"
            )
