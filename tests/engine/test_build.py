"""Whole sites built for real: what is published, what is not, and that it is all or nothing."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from support.site import (
    all_text,
    fingerprint,
    mkdocs_command,
    mkdocs_environment,
    run_mkdocs,
    site_case,
    start_mkdocs,
    write_site,
)

pytestmark = pytest.mark.site

BROKEN = "campaigns/talks/campaign.yml"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good site, built strictly."""
    root = write_site(site_case("good"), tmp_path_factory.mktemp("good"))
    result = run_mkdocs(root, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "Page skipped" not in result.stderr
    return root


@pytest.fixture
def project(good: Path, tmp_path: Path) -> Path:
    """A copy of the good site, to be spoilt."""
    return Path(shutil.copytree(good, tmp_path / "project"))


def spoil(project: Path) -> None:
    file = project / BROKEN
    file.write_text(file.read_text("utf-8").replace("title: 讲座", "title：讲座"), "utf-8")


def page(root: Path, uri: str) -> HTMLParser:
    return HTMLParser((root / "site" / uri / "index.html").read_text("utf-8"))


def test_pages_lie_where_the_design_says(good: Path) -> None:
    for uri in (
        "",
        "campaigns",
        "campaigns/essay",
        "campaigns/essay/entries",
        "campaigns/essay/entries/one",
        "campaigns/study/topics/two",
        "campaigns/talks/sessions/first",
        "campaigns/medal/profiles/li",
        "campaigns/medal/notice",
        "campaigns/medal/roll",
        "people/zhang-san",
    ):
        assert (good / "site" / uri / "index.html").is_file(), uri


def test_a_record_has_title_description_address_and_neighbours(good: Path) -> None:
    tree = page(good, "campaigns/essay/entries/one")
    assert tree.css_first("title").text() == "夜班 · 职工征文 - 测试站"
    canonical = tree.css_first("link[rel=canonical]").attributes["href"]
    assert canonical == "https://example.org/t/campaigns/essay/entries/one/"
    described = tree.css_first("meta[name=description]").attributes["content"]
    assert described == "第一段写到下一篇。换行的中文应当连起来。"
    assert tree.css_first("meta[property='og:description']").attributes["content"] == described
    assert [a.text().strip() for a in tree.css(".ck-breadcrumb li")] == [
        "首页",
        "全部活动",
        "职工征文",
        "参评作品",
        "夜班",
    ]
    assert tree.css_first("a[rel=next]").attributes["href"] == (
        "../../../../campaigns/essay/entries/two/"
    )


def test_prose_of_records_links_by_source_path_and_joins_chinese_lines(good: Path) -> None:
    body = page(good, "campaigns/essay/entries/one").css_first(".ck-prose")
    assert body.css_first("a").attributes["href"] == "../../../../campaigns/essay/entries/two/"
    assert "换行的中文应当连起来" in body.text()


def test_markdown_pages_link_by_source_path(good: Path) -> None:
    links = [a.attributes["href"] for a in page(good, "").css("main a")]
    assert {"campaigns/essay/", "campaigns/essay/entries/one/", "people/zhang-san/"} <= set(links)


def test_a_dead_link_in_markdown_fails_a_strict_build(project: Path) -> None:
    old = fingerprint(project / "site")
    (project / "site_src" / "index.md").write_text("[x](campaigns/essay/entries/none.yml)\n")
    result = run_mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "none.yml" in result.stderr
    assert fingerprint(project / "site") == old


def test_every_relative_link_of_the_site_leads_somewhere(good: Path) -> None:
    site = good / "site"
    for file in site.rglob("*.html"):
        for node in HTMLParser(file.read_text("utf-8")).css("[href], [src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            if re.match(r"[a-z]+:|#|$", target) or file.name == "404.html":
                continue
            found = (file.parent / re.split(r"[?#]", target)[0]).resolve()
            assert found.exists(), f"{file.relative_to(site)} -> {target}"


def test_no_hole_is_left_and_no_shell_is_published(good: Path) -> None:
    assert not re.search(r"ck[0-9a-f]{16}[a-z]+ck", all_text(good / "site"))
    sitemap = (good / "site" / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("/campaigns/essay/entries/one/</loc>") == 1


def test_a_person_has_all_roles(good: Path) -> None:
    roles = page(good, "people/zhang-san").css_first("#roles ~ ul").text()
    assert "一等奖" in roles
    assert "主讲" in roles


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    root = write_site(site_case("hostile"), tmp_path)
    result = run_mkdocs(root, "build")
    assert result.returncode == 0, result.stderr
    for file in (root / "site").rglob("*.html"):
        tree = HTMLParser(file.read_text("utf-8"))
        for script in tree.css("script"):
            assert "alert" not in script.text() or script.attributes.get("type"), file
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (file, name)
                assert not (value or "").strip().lower().startswith(("javascript:", "data:text")), (
                    file
                )
        assert not tree.css("iframe, .md-content svg[onload], .md-content style"), file
        assert "evil.example" not in "".join(
            node.attributes.get("src") or "" for node in tree.css("[src]")
        )
    assert "sample-secret" not in all_text(root / "site")
    assert not list((root / "site").rglob("organisations*"))


def test_what_is_hidden_is_nowhere(tmp_path: Path) -> None:
    root = write_site(site_case("hidden"), tmp_path)
    assert run_mkdocs(root, "build").returncode == 0
    text = all_text(root / "site")
    for word in ("草稿活动", "草稿专题", "撤回者甲", "撤回者乙", "退出者丙", "这一段事迹"):
        assert word not in text
    assert not (root / "site/campaigns/medal/profiles/wang").exists()
    assert not (root / "site" / "campaigns" / "secret").exists()
    assert not (root / "site" / "campaigns" / "medal" / "profiles" / "li").exists()


def test_pictures_lose_what_the_camera_wrote_and_say_their_size(project: Path) -> None:
    picture = Image.new("RGB", (2400, 1200), "red")
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-MAKER"
    exif[0x0112] = 6
    (project / "campaigns/essay/media").mkdir()
    picture.save(project / "campaigns/essay/media/a.jpg", exif=exif)
    entry = project / "campaigns/essay/entries/one.yml"
    entry.write_text(entry.read_text("utf-8") + "media: [{file: media/a.jpg, alt: 红}]\n", "utf-8")
    assert run_mkdocs(project, "build").returncode == 0
    written = project / "site/campaigns/essay/media/a.jpg"
    assert b"CAMERA-MAKER" not in written.read_bytes()
    with Image.open(written) as shown:
        assert shown.size == (800, 1600)  # upright, and no larger than a screen
        assert not shown.getexif()
    image = page(project, "campaigns/essay/entries/one").css_first("figure img")
    assert (image.attributes["width"], image.attributes["height"]) == ("800", "1600")


def test_a_picture_that_is_none_is_told_and_nothing_is_published(project: Path) -> None:
    old = fingerprint(project / "site")
    (project / "campaigns/essay/media").mkdir()
    (project / "campaigns/essay/media/a.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    entry = project / "campaigns/essay/entries/one.yml"
    entry.write_text(entry.read_text("utf-8") + "media: [{file: media/a.jpg, alt: 红}]\n", "utf-8")
    result = run_mkdocs(project, "build")
    assert result.returncode == 1
    assert "campaigns/essay/entries/one.yml:" in result.stderr
    assert "[file-content]" in result.stderr
    assert fingerprint(project / "site") == old


def test_an_error_is_told_in_chinese_and_the_old_site_stays(project: Path) -> None:
    old = fingerprint(project / "site")
    spoil(project)
    result = run_mkdocs(project, "build")
    assert result.returncode == 1
    assert f"{BROKEN}:2:6: " in result.stderr
    assert "中文冒号" in result.stderr
    assert "Traceback" not in result.stderr
    assert fingerprint(project / "site") == old
    assert not list(project.glob(".site.engine*"))


def test_a_warning_stops_only_a_strict_build(project: Path) -> None:
    file = project / BROKEN
    file.write_text(file.read_text("utf-8") + "slogan: 好  # ignore: weights-sum 试试\n", "utf-8")
    old = fingerprint(project / "site")
    result = run_mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "unused-ignore" in result.stderr
    assert fingerprint(project / "site") == old
    assert run_mkdocs(project, "build").returncode == 0
    assert fingerprint(project / "site") != old


def test_same_bytes_wherever_and_however_it_is_built(good: Path, tmp_path: Path) -> None:
    other = write_site(site_case("good"), tmp_path / "elsewhere")
    result = run_mkdocs(other, "build", TZ="America/Los_Angeles", PYTHONHASHSEED="4711", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert fingerprint(other / "site") == fingerprint(good / "site")


def test_a_killed_build_leaves_the_old_site_or_the_new(project: Path) -> None:
    changed = project / "campaigns/essay/entries/one.yml"
    shown = (fingerprint(project / "site"), changed.read_text("utf-8"))
    changed.write_text(shown[1].replace("夜班", "早班"), "utf-8")
    copy = shutil.copytree(project, project.with_name("finished"))
    started = time.monotonic()
    assert run_mkdocs(copy, "build").returncode == 0
    length = time.monotonic() - started
    wanted = (fingerprint(copy / "site"), changed.read_text("utf-8"))
    assert wanted[0] != shown[0]
    chance = Random(20210501)
    for _ in range(20):
        with Path(os.devnull).open("wb") as nowhere:
            process = start_mkdocs(project, "build", "-q", out=nowhere, err=nowhere)
        time.sleep(chance.uniform(0.1, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = fingerprint(project / "site")
        assert found in (shown[0], wanted[0])
        if found == wanted[0]:  # the next build has the way back to go
            shown, wanted = wanted, shown
            changed.write_text(wanted[1], "utf-8")
    assert run_mkdocs(project, "build").returncode == 0
    assert fingerprint(project / "site") == wanted[0]
    leftovers = {path.name for path in project.glob(".site.*")}
    assert {name.partition("-")[0] for name in leftovers} <= {
        ".site.lock",
        ".site.stage",
        ".site.manifest",
    }


def test_two_builds_do_not_write_at_once(project: Path) -> None:
    lock = (
        "import sys, time; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); time.sleep(3600)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", lock, str(project / ".site.lock")], stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    with holder.stdout:
        holder.stdout.readline()
        result = run_mkdocs(project, "build")
        holder.kill()
        holder.wait()
    assert result.returncode == 1
    assert "另一个构建正在进行" in result.stdout


def test_a_disk_that_takes_no_more_is_told(project: Path) -> None:
    old = fingerprint(project / "site")
    limited = subprocess.run(
        mkdocs_command("build"),
        cwd=project,
        env=mkdocs_environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert limited.returncode == 1
    assert "网站没有更新" in limited.stdout
    assert "Traceback" not in limited.stderr
    assert fingerprint(project / "site") == old


OUR_FAULT = """
from campaignkit.engine.run import Run

def fail(*_):
    raise RuntimeError('unheard')

Run.finish = fail
"""
THEIR_FAULT = "def on_env(env, **_):\n    raise RuntimeError('unheard')\n"


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [(OUR_FAULT, 3, "不是内容的问题"), (THEIR_FAULT, 1, "插件 fault 出错了")],
    ids=["ours", "a hook's"],
)
def test_a_fault_that_nobody_thought_of_goes_to_a_file(
    project: Path, fault: str, code: int, words: str
) -> None:
    (project / "fault.py").write_text(fault)
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("campaign_hooks.py]", "campaign_hooks.py, fault.py]"),
        "utf-8",
    )
    result = run_mkdocs(project, "build")
    said = result.stdout + result.stderr
    assert result.returncode == code
    assert words in said
    assert "Traceback" not in said
    log = re.search(r"详情在 (\S+)，", said)
    assert log
    assert "unheard" in Path(log[1]).read_text("utf-8")
    Path(log[1]).unlink()


def test_broken_settings_are_told_on_their_line(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("publisher:", "publishr:"), "utf-8")
    result = run_mkdocs(project, "build")
    assert result.returncode == 1
    assert re.search(r"mkdocs\.yml:\d+:39: ", result.stderr)
    assert "是不是想写 publisher" in result.stderr


def test_a_session_says_which_topic_leads_to_it(good: Path) -> None:
    link = page(good, "campaigns/talks/sessions/first").css_first(".ck-backlinks a")
    assert link.text() == "学习教育：专题一"
    assert link.attributes["href"] == "../../../../campaigns/study/topics/one/"
