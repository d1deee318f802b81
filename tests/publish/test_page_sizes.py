"""The budget of what is written: measured once a page, told with what to do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from campaignkit.base.findings import Finding, Level
from campaignkit.base.store import FileStore
from campaignkit.content.project import open_project
from campaignkit.publish import page_sizes
from campaignkit.publish.output import Tree

SETTINGS = "extra: {campaigns: {budget: {html: 2, assets: 3}%s}}\n"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A campaign with a page of a long table, prose, a style sheet and a script."""
    (tmp_path / "campaigns" / "contest").mkdir(parents=True)
    (tmp_path / "campaigns" / "contest" / "campaign.yml").write_text("kind: contest\n")
    (tmp_path / "site_src").mkdir()
    (tmp_path / "site_src" / "about.md").write_text("# 关于\n", encoding="utf-8")
    _settings(tmp_path)
    tree = Tree(tmp_path / "site")
    tree.put(
        "index.html", b'<link rel=stylesheet href="a/site.css"><script src=a/site.js></script>'
    )
    tree.put("a/site.css", b"p{color:red}")
    tree.put("a/site.js", b"let a")
    return tree


def _settings(root: Path, more: str = "") -> None:
    text = f"site_name: x\ndocs_dir: site_src\n{SETTINGS % more}"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def _noise(size: int) -> bytes:
    """Text that cannot be compressed well: about half as long compressed."""
    return random.Random(1).randbytes(size).hex().encode()


def _check(tree: Tree) -> list[Finding]:
    root = tree.folder.parent
    kept = FileStore(root / ".campaignkit" / "budget")
    return page_sizes.check_budget(open_project(root), tree, kept)


def test_small_pages_and_those_that_compress_well_are_within(tree: Tree) -> None:
    tree.put("campaigns/contest/ranking/index.html", b"<tr><td>1" * 5000)
    assert _check(tree) == []


def test_a_large_page_is_told_with_its_size_content_and_source(tree: Tree) -> None:
    rows = b"<table>" + b"<tr><td>" * 40 + _noise(3000)
    tree.put("campaigns/contest/ranking/index.html", rows)
    (found,) = _check(tree)
    assert (found.rule, found.level) == ("page-budget", Level.WARNING)
    assert found.position.path == "campaigns/contest/campaign.yml"
    assert "/campaigns/contest/ranking/" in found.message
    assert "超过上限 2 KB" in found.message
    assert "1 张表、40 行" in found.message
    assert "大表分成几页" in found.hint


def test_prose_is_told_at_its_markdown(tree: Tree) -> None:
    tree.put("about/index.html", b"<p>" + _noise(3000))
    (found,) = _check(tree)
    assert found.position.path == "site_src/about.md"
    assert "正文分成几页" in found.hint


def test_an_unchanged_page_is_not_measured_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.put("about/index.html", _noise(3000))
    first = _check(tree)
    monkeypatch.setattr(page_sizes, "_measure", None)
    assert _check(tree) == first
    monkeypatch.undo()
    tree.put("about/index.html", b"x" * 3000)
    assert _check(tree) == []


def test_style_sheets_and_scripts_that_one_page_loads_count_together(tree: Tree) -> None:
    tree.put("a/site.js", _noise(1800))
    tree.put("b/other.js", _noise(1801))
    assert _check(tree) == []  # no page loads both
    tree.put("x/index.html", b'<script src="../a/site.js"></script><script src="../b/other.js">')
    tree.put("y/index.html", b'<script src="../a/site.js"></script><script src="../b/other.js">')
    (found,) = _check(tree)
    assert found.position.path == "mkdocs.yml"
    assert "/x/" in found.message
    assert "a/site.js（" in found.message
    assert "共 4.1 KB，超过上限 3 KB" in found.message


def test_a_campaigns_own_files_are_no_assets(tree: Tree) -> None:
    tree.put("campaigns/contest/files/tool.js", _noise(9000))
    assert _check(tree) == []


def test_fonts_are_told(tree: Tree) -> None:
    tree.put("a/site.css", b"@font-face { font-family: x; src: url(x.woff2) }")
    (found,) = _check(tree)
    assert "a/site.css 要读者装载字体文件" in found.message


def test_the_level_is_that_of_the_settings(tree: Tree) -> None:
    tree.put("about/index.html", _noise(3000))
    _settings(tree.folder.parent, ", rules: {page-budget: error}")
    assert [one.level for one in _check(tree)] == [Level.ERROR]
    _settings(tree.folder.parent, ", rules: {page-budget: 'off'}")
    assert open_project(tree.folder.parent).findings == ()
    assert _check(tree) == []
