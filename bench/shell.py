"""Templates for other programs, taken from what this project built.

A small project with telltale values is built; where these stand in the built pages is where the
other program's expressions belong. So the others render the very pages that this project does,
whatever the theme looks like today. All generated profiles have the same fields, so the templates
need no conditions: they do less than ours.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.contestant import RECORDS
from bench.measure import seconds
from bench.ours import prepare

TELLTALE = """\
name: 示例·龘字在这里
unit: 示例·单位在这里
occupation: 职业在这里
region: 地区在这里
honours: [{title: 荣誉在这里, year: 1901, level: city}]
stage: awarded
award: best-worker
labels: [甲类在这里, 乙类在这里]
consent: {profile: true, portrait: false, date: 1904-05-06, scope: 范围在这里}
citation: 介绍在这里
quotes: [说的在这里]
timeline: [{year: 1902, text: 甲年在这里}, {year: 1903, text: 乙年在这里}]
deeds: |
  事迹在这里
"""
"""A profile each of whose values stands nowhere else on its page."""

_NEIGHBOURS = {"p000000": "示例·前面在这里", "p000002": "示例·后面在这里"}
_LISTED = ("p000060", "p000061")
_PAGER = re.compile(r'<nav class="ck-pager.*?</nav>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shells:
    """HTML of pages with telltale values, and the folder of the theme's own files."""

    record: str
    list: str
    home: str
    assets: Path

    def record_with(self, expressions: Mapping[str, str], labels: tuple[str, str]) -> str:
        """The record page with another program's expressions; `labels` begin and end a loop."""
        page = self.record.replace("<p>事迹在这里</p>", expressions["<p>事迹在这里</p>"])
        page = _looped(page, "甲类在这里", "乙类在这里", labels)
        return _filled(page, expressions)

    def list_with(
        self, expressions: Mapping[str, str], loop: tuple[str, str], pager: str, root: str
    ) -> str:
        """The list page; `root` is the way to the site's root without its last slash."""
        first, second = (self.list.index(f"/{record}/") for record in _LISTED)
        start, end = (self.list.rindex("<li", 0, at) for at in (first, second))
        item = self.list[start:end].replace(_LISTED[0], "p000001")
        rest = self.list[self.list.index("</ul>", end) :]
        page = self.list[:start] + loop[0] + _filled(item, expressions) + loop[1] + rest
        return _PAGER.sub(lambda _: pager, page).replace("../../../../..", root)


def shells(folder: Path, hooks: Path, limit: float) -> Shells:
    """Build a small project in `folder` and take its pages."""
    small = prepare(folder, 130, hooks)
    for record in ("p000001", _LISTED[0]):
        (small.source / f"{record}.yml").write_text(TELLTALE, "utf-8")
    for record, name in _NEIGHBOURS.items():
        file = small.source / f"{record}.yml"
        file.write_text(
            re.sub(r"(?m)^name: .*$", f"name: {name}", file.read_text("utf-8")), "utf-8"
        )
    seconds(small.commands, limit)
    shutil.copytree(small.output / "assets", folder / "assets")
    return Shells(
        record=small.page(1).read_text("utf-8"),
        list=(small.output / RECORDS / "list" / "2" / "index.html").read_text("utf-8"),
        home=(small.output / "index.html").read_text("utf-8"),
        assets=folder / "assets",
    )


def _looped(page: str, one: str, other: str, loop: tuple[str, str]) -> str:
    """Two items that follow one another become a loop with what stands between them."""
    while (start := page.find(one)) >= 0:
        then = page.index(other, start)
        between = page[start + len(one) : then]
        page = page[:start] + loop[0].format(between) + loop[1] + page[then + len(other) :]
    return page


def _filled(page: str, expressions: Mapping[str, str]) -> str:
    """Longer values first; a number is not found inside another one."""
    for value in sorted(expressions, key=len, reverse=True):
        pattern = rf"(?<![\d.]){value}(?![\d.])" if value.isdigit() else re.escape(value)
        page = re.sub(pattern, lambda _, value=value: expressions[value], page)  # type: ignore[misc]
    return page
