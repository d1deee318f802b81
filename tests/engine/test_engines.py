"""MkDocs and ProperDocs run the same hooks and make the same site, byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from support.preview import previewing, until
from support.served import copy_example
from support.site import fingerprint, run_mkdocs, site_case, write_site

pytestmark = pytest.mark.site

ENGINES = ("mkdocs", "properdocs")
PICTURE = re.compile(r"\bfile: ([\w/-]+\.png)")
SETTINGS = ("-f", "mkdocs.yml")
"""ProperDocs asks for another name of the file unless it is named."""

SUMMER = "1627747200"
"""2021-08-01: all that the full site tells of is over, and none of it is long ago."""
DAY_OF_THE_EXAMPLE = "1631592000"
"""Noon of 2021-09-14, on which the example stands still: nothing is late yet."""


def full(root: Path) -> Path:
    """A site that uses every key, with the pictures that it names."""
    write_site(site_case("full"), root)
    campaigns = root / "campaigns"
    for record in sorted(campaigns.rglob("*.yml")):
        folder = campaigns / record.relative_to(campaigns).parts[0]
        for name in PICTURE.findall(record.read_text("utf-8")):
            (folder / name).parent.mkdir(exist_ok=True)
            Image.new("RGB", (40, 30), "red").save(folder / name)
    return root


@pytest.mark.parametrize(
    ("project", "instant"),
    [(full, SUMMER), (copy_example, DAY_OF_THE_EXAMPLE)],
    ids=["full", "example"],
)
def test_both_make_the_same_site(tmp_path: Path, project: object, instant: str) -> None:
    assert callable(project)
    root, prints, site = project(tmp_path / "project"), [], tmp_path / "site"
    for engine in ENGINES:
        built = run_mkdocs(
            root,
            *("build", "--strict", *SETTINGS, "--site-dir", str(site)),
            engine=engine,
            SOURCE_DATE_EPOCH=instant,
        )
        assert built.returncode == 0, built.stderr
        assert "Page skipped" not in built.stderr
        prints.append(fingerprint(site))
        shutil.rmtree(site)
        shutil.rmtree(root / ".campaignkit")  # nothing of one engine's is left for the other
    assert len(prints[0]) > 30
    assert prints[0] == prints[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_warnings_are_counted(tmp_path: Path, engine: str) -> None:
    """A finding, which is ours, and a word of the engine's own both end a strict build."""
    root = write_site(site_case("good"), tmp_path)
    (root / "site_src" / "index.md").write_text("# 首页\n\n[无](nowhere.md)\n", "utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")
    lenient = "campaigns: {rules: {link-broken: warning}, "
    ours = config.replace("not_found: warn", "not_found: ignore").replace("campaigns: {", lenient)
    theirs = config.replace("campaigns: {", "campaigns: {check_links: false, ")
    for settings, words in ((ours, "[link-broken]"), (theirs, "contains a link 'nowhere.md'")):
        (root / "mkdocs.yml").write_text(settings, "utf-8")
        strict = run_mkdocs(root, "build", "--strict", *SETTINGS, engine=engine)
        assert strict.returncode == 1, strict.stderr
        assert words in strict.stderr
        assert "strict mode" in strict.stdout + strict.stderr
        assert not (root / "site").exists()


def test_a_preview_behind_the_other_engine(tmp_path: Path) -> None:
    """Records on demand, a reload after a save, a build where a card has changed."""
    root, page = write_site(site_case("good"), tmp_path / "project"), "campaigns/essay/entries/one/"
    entry = "campaigns/essay/entries/one.yml"
    with previewing(root, tmp_path / "log", engine="properdocs") as server:
        assert "第一段写到" in server.get(page)
        wait_for_reload = server.loads_again(page)
        server.edit(entry, "第一段写到", "改过的段落写到")
        wait_for_reload()
        assert "改过的段落写到" in server.get(page)
        server.edit(entry, "title: 夜班", "title: 早班")
        until(lambda: server.shows("campaigns/essay/entries/", "早班"))
        assert "Page skipped" not in server.said()


def test_the_other_engine_too_says_what_a_preview_without_reload_lacks(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path)
    stopped = run_mkdocs(root, "serve", "--no-livereload", engine="properdocs")
    assert stopped.returncode == 1
    assert "去掉 --no-livereload" in stopped.stdout + stopped.stderr
    assert "Traceback" not in stopped.stderr
