"""The build's own check of its links: it tells what the tree knows, and nobody looks again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from campaignkit.base.findings import Level
from campaignkit.commands.cli import cli
from campaignkit.content.project import Project, open_project
from campaignkit.links.judge.site_files import Site
from campaignkit.links.policy import Rewrite
from campaignkit.publish import link_check
from campaignkit.publish.link_check import check_links, link_policy
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


def test_jobs_run_on_the_shared_pool(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.links.cache.read_site._MIN_FILES_FOR_POOL", 1)
    asked: list[int] = []
    map_parallel = link_check.map_parallel
    monkeypatch.setattr(
        link_check,
        "map_parallel",
        lambda job, items, workers: asked.append(len(items)) or map_parallel(job, items, workers),
    )
    project = open_project(tree.folder.parent, "mkdocs.yml")
    cache = tree.folder.parent / ".campaignkit" / "links.sqlite"
    assert len(check_links(project, tree, "", cache, 2)) == 1
    assert asked == [2]


def _with_settings(tree: Tree, links: str) -> Project:
    text = f"site_name: 示例\nextra:\n  campaigns:\n    links:\n{links}"
    (tree.folder.parent / "mkdocs.yml").write_text(text, encoding="utf-8")
    return open_project(tree.folder.parent)


def test_settings_ignore_links_and_say_which_ignore_is_unused(tree: Tree) -> None:
    project = _with_settings(
        tree,
        "      ignore:\n"
        "        - {link: ../old/, rule: link-broken, reason: 下月恢复}\n"
        "        - link: nowhere/\n"
        "          reason: 早已改好\n",
    )
    assert project.findings == ()
    (found,) = check_links(project, tree, "", tree.folder.parent / "links.sqlite", 1)
    assert (found.rule, found.position.path, found.position.line) == (
        "unused-ignore",
        "mkdocs.yml",
        8,
    )
    assert "早已改好" in found.message


def test_settings_give_levels_rewrites_and_limits(tree: Tree) -> None:
    project = _with_settings(
        tree,
        "      rewrite:\n"
        "        - {pattern: '^https://a/', to: 'https://b/', reason: 镜像}\n"
        "      external: {timeout: 5, anchors: true}\n"
        "    rules: {link-broken: 'off', link-slash: info}\n",
    )
    policy = link_policy(project)
    assert policy.levels == {"link-broken": None, "link-slash": Level.INFO}
    assert policy.rewrites == (Rewrite("^https://a/", "https://b/", "镜像"),)
    assert (policy.external.timeout, policy.external.anchors) == (5, True)
    assert check_links(project, tree, "", tree.folder.parent / "links.sqlite", 1) == []


@pytest.mark.parametrize(
    ("links", "line", "rule", "words"),
    [
        ("      ignore:\n        - {link: a}\n", 6, "missing-field", "原因"),
        ("      ignore:\n        - {rule: link-slahs, reason: x}\n", 6, "bad-value", "没有叫"),
        ("      rewrite:\n        - {pattern: '(', to: x, reason: y}\n", 6, "bad-value", "正则"),
        ("      external: {timeout: 0}\n", 5, "bad-value", ""),
        ("      externl: {timeout: 1}\n", 5, "unknown-key", "externl"),
    ],
)
def test_wrong_settings_are_found_on_their_line(
    tree: Tree, links: str, line: int, rule: str, words: str
) -> None:
    (found,) = _with_settings(tree, links).findings
    assert (found.rule, found.position.line) == (rule, line)
    assert words in found.message


def test_the_command_goes_by_the_settings_for_the_project_s_own_site_alone(tree: Tree) -> None:
    root = tree.folder.parent
    _with_settings(tree, "      ignore:\n        - {link: '*', reason: 都先不改}\n")
    (root / "other").mkdir()
    (root / "other" / "index.html").write_text("<a href=gone>", encoding="utf-8")
    for name, code in (("site", 0), ("other", 1)):
        result = CliRunner().invoke(cli, ["links", str(root / name), "--no-cache"])
        assert result.exit_code == code, result.output
