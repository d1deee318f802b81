"""Whether the written pages keep the budget of the settings: HTML, style sheets, scripts, fonts.

A page is small for certain if it is small before compression; others are compressed, and what was
found is kept by the page's key, so that an unchanged site costs one look at a list. Sizes are of
gzip at level 6, as servers use it; 1 KB is 1000 bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.store import FileStore
from campaignkit.content.folders import CONTENT
from campaignkit.content.project import CONFIG, Project, published_folders
from campaignkit.model.settings import Settings
from campaignkit.publish.output import Tree
from campaignkit.rules.page_budget import ID

KB = 1000

DECK_ASSETS = "assets/slides/"
"""Where the files of decks lie: decks load these and no others, pages load the others."""

_KEPT = "page-sizes"
_HEAD = 16_384
"""Bytes of a page that hold its `<head>`."""

_LOADED = re.compile(rb"""<(?:link|script)\b[^>]*?(?:href|src)=["']?([^"'\s>]+\.(?:css|js))\b""")
_FONT = re.compile(rb"@font-face\s*\{[^}]*?url\(", re.IGNORECASE)


class PageSize(NamedTuple):
    """A page that was compressed: what it was made from, its size in bytes, what fills it."""

    key: bytes
    size: int
    tables: int
    rows: int
    items: int


def check_budget(project: Project, tree: Tree, cache: FileStore) -> list[Finding]:
    """A finding for each page, and for each set of assets, over the budget.

    `cache` keeps what was measured. The files are read as they lie in the tree.
    """
    level = project.settings.rules.get(ID, "warning")
    if level == "off":
        return []
    found = [*_pages(project, tree, cache), *_assets(project.settings, tree), *_fonts(tree)]
    return [
        Finding(place, ID, message, hint, Level(level)) for place, message, hint in sorted(found)
    ]


Fault = tuple[Position, str, str]
"""Place, message and hint."""


def _pages(project: Project, tree: Tree, cache: FileStore) -> Iterator[Fault]:
    limit = int(project.settings.budget.html * KB)
    kept: Mapping[str, PageSize] = cache.load(_KEPT, dict) or {}
    sizes: dict[str, PageSize] = {}
    for path, entry in sorted(tree.entries.items()):
        if not path.endswith(".html") or entry.size <= limit:
            continue
        known = kept.get(path)
        fresh = known is None or known.key != entry.key
        found = _measure(tree.folder / path, entry.key) if fresh or known is None else known
        sizes[path] = found
        if found.size > limit:
            yield _source(project, path), *_too_large(path, found, limit)
    if sizes != kept:
        with suppress(OSError):  # the next build measures again
            cache.dump(_KEPT, sizes)


def _measure(file: Path, key: bytes) -> PageSize:
    data = file.read_bytes()
    counts = (data.count(mark) for mark in (b"<table", b"<tr", b"<li"))
    return PageSize(key, _packed(data), *counts)


def _packed(data: bytes) -> int:
    """Bytes of `data` as gzip at level 6 sends it: zlib's format with a longer frame."""
    return len(zlib.compress(data, 6)) + 12


def _too_large(path: str, page: PageSize, limit: int) -> tuple[str, str]:
    holds = [
        f"{count:,} {what}"
        for count, what in ((page.tables, "张表"), (page.rows, "行"), (page.items, "个列表项"))
        if count
    ]
    filled = f"，里面有 {'、'.join(holds)}" if holds else ""
    message = (
        f"网页 /{path.removesuffix('index.html')} 压缩后有 {_kb(page.size)}，"
        f"超过上限 {_kb(limit)}{filled}"
    )
    if page.rows > page.items:
        return message, "把大表分成几页，或作为附件发布；确实要这么大，就改 budget 的 html"
    if page.items:
        return message, "把名单分成几页或几个活动；确实要这么大，就改 budget 的 html"
    return message, "把正文分成几页；确实要这么大，就改 budget 的 html"


def _source(project: Project, path: str) -> Position:
    """The file that an editor would change to make a page smaller: its campaign, or its prose."""
    parts = path.split("/")
    if parts[0] == CONTENT and len(parts) > 2:
        file = f"{CONTENT}/{parts[1]}/campaign.yml"
        if (project.root / file).is_file():
            return Position(file)
    docs = published_folders(project.root)[1]
    for name in (f"{path.removesuffix('/index.html')}.md", path.replace(".html", ".md")):
        if (docs / name).is_file():
            return Position((docs / name).relative_to(project.root).as_posix())
    return Position(CONFIG)


def _assets(settings: Settings, tree: Tree) -> Iterator[Fault]:
    """Sets of style sheets and scripts that some page loads and that are too large together.

    Pages are looked at only where all that they could load is over the budget.
    """
    limit = int(settings.budget.assets * KB)
    sizes = {path: _packed((tree.folder / path).read_bytes()) for path in _scripts_and_sheets(tree)}
    told: set[frozenset[str]] = set()
    for decks in (False, True):
        ours = [path for path in sizes if path.startswith(DECK_ASSETS) is decks]
        if sum(sizes[path] for path in ours) <= limit:
            continue
        for page in sorted(path for path in tree.entries if path.endswith(".html")):
            loaded = frozenset(_loaded(tree.folder / page, page)) & frozenset(ours)
            total = sum(sizes[path] for path in loaded)
            if total > limit and loaded not in told:
                told.add(loaded)
                yield (
                    Position(CONFIG),
                    *_too_many(page, {path: sizes[path] for path in loaded}, limit),
                )


def _scripts_and_sheets(tree: Tree) -> list[str]:
    """Style sheets and scripts that pages may load; not those among a campaign's files."""
    return [
        path
        for path in tree.entries
        if path.endswith((".css", ".js")) and not path.startswith(f"{CONTENT}/")
    ]


def _loaded(file: Path, page: str) -> Iterator[str]:
    """Paths of the style sheets and scripts that a page's head and body name, from the root."""
    folder = page.split("/")[:-1]
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    for url in _LOADED.findall(head):
        at = list(folder)
        for step in url.decode("utf-8", "replace").split("/"):
            if step == "..":
                del at[-1:]
            elif step not in (".", ""):
                at.append(step)
        yield "/".join(at)


def _too_many(page: str, sizes: Mapping[str, int], limit: int) -> tuple[str, str]:
    total = sum(sizes.values())
    largest = sorted(sizes.items(), key=lambda one: (-one[1], one[0]))[:3]
    named = "、".join(f"{path}（{_kb(size)}）" for path, size in largest)
    message = (
        f"网页 /{page.removesuffix('index.html')} 装载的样式和脚本压缩后共 {_kb(total)}，"
        f"超过上限 {_kb(limit)}，最大的是 {named}"
    )
    return (
        message,
        "去掉 mkdocs.yml 里 extra_css、extra_javascript 不用的文件，或改 budget 的 assets",
    )


def _fonts(tree: Tree) -> Iterator[Fault]:
    for path in sorted(_scripts_and_sheets(tree)):
        if path.endswith(".css") and _FONT.search((tree.folder / path).read_bytes()):
            hint = (
                "自己的样式，删掉 @font-face，font-family 写系统自带的字体；"
                '主题自带的，换用本站的版式，或在 rules 里写 page-budget: "off"'
            )
            yield Position(CONFIG), f"样式 {path} 要读者装载字体文件", hint


def _kb(size: int) -> str:
    """A size in words: `61.3 KB`, without decimals from 100 KB."""
    kilobytes = size / KB
    return f"{kilobytes:.0f} KB" if kilobytes >= 100 or size % KB == 0 else f"{kilobytes:.1f} KB"
