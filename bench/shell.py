"""The theme's pages without their content, taken from what this project built.

A small project with telltale values is built; where these stand in the built page is where the
other program's expressions belong. So the others render the very shell that this project does,
whatever the theme looks like today.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.contestant import RECORDS
from bench.generate import CAMPAIGN_ID
from bench.measure import seconds
from bench.ours import prepare

ID, NAME, CITATION = "p000001", "示例·名字在这里", "介绍在这里"
_BODY = re.compile(
    r'<article class="ck-entry.*?</article>\s*(?:<nav class="ck-turn.*?</nav>\s*)?', re.DOTALL
)
_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
_LIST = re.compile(r'<nav class="ck-breadcrumb.*<nav class="ck-pager.*?</nav>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shells:
    """HTML of pages with telltale values, and the folder of the theme's own files."""

    record: str
    list: str
    home: str
    assets: Path

    def record_with(self, body: str, data: str, name: str, record: str, citation: str) -> str:
        """The record page with another program's expressions in the holes."""
        page = _once(_BODY, "\0body\0", self.record)
        page = _once(_DATA, "\0data\0", page)
        page = page.replace(NAME, name).replace(ID, record).replace(CITATION, citation)
        return page.replace("\0body\0", body).replace("\0data\0", data)

    def list_with(self, body: str, root: str) -> str:
        """The list page; `root` is the way to the site's root without its last slash."""
        page = _once(_LIST, "\0body\0", self.list)
        return page.replace("../../../../..", root).replace("\0body\0", body)


def shells(folder: Path, hooks: Path, limit: float) -> Shells:
    """Build a small project in `folder` and take its pages."""
    small = prepare(folder, 130, hooks)
    file = small.source / f"{ID}.yml"
    text = re.sub(r"(?m)^name: .*$", f"name: {NAME}", file.read_text("utf-8"))
    text = re.sub(r"(?m)^citation: .*$", f"citation: {CITATION}", text)
    file.write_text(text, "utf-8")
    seconds(small.commands, limit)
    assets = folder / "assets"
    shutil.copytree(small.output / "assets", assets)
    lists = small.output / RECORDS / "list" / "2" / "index.html"
    return Shells(
        record=small.page(1).read_text("utf-8"),
        list=lists.read_text("utf-8"),
        home=(small.output / "index.html").read_text("utf-8"),
        assets=assets,
    )


def _once(pattern: re.Pattern[str], replacement: str, page: str) -> str:
    changed, count = pattern.subn(replacement, page)
    assert count == 1, f"{pattern.pattern[:40]} stands {count} times in a page of {CAMPAIGN_ID}"
    return changed
