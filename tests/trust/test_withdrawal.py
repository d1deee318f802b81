"""After a withdrawal the next build leaves no byte of the person, in the site or beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from campaignkit.search import SearchDocument
from campaignkit.site.withdrawal import nameless
from support.engine import build_site
from support.site import run_mkdocs, site_case, write_site

pytestmark = pytest.mark.site

CANARY = "鹮".encode()
"""Stands in the names, units, texts and works of those who withdraw, and in nothing else."""


def beside_content(root: Path) -> dict[str, bytes]:
    """Every file of a project but the content."""
    files = (file for file in root.rglob("*") if file.is_file())
    named = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
    content = ("campaigns/", "site_src/", "mkdocs.yml")
    return {name: data for name, data in named.items() if not name.startswith(content)}


def holding(root: Path, word: bytes) -> list[str]:
    """Files beside the content that hold some bytes."""
    return [name for name, data in beside_content(root).items() if word in data]


def withdraw(root: Path, path: str) -> None:
    """Write that consent was withdrawn."""
    file = root / "campaigns" / path
    text = file.read_text("utf-8")
    file.write_text(text.replace("scope: 网站}", "scope: 网站, withdrawn: 2021-06-01}"), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a picture that says who took it."""
    root = write_site(site_case("withdrawal"), tmp_path)
    exif = Image.Exif()
    exif[0x010F] = "EXIF-CANARY"
    picture = Image.effect_noise((64, 64), 60).convert("RGB")
    picture.save(root / "campaigns/people/ren-yi.jpg", exif=exif)
    return root


def test_no_byte_is_left(project: Path) -> None:
    assert run_mkdocs(project, "build").returncode == 0
    before = holding(project, CANARY)
    for place in (
        "site/people/",
        "site/search/d/",
        ".campaignkit/records/",
        ".campaignkit/search/",
    ):
        assert any(name.startswith(place) for name in before), (place, before)
    portrait = (project / "site/campaigns/people/ren-yi.jpg").read_bytes()
    assert len(holding(project, portrait)) > 1  # on the site and in the cache

    withdraw(project, "people/ren-yi.yml")
    withdraw(project, "medal/profiles/ren-san.yml")
    result = run_mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    assert "“ren-yi”撤回了同意，这一页没有放进幻灯片" in result.stderr

    left = [*holding(project, CANARY), *holding(project, portrait), *holding(project, b"EXIF-C")]
    assert left == []
    named = [name for name in beside_content(project) if re.search("ren-(yi|san)", name)]
    assert named == []
    for name in ("ren-yi", "ren-san"):
        linked = holding(project, name.encode())
        assert [one for one in linked if one.startswith(("site/", ".site"))] == []

    home = (project / "site/index.html").read_text("utf-8")
    assert "看一位焊工和推荐的人。" in home
    entry = (project / "site/campaigns/essay/entries/two/index.html").read_text("utf-8")
    assert "（姓名未公开）" in entry
    assert "留下的单位" in entry
    deck = (project / "site/campaigns/talks/sessions/first/slides/index.html").read_text("utf-8")
    assert "见主讲和他的页面。" in deck
    assert "两位" in deck


def test_a_cache_is_deleted_once_for_a_withdrawal(project: Path, tmp_path: Path) -> None:
    withdraw(project, "people/ren-yi.yml")
    mark = project / ".campaignkit/mark"
    build_site(project, tmp_path / "out")
    mark.write_text("x", "utf-8")
    build_site(project, tmp_path / "out")
    assert mark.exists()
    withdraw(project, "medal/profiles/ren-san.yml")
    build_site(project, tmp_path / "out")
    assert not mark.exists()


def test_search_does_not_know_a_name_that_prose_still_says() -> None:
    document = SearchDocument("a/", "李小明的故事", "李小明", ("李小明",), "李小明说，李明和大家。")
    found = nameless(document, ("示例·李小明", "李明"))
    hidden = "（姓名未公开）"
    assert (found.title, found.subtitle, found.words) == (f"{hidden}的故事", hidden, (hidden,))
    assert found.text == f"{hidden}说，{hidden}和大家。"
    assert nameless(document, ()) == document
