"""An engine of few lines, so that tests can build a site in their own process."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from campaignkit.content.project import open_project
from campaignkit.publish.output import Tree
from campaignkit.site import build
from campaignkit.source import split_front_matter
from support import whole_site
from support.site import REPOSITORY

NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def organisations(root: Path) -> None:
    """Give a project the example's organisations."""
    (root / "campaigns").mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "campaigns" / "organisations.yml", root / "campaigns")


def build_site(
    root: Path, folder: Path, workers: int | None = 1, tree: Tree | None = None
) -> build.Content:
    """Build a project below `folder`, each page with little more than its content.

    `tree` is what the site is written to, where that is not simply the folder.
    """
    whole_site.asked_for()
    order = build.Order(open_project(root), NOW, "https://example.org/", workers=workers)
    content = build.read(order)
    errors = [finding for finding in content.findings if finding.level == "error"]
    assert not errors, errors
    pages = build.compose(order, content)
    shells = dict(
        pages.cut(path, _page(path, *_parts(text))) for path, text in pages.markdown.items()
    )
    build.render(order, content, pages, build.EngineOutput(shells), tree or Tree(folder))
    return content


def _parts(text: str) -> tuple[dict[str, object], str]:
    body = split_front_matter(text).body
    head = text.removesuffix(body).strip().strip("-")
    return yaml.load(head, yaml.CSafeLoader), body


def _page(path: str, front: dict[str, object], body: str) -> str:
    shell = front.get("shell")
    head, main = (shell["head"], shell["body"]) if isinstance(shell, dict) else ("", body)
    return (
        f'<title>{front["title"]}</title><meta content="{front["description"]}">'
        f'<link href="{path}">{head}<main>{main}</main>'
    )
