"""A deployed folder: every kind of difference is told, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.handover.packing import FILES, KEY, OTHER_KEY, Packed, packed, write

from campaignkit.base.findings import Level
from campaignkit.handover.difference import FileResult, FileState, findings
from campaignkit.handover.handover_errors import HandoverError
from campaignkit.handover.manifest_files import signed_manifest
from campaignkit.handover.verify_folder import verify_folder


@pytest.fixture
def pack(tmp_path: Path) -> Packed:
    return packed(tmp_path)


@pytest.fixture
def deployed(tmp_path: Path) -> Path:
    return write(tmp_path / "www", FILES)


def differing(folder: Path, pack: Packed) -> dict[str, FileResult]:
    results = list(verify_folder(folder, pack.manifest()))
    assert len(results) == len({result.path for result in results})
    return {result.path: result for result in results if result.state is not FileState.SAME}


def test_the_same_folder_agrees(pack: Packed, deployed: Path) -> None:
    results = list(verify_folder(deployed, pack.manifest()))
    assert {result.path for result in results} == set(FILES)
    assert {result.state for result in results} == {FileState.SAME}


def test_changed_missing_and_added_files(pack: Packed, deployed: Path) -> None:
    (deployed / "a.js").write_bytes(b"console.log(2)\n")
    (deployed / "附件/报名表.txt").unlink()
    write(deployed, {".htaccess": b"x", "up/x.php": b"<?php"})
    found = differing(deployed, pack)
    assert {path: result.state for path, result in found.items()} == {
        "a.js": FileState.CHANGED,
        "附件/报名表.txt": FileState.MISSING,
        ".htaccess": FileState.ADDED,
        "up/x.php": FileState.ADDED,
    }
    assert found["a.js"].detail == "大小一样，内容被改过"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda raw: b"\xef\xbb\xbf" + raw, "开头多了 BOM，内容没有变"),
        (lambda raw: raw.replace(b"\n", b"\r\n"), "换行被改成了 CRLF"),
        (lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"), "开头多了 BOM，换行"),
        (lambda raw: b"", "文件是空的"),
        (lambda raw: raw[:-2], "个字节，应当是"),
    ],
)
def test_how_a_file_changed_is_told(
    pack: Packed, deployed: Path, change: object, told: str
) -> None:
    file = deployed / "index.html"
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    (result,) = differing(deployed, pack).values()
    assert result.state is FileState.CHANGED
    assert told in result.detail
    assert result.foreign == ()


def test_scripts_that_were_put_in_are_named(pack: Packed, deployed: Path) -> None:
    with (deployed / "about/index.html").open("a") as page:
        page.write("<script src=https://e.example/m.js></script><iframe src=//e.example/></iframe>")
    write(deployed, {"casino/index.html": b"<script>steal()</script><script src=../a.js></script>"})
    found = differing(deployed, pack)
    assert [e.key for e in found["about/index.html"].foreign] == [
        "iframe https://e.example/",
        "script https://e.example/m.js",
    ]
    assert [e.excerpt for e in found["casino/index.html"].foreign] == ["steal()"]
    told = [one.message for one in findings(found.values(), "www/")]
    assert "网页里多了打包时没有的脚本：https://e.example/m.js" in told
    assert "网页里多了打包时没有的脚本：steal()" in told


def test_links_and_pipes_are_told_and_not_followed(pack: Packed, deployed: Path) -> None:
    (deployed / "a.js").unlink()
    (deployed / "a.js").symlink_to(pack.site / "a.js")
    (deployed / "etc").symlink_to("/etc")
    os.mkfifo(deployed / "pipe.html")
    (deployed / "empty.txt").unlink()
    os.mkfifo(deployed / "empty.txt")
    found = differing(deployed, pack)
    assert {path: result.state for path, result in found.items()} == {
        "a.js": FileState.CHANGED,
        "empty.txt": FileState.CHANGED,
        "etc": FileState.ADDED,
        "pipe.html": FileState.ADDED,
    }


def test_hostile_names_reach_no_terminal(pack: Packed, deployed: Path) -> None:
    name = os.fsdecode(b"\xff\x1b[2J.html")
    (deployed / name).write_text("<script>x</script>")
    found = list(findings(differing(deployed, pack).values(), "www/"))
    assert {one.position.path for one in found} == {"www/\\udcff\\x1b[2J.html"}


def test_levels(pack: Packed) -> None:
    rows = [FileResult("a", state) for state in FileState]
    levels = {one.rule: one.level for one in findings(rows, "")}
    assert levels == {
        "file-changed": Level.ERROR,
        "file-missing": Level.ERROR,
        "file-added": Level.ERROR,
        "file-led-away": Level.ERROR,
        "file-moved": Level.INFO,
        "file-unread": Level.WARNING,
    }


def test_a_manifest_is_believed_only_with_its_signature(pack: Packed) -> None:
    half, file = KEY.public_key(), pack.folder / "manifest.json"
    with pytest.raises(HandoverError, match="不是用这把钥匙签的"):
        signed_manifest(pack.folder, OTHER_KEY.public_key())
    whole = file.read_bytes()
    for other in (whole[: len(whole) // 2], whole.replace(b"a.js", b"../x"), whole + b"\n"):
        file.write_bytes(other)
        with pytest.raises(HandoverError, match="被人改过，或者没有拷贝完整"):
            signed_manifest(pack.folder, half)
    (pack.folder / "manifest.sig").unlink()
    with pytest.raises(HandoverError, match="没有签名文件"):
        signed_manifest(file, half)
    with pytest.raises(HandoverError, match="没有清单"):
        signed_manifest(pack.site, half)
