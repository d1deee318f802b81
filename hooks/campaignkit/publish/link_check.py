"""The links of a site that is about to be published, and its redirect pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.content.project import CONFIG, Project, ignored_link_positions
from campaignkit.links.judge.site_files import BuiltFile, Site
from campaignkit.links.origin.mirror import mirrored_sources
from campaignkit.links.policy import External, IgnoredLink, Policy, Rewrite
from campaignkit.links.site_check import check_site
from campaignkit.publish.output import Tree
from campaignkit.publish.redirects import redirect_pages

T = TypeVar("T")
R = TypeVar("R")

_THEME = (
    IgnoredLink("Material 在没有目录的页上也写目录的标签", "link-id", "__toc", standing=True),
    IgnoredLink(
        "Read the Docs 主题的旧式字体，今天的浏览器不会去取",
        "link-anchor",
        "*fontawesomeregular",
        "css/theme.css",
        standing=True,
    ),
)


def write_redirects(project: Project, tree: Tree) -> list[Finding]:
    """Put a page at every old address that the settings name."""
    if not project.settings.redirects:
        return []
    lines = (project.root / CONFIG).read_text("utf-8-sig").split("\n")

    def where(old: str) -> Position:
        """The line of the key; YAML lets it stand in quotation marks."""
        key = re.compile(rf"\s*[\"']?({re.escape(old)})[\"']?\s*:(?:\s|$)")
        for number, line in enumerate(lines, 1):
            if match := key.match(line):
                return Position(CONFIG, number, match.start(1) + 1, len(old))
        return Position(CONFIG)

    pages, findings = redirect_pages(project.settings.redirects, tree.entries.keys(), where)
    for path, text in pages.items():
        tree.put(path, text.encode("utf-8"))
    return findings


def check_links(
    project: Project, tree: Tree, site_url: str, cache: Path, workers: int | None
) -> list[Finding]:
    """Every dead link of the tree, on the line of the YAML or Markdown that wrote it."""
    sources = mirrored_sources(project.root, ("campaigns", "site_src"), (CONFIG,))
    found = check_site(
        tree.folder,
        site_url or None,
        sources,
        link_policy(project),
        cache,
        workers,
        site=_site(tree),
        map_parallel=_followed,
    )
    return list(found)


def link_policy(project: Project) -> Policy:
    """What the settings say of the link check: `extra.campaigns.links`, and the levels of `rules`.

    Raises `OSError` where the settings have ignores and their file can no longer be read.
    """
    settings = project.settings
    chosen = settings.links
    places = ignored_link_positions(project.root) if chosen.ignore else []
    ignores = (
        IgnoredLink(ignore.reason, ignore.rule, ignore.link, ignore.page, position=place)
        for ignore, place in zip(chosen.ignore, places, strict=False)
    )
    return Policy(
        levels={
            rule: None if level == "off" else Level(level) for rule, level in settings.rules.items()
        },
        ignores=(*_THEME, *ignores),
        rewrites=tuple(Rewrite(item.pattern, item.to, item.reason) for item in chosen.rewrite),
        external=External(**chosen.external.model_dump()),
    )


def _followed(job: Callable[[T], R], items: Sequence[T], workers: int | None) -> Iterator[R]:
    return followed(map_parallel(job, items, workers), len(items), "检查链接")


def _site(tree: Tree) -> Site:
    """The files as the tree has just seen them: nobody need look again."""
    files = {
        path: BuiltFile(entry.size, entry.modified)
        for path, entry in sorted(tree.entries.items())
        if not _is_data(path)
    }
    return Site(files)


def _is_data(path: str) -> bool:
    """Whether a file is data that our own scripts fetch: thousands of files without a link."""
    return path.endswith(".json") and path.startswith(("search/", "campaigns/"))
