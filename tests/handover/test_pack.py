"""A pack is the site as it was built, signed; or there is none, and the last one stays."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.handover.packing import FILES, KEY, MADE, OTHER_KEY, packed, published, write

from campaignkit.handover import pack_files, site_archive
from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.pack import pack
from campaignkit.handover.pack_files import PackPlaces


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "site" not in path.parts
    }


def test_the_zip_holds_the_site_and_the_manifest_tells_it(tmp_path: Path) -> None:
    made = packed(tmp_path)
    with zipfile.ZipFile(made.out) as archive:
        assert {info.filename: archive.read(info) for info in archive.infolist()} == FILES
        names = [info.filename for info in archive.infolist()]
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(2021, 9, 14, 12, 0, 0)}
        modes = {info.external_attr >> 16 for info in archive.infolist()}
        assert modes == {stat.S_IFREG | 0o644}
        assert all(info.flag_bits & 0x800 for info in archive.infolist() if "附" in info.filename)
    manifest = made.manifest()
    assert {file.path: file.sha256 for file in manifest.files} == {
        path: hashlib.sha256(data).hexdigest() for path, data in FILES.items()
    }
    assert manifest.archive.sha256 == hashlib.sha256(made.out.read_bytes()).hexdigest()
    assert manifest.active == ("script /a.js",)


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = packed(tmp_path / "a"), packed(tmp_path / "b")
    texts = [everything(made.out.parent) for made in (one, other)]
    assert texts[0] == texts[1]


def test_changes_since_the_last_pack_are_told_by_title(tmp_path: Path) -> None:
    first = packed(tmp_path)
    text = (first.folder / "changes.txt").read_text("utf-8-sig")
    assert "第一次打包，全部算新增：网页新增 3、改动 0、删除 0；其他文件新增 4" in text
    assert "  关于　/about/\n" in text
    (first.site / "about/index.html").unlink()
    files = {"index.html": FILES["index.html"] + b"\n", "new/index.html": b"<p>x", "b.js": b"1"}
    second = packed(tmp_path, files)
    text = (second.folder / "changes.txt").read_text("utf-8-sig")
    assert "比：网页新增 1、改动 1、删除 1；其他文件新增 1、改动 0、删除 0" in text
    assert "\n新增的网页（1）\n  （没有标题）　/new/\n" in text
    assert "\n改动的网页（1）\n  首页　/\n" in text
    assert "\n删除的网页（1）\n  关于　/about/\n" in text
    assert "\n新增的其他文件（1）\n  b.js\n" in text


def _foreign(site: Path) -> None:
    (site / "shell.php").write_text("<?php")


def _linked(site: Path) -> None:
    (site / "link").symlink_to("/etc")


def _gone(site: Path) -> None:
    (site / "a.js").unlink()


def _touched(site: Path) -> None:
    os.utime(site / "a.js", ns=(1, 1))


def _replaced_by_a_link(site: Path) -> None:
    (site / "a.js").unlink()
    (site / "a.js").symlink_to("empty.txt")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_foreign, "别人放的文件，没有打包：shell.php"),
        (_linked, "别人放的文件，没有打包：link"),
        (_gone, "少了文件，没有打包：a.js"),
        (_touched, "被改过，没有打包：a.js"),
        (_replaced_by_a_link, "被改过，没有打包：a.js"),
    ],
)
def test_another_site_than_the_last_build_s_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    first = packed(tmp_path)
    before, site = everything(tmp_path), published(first.site)
    spoil(first.site)
    with pytest.raises(HandoverError, match=told):
        pack(site, first.out, KEY, MADE)
    assert everything(tmp_path) == before


def test_a_site_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    first = packed(tmp_path)
    before = everything(tmp_path)

    def meddle(items: object, _: int) -> object:
        yield from items  # type: ignore[misc]
        _touched(first.site)

    with pytest.raises(HandoverError, match="被改过"):
        pack(published(first.site), first.out, KEY, MADE, meddle)  # type: ignore[arg-type]
    assert everything(tmp_path) == before


def test_a_folder_that_no_build_published_is_refused(tmp_path: Path) -> None:
    site = write(tmp_path / "site", FILES)
    with pytest.raises(HandoverError, match="不是 campaignkit 构建好的网站"):
        pack(replace(published(site), expected={}), tmp_path / "a.zip", KEY, MADE)


@pytest.mark.parametrize("name", [b"a\xff.txt", "a\u202eb.txt".encode(), b"a\\b.txt"])
def test_a_hostile_name_is_refused(tmp_path: Path, name: bytes) -> None:
    site = write(tmp_path / "site", FILES)
    Path(os.fsdecode(os.path.join(os.fsencode(site), name))).write_bytes(b"")  # noqa: PTH118
    with pytest.raises(HandoverError, match="文件名不能交接"):
        pack(published(site), tmp_path / "a.zip", KEY, MADE)
    assert everything(tmp_path) == {}


def test_what_is_no_pack_is_not_replaced(tmp_path: Path) -> None:
    site = published(write(tmp_path / "site", FILES))
    for name, told in (
        ("site/a.zip", "不能在会发布的文件夹"),
        ("a.rar", "要写 ZIP"),
        ("none/a.zip", "没有文件夹"),
        ("a.zip", "不是 ZIP 文件"),
        ("b.zip", "里有别的东西"),
    ):
        (tmp_path / "a.zip").write_text("notes")
        write(tmp_path / "b.manifest", {"notes.txt": b"1"})
        with pytest.raises(HandoverError, match=told):
            pack(site, tmp_path / name, KEY, MADE)
    assert set(everything(tmp_path)) == {"a.zip", "b.manifest/notes.txt"}


def test_a_last_manifest_of_another_key_is_refused(tmp_path: Path) -> None:
    packed(tmp_path, key=OTHER_KEY)
    before = everything(tmp_path)
    with pytest.raises(HandoverError, match="上一次的清单"):
        packed(tmp_path)
    assert everything(tmp_path) == before


def test_a_full_disk_leaves_the_last_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed(tmp_path)
    before = everything(tmp_path)
    write(first.site, {"index.html": b"new"})
    write_one = site_archive._write_one

    def full(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *rest: object) -> object:
        if info.filename == "index.html":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_one(archive, info, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(site_archive, "_write_one", full)
    with pytest.raises(OSError, match="No space"):
        pack(published(first.site), first.out, KEY, MADE)
    assert everything(tmp_path) == before


class Killed(BaseException):
    """Stands for a kill: nothing after it runs but the next pack."""


STEPS = ("write", "to old", "to folder", "zip")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("first_time", [False, True])
def test_a_kill_at_any_step_leaves_the_last_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, first_time: bool
) -> None:
    if not first_time:
        packed(tmp_path)
    site = write(tmp_path / "site", {**FILES, "index.html": b"new"})
    before = everything(tmp_path)
    places = PackPlaces(tmp_path / "网站.zip")
    rename, replace_file = Path.rename, os.replace

    def renamed(path: Path, target: Path) -> Path:
        at = "to old" if target == places.old_folder else "to folder"
        if step == at:
            raise Killed
        return rename(path, target)

    def replaced(source: Path, target: Path) -> None:
        if step == "zip":
            raise Killed
        replace_file(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(pack_files, "mend", lambda _: None)
        patched.setattr(Path, "rename", renamed)
        patched.setattr(os, "replace", replaced)
        if step == "write":
            patched.setattr(pack_files, "put_in_place", _killed)
        if first_time and step == "to old":
            patched.setattr(Path, "mkdir", _killed)
        with pytest.raises(Killed):
            pack(published(site), places.archive, KEY, MADE)
    pack_files.mend(places)
    assert everything(tmp_path) == before
    assert {path.name for path in tmp_path.iterdir()} == {"site"} | (
        set() if first_time else {"网站.zip", "网站.manifest"}
    )


def _killed(*_: object, **__: object) -> None:
    raise Killed


def test_a_kill_after_the_zip_leaves_the_new_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = packed(tmp_path)
    site = write(first.site, {"index.html": b"new"})
    places = PackPlaces(first.out)

    def killed(folder: Path, **_: object) -> None:
        if places.old_folder.exists() and folder == places.old_folder:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(pack_files.shutil, "rmtree", killed)
        with pytest.raises(Killed):
            pack(published(site), first.out, KEY, MADE)
    pack_files.mend(places)
    assert not places.old_folder.exists()
    manifest = first.manifest()
    assert manifest.archive.sha256 == hashlib.sha256(first.out.read_bytes()).hexdigest()
    assert manifest.by_path()["index.html"].size == 3
