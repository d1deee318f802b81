"""Our project as a contestant: the generated content and a copy of the hooks, built by MkDocs."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.contestant import RECORDS, Contestant
from bench.generate import generate
from bench.measure import Command

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1638316800"}
"""As of 2021-12-01, when the generated campaign's notice is over."""


def command(folder: Path) -> Command:
    """`mkdocs build`, as an editor calls it."""
    return Command((sys.executable, "-m", "mkdocs", "build"), folder, ENVIRONMENT)


def prepare(
    folder: Path, records: int, hooks_from: Path = HOOKS, *, search: bool = False
) -> Contestant:
    """A project of its own, with its own copy of the hooks, so that a template can be edited."""
    hooks = folder / "hooks"
    shutil.copytree(hooks_from, hooks, ignore=shutil.ignore_patterns("__pycache__"))
    generate(folder, records, hooks)
    _set_search(folder / "mkdocs.yml", search)
    return Contestant(
        key="ours-search" if search else "ours",
        name="campaignkit + search" if search else "campaignkit",
        records=records,
        folder=folder,
        commands=(command(folder),),
        output=folder / "site",
        made=("site", ".site.*", ".campaignkit"),
        source=folder / RECORDS,
        suffix=".yml",
        template=hooks / "campaignkit/kinds/honour/templates/profiles.html.j2",
    )


def _set_search(config: Path, search: bool) -> None:
    """Search and the check of all links are on, or both off as in what is compared."""
    text = config.read_text("utf-8")
    word = "true" if search else "false"
    wanted = f"campaigns: {{search: {word}, check_links: {word}, "
    changed = text.replace("campaigns: {", wanted, 1)
    assert changed != text, config
    config.write_text(changed, "utf-8")
