"""`campaignkit pack` and `verify` as an office uses them: exit codes, messages, files."""

from __future__ import annotations

import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.handover.deploy_server import Given, deployed
from tests.handover.packing import FILES, write

from campaignkit.commands import cli
from campaignkit.publish.swap import give_up, open_stage, publish

CONFIG = """site_name: 示例网站
site_url: https://example.org/gonghui/
docs_dir: site_src
theme: {name: material, custom_dir: theme}
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in a project whose site was built; only the engine was left out."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "campaigns").mkdir()
    build(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1619827200")  # 2021-05-01T08:00+08:00

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["campaignkit", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return call


def build(root: Path, files: dict[str, bytes]) -> None:
    stage = open_stage(root / "site")
    for path, data in files.items():
        stage.tree.put(path, data)
    publish(stage)


def test_the_whole_way_from_key_to_tampering(run: Run, tmp_path: Path) -> None:
    made = run("pack", "--new-key")
    assert (made.code, made.err) == (0, "")
    assert stat.S_IMODE(Path("private/handover.key").stat().st_mode) == 0o600
    fingerprint = made.out.partition("公钥指纹：")[2].partition("（")[0]
    packed = run("pack", "--out", "网站.zip")
    assert (packed.code, packed.err) == (0, "")
    assert fingerprint in packed.out
    assert "网页新增 3、改动 0、删除 0" in packed.out
    with zipfile.ZipFile("网站.zip") as archive:
        archive.extractall("www")
        assert archive.infolist()[0].date_time == (2021, 5, 1, 8, 0, 0)
    verify = ("verify", "www", "--manifest", "网站.manifest")
    assert run(*verify) == Ran(0, "核对了 7 个文件：一致 7，与清单完全一致。\n", "")
    with Path("www/about/index.html").open("a") as page:
        page.write("<script src=https://e.example/m.js></script>")
    found = run(*verify)
    assert (found.code, found.err) == (1, "")
    assert "www/about/index.html:1:1: 与清单不一样" in found.out
    assert "网页里多了打包时没有的脚本：https://e.example/m.js [foreign-script]" in found.out
    assert found.out.endswith("核对了 7 个文件：一致 6，改动 1。\n")
    rows = json.loads(run(*verify, "--format", "json").out)
    assert [row["rule"] for row in rows] == ["file-changed", "foreign-script"]
    assert list(rows[0]) == ["path", "line", "column", "level", "rule", "message", "hint"]


def test_the_same_site_packs_to_the_same_bytes_without_a_fixed_day(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    run("pack", "--new-key")
    packs = []
    for name in ("a", "b"):
        Path(name).mkdir()
        assert run("pack", "--out", f"{name}/x.zip").code == 0
        packs.append(Path(name, "x.zip").read_bytes())
    assert packs[0] == packs[1]
    with zipfile.ZipFile("a/x.zip") as archive:
        assert archive.infolist()[0].date_time[0] >= 2025


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pack",), "打包写 --out"),
        (("pack", "--new-key", "--out", "a.zip"), "打包写 --out"),
        (("pack", "--out", "a.zip"), "没有私钥文件"),
        (("pack", "--new-key", "--key", "site/a.key"), "会发布的文件夹"),
        (("pack", "--new-key", "--key", "campaigns/x/a.key"), "会发布的文件夹"),
        (("pack", "--new-key", "--key", "site_src/a.key"), "会发布的文件夹"),
        (("pack", "--new-key", "--key", "theme/a.key"), "会发布的文件夹"),
        (("pack", "--out", "site_src/a.zip"), "不能在会发布的文件夹"),
        (("verify", "site"), "还缺"),
        (("verify", "site", "--manifest", "x"), "没有公钥文件"),
    ],
)
def test_a_wrong_call_exits_2(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert not list(Path().glob("**/*.key"))


def test_a_site_that_is_not_what_was_built_exits_2(run: Run, tmp_path: Path) -> None:
    run("pack", "--new-key")
    write(tmp_path / "site", {"shell.php": b"<?php"})
    ran = run("pack", "--out", "a.zip")
    assert (ran.code, "别人放的文件，没有打包：shell.php" in ran.err) == (2, True)
    (tmp_path / "site/shell.php").unlink()
    stage = open_stage(tmp_path / "site")
    ran = run("pack", "--out", "a.zip")
    assert (ran.code, ran.err) == (2, "另一个构建正在进行，等它结束再试。\n")
    give_up(stage)
    assert run("pack", "--out", "a.zip").code == 0
    (tmp_path / "site").rename(tmp_path / "old")
    write(tmp_path / "site", FILES)
    assert "不是 campaignkit 构建好的网站" in run("pack", "--out", "a.zip").err


def test_a_file_edited_with_size_and_time_restored_is_not_packed(run: Run) -> None:
    run("pack", "--new-key")
    file = Path("site/index.html")
    state, data = file.stat(), bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    made = run("pack", "--out", "网站.zip")
    assert made.code == 2
    assert "的文件在生成以后被改过，没有打包：index.html" in made.err
    assert not Path("网站.zip").exists()


def test_a_manifest_that_cannot_be_believed_exits_2(run: Run) -> None:
    run("pack", "--new-key")
    run("pack", "--new-key", "--key", "private/other.key")
    run("pack", "--out", "a.zip")
    verify = ("verify", "site", "--manifest", "a.manifest")
    assert run(*verify).code == 0
    ran = run(*verify, "--key", "private/other.pub")
    assert (ran.code, "不是用这把钥匙签的" in ran.err) == (2, True)
    manifest = Path("a.manifest/manifest.json")
    manifest.write_bytes(manifest.read_bytes()[:-20])
    ran = run(*verify)
    assert (ran.code, "没有拷贝完整" in ran.err) == (2, True)
    ran = run("verify", "none", "--manifest", "a.manifest")
    assert ran.code == 2


def test_a_site_is_verified_by_its_url_and_an_open_check_goes_on(run: Run) -> None:
    run("pack", "--new-key")
    run("pack", "--out", "a.zip")
    with deployed(FILES, {"a.js": Given(403)}) as server:
        verify = ("verify", server.url, "--manifest", "a.manifest", "--rate", "1000")
        ran = run(*verify)
        assert (ran.code, f"{server.url}a.js:1:1: 服务器上没有这个文件" in ran.out) == (1, True)
        assert ran.err == ""
        server.habits["a.js"] = Given(500)
        ran = run(*verify)
        assert (ran.code, f"{server.url}a.js:1:1: 警告：没有查到：HTTP 500" in ran.out) == (3, True)
        del server.habits["a.js"]
        server.asked.clear()
        ran = run(*verify)
        assert (ran.code, ran.err) == (0, "接着上次没查完的：已经有 6 个文件一致。\n")
        assert len(server.asked) == 2
        server.asked.clear()
        assert run(*verify).err == ""
        assert len(server.asked) == len(FILES) + 1


def test_a_check_that_is_begun_anew_asks_for_everything(run: Run) -> None:
    run("pack", "--new-key")
    run("pack", "--out", "a.zip")
    with deployed(FILES, {"a.js": Given(500)}) as server:
        verify = ("verify", server.url, "--manifest", "a.manifest", "--rate", "1000")
        assert run(*verify).code == 3
        del server.habits["a.js"]
        server.asked.clear()
        assert run(*verify, "--restart").code == 0
        assert len(server.asked) == len(FILES) + 1


def test_a_damaged_state_is_no_state(run: Run, tmp_path: Path) -> None:
    run("pack", "--new-key")
    run("pack", "--out", "a.zip")
    with deployed(FILES, {"a.js": Given(500)}) as server:
        verify = ("verify", server.url, "--manifest", "a.manifest", "--rate", "1000")
        run(*verify)
        (state,) = (tmp_path / ".campaignkit").glob("verify-*")
        state.write_bytes(state.read_bytes()[:-5])
        del server.habits["a.js"]
        server.asked.clear()
        assert run(*verify) == Ran(0, "核对了 7 个文件：一致 7，与清单完全一致。\n", "")
        assert len(server.asked) == len(FILES) + 1


def test_a_server_that_is_not_there_exits_3(run: Run) -> None:
    run("pack", "--new-key")
    run("pack", "--out", "a.zip")
    with deployed({}) as server:
        url = server.url
    ran = run("verify", url, "--manifest", "a.manifest")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"连不上 {url}：拒绝连接\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")
def test_a_file_that_cannot_be_read_exits_3(run: Run) -> None:
    run("pack", "--new-key")
    run("pack", "--out", "a.zip")
    Path("site/a.js").chmod(0)
    ran = run("verify", "site", "--manifest", "a.manifest")
    assert (ran.code, "没有查到：没有权限" in ran.out) == (3, True)
