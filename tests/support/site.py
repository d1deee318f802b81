"""Whole small sites, built for real by the command an editor uses."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from support import fork_server, whole_site
from support.case import Case, parse
from support.fork_server import Forked

REPOSITORY = Path(__file__).resolve().parents[2]
SITES = REPOSITORY / "tests" / "sites"

CONFIG = """\
site_name: 测试站
site_url: https://example.org/t/
docs_dir: site_src
nav: [{首页: index.md}, {全部活动: campaigns/index.md}, {人物: people/index.md}]
theme: {name: material, custom_dir: HOOKS/campaignkit/theme, language: zh, font: false}
plugins: []
hooks: [HOOKS/campaign_hooks.py]
markdown_extensions: [attr_list, md_in_html, tables]
validation:
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
extra: {generator: false, campaigns: {publisher: {name: 测试发布者}}}
"""
HOME = "# 首页\n\n<!-- campaigns -->\n"


def site_case(name: str) -> Case:
    """One of the sites in tests/sites/."""
    return parse((SITES / f"{name}.txt").read_text("utf-8"))


def write_site(case: Case, root: Path) -> Path:
    """Make the project of a case in `root`, with the settings and the home page it left out."""
    config = CONFIG.replace("HOOKS", str(REPOSITORY / "hooks"))
    case.files.setdefault("mkdocs.yml", config.encode())
    case.files.setdefault("site_src/index.md", HOME.encode())
    case.write(root)
    return root


DECK = """\
# 第一讲

---

## 一件事

讲的是一件事。
"""


def with_deck(root: Path) -> Path:
    """Give the lecture of the good site a deck of two slides, `campaigns/talks/decks/a.md`."""
    session = root / "campaigns" / "talks" / "sessions" / "first.yml"
    session.write_text(f"{session.read_text('utf-8')}deck: decks/a.md\n", "utf-8")
    deck = root / "campaigns" / "talks" / "decks" / "a.md"
    deck.parent.mkdir()
    deck.write_text(DECK, "utf-8")
    return root


def example_settings(hooks: Path = REPOSITORY / "hooks") -> str:
    """The example's mkdocs.yml with its hooks in `hooks`, and not standing still on a day.

    So SOURCE_DATE_EPOCH is the instant of what is built with it.
    """
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("hooks/", f"{hooks}/")
    moving, count = re.subn(r"(?m)^    today: .*\n", "", text)
    assert count == 1, "the example no longer stands still on a day"
    return moving


def stand_still(root: Path, day: str) -> Path:
    """Let a project made by `write_site` stand still on a day, such as 2021-09-14."""
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8")
    assert text.count("campaigns: {publisher") == 1
    still = text.replace("campaigns: {publisher", f"campaigns: {{today: {day}, publisher")
    file.write_text(still, "utf-8")
    return root


def run_mkdocs(
    root: Path, *arguments: str, engine: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` in a project, as of 2021-08-01 unless the environment says otherwise.

    `engine` may be another that runs the same settings, such as `properdocs`.
    """
    with TemporaryFile() as out, TemporaryFile() as err:
        run = start_mkdocs(root, *arguments, engine=engine, out=out, err=err, **environment)
        code = run.wait(timeout=600)  # only a fault takes as long, on whatever machine
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess([engine, *arguments], code, *said)


def start_mkdocs(
    root: Path,
    *arguments: str,
    out: IO[bytes],
    err: IO[bytes],
    engine: str = "mkdocs",
    **environment: str,
) -> Forked | subprocess.Popen[bytes]:
    """Begin what `run_mkdocs` runs, its output to two files."""
    whole_site.asked_for()
    extra = mkdocs_environment(**environment)
    return fork_server.start(engine, arguments, root, extra, out.fileno(), err.fileno())


def mkdocs_command(*arguments: str, engine: str = "mkdocs") -> list[str]:
    whole_site.asked_for()
    return [sys.executable, "-m", engine, *arguments]


def mkdocs_environment(**extra: str) -> dict[str, str]:
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1627747200"}
    return {**os.environ, **fixed, **extra}


def fingerprint(site: Path) -> dict[str, str]:
    """Each file below `site` with a hash of its bytes."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def all_text(site: Path) -> str:
    """Every text file of a site in one, to search for what may not be there."""
    kinds = {".html", ".xml", ".json", ".txt", ".md"}
    return "\n".join(
        file.read_text("utf-8") for file in sorted(site.rglob("*")) if file.suffix in kinds
    )
