"""The build's own check of its links: it tells what the tree knows, and nobody looks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.content.project import open_project
from campaignkit.links import Site
from campaignkit.publish import link_check
from campaignkit.publish.link_check import check_links
from campaignkit.publish.output import Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A project of two pages, one of them left over from an older build, and data for scripts."""
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例\nextra: {}\n", encoding="utf-8")
    for folder in ("campaigns", "site_src"):
        (tmp_path / folder).mkdir()
    about = "# 关于\n\n[旧页](old.md)\n"
    (tmp_path / "site_src" / "about.md").write_text(about, encoding="utf-8")
    tree = Tree(tmp_path / "site")
    tree.put("index.html", "<a href=about/>关于</a>".encode())
    tree.put("about/index.html", "<p>一<p>二<a href=../old/>旧页</a>".encode())
    tree.put("search/a.json", b"{")
    (tree.folder / "old").mkdir()
    (tree.folder / "old" / "index.html").write_text("<a href=gone>", encoding="utf-8")
    return tree


def test_only_files_of_the_tree_count_and_none_is_looked_for(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Site, "under", None)
    project = open_project(tree.folder.parent, "mkdocs.yml")
    cache = tree.folder.parent / ".campaignkit" / "links.sqlite"
    for _ in range(2):
        (found,) = check_links(project, tree, "https://example.org/", cache, None)
        assert (found.rule, found.position.path, found.position.line) == (
            "link-broken",
            "site_src/about.md",
            3,
        )
    tree.write("old/index.html", b"new", b"<p>")
    assert check_links(project, tree, "https://example.org/", cache, None) == []


def test_jobs_go_the_way_of_all_others(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.links.cache.read_site._WORTH_A_POOL", 1)
    asked: list[int] = []
    spread = link_check.map_parallel
    monkeypatch.setattr(
        link_check,
        "map_parallel",
        lambda job, items, workers: asked.append(len(items)) or spread(job, items, workers),
    )
    project = open_project(tree.folder.parent, "mkdocs.yml")
    cache = tree.folder.parent / ".campaignkit" / "links.sqlite"
    assert len(check_links(project, tree, "", cache, 2)) == 1
    assert asked == [2]
