"""Faults seeded into the example's YAML and Markdown are reported on their source line."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaignkit.links.origin.mirror import mirrored_sources
from campaignkit.links.site_check import check_site
from support import whole_site
from support.site import example_settings

ROOT = Path(__file__).parents[2]
FAULTS = [
    "[甲](#没有的锚点)",
    "[甲](htp://example.org/)",
    "[甲](C:\\资料\\a.doc)",
    "[甲](mailto:xj＠example.org)",
    "[甲](mailto:xj)",
    "[甲](mailto:)",
    "[甲](tel:见通知)",
    "[甲](tel:０８５６)",
    "[甲](telephone:12351)",
    "[甲](http://localhost:8000/a/)",
    "[甲](http://192.168.1.3/)",
    "[甲](https://example.org/a。)",
    "[甲]（a.md）",
    "[甲][没有定义]",
    "[甲](file:///C:/a.doc)",
    "[甲](https://user:p@example.org/)",
    "<https://example.org/a。>",
]
"""Those that the check of the content leaves to the check of the built site."""

# The build itself checks links too; here it is to let the seeds pass, so that all can be counted.
_BUILD = """
from campaignkit.content import written_links
from campaignkit.links import site_check
site_check.check_site = lambda *_, **__: []
# Misspelt links are told before a build, too: here they shall be found in what was built.
written_links.entity_links = written_links.text_links = lambda *_, **__: iter(())
from mkdocs.__main__ import cli
cli(["build", "--quiet"])
"""


def _published(campaign: Path) -> bool:
    text = (campaign / "campaign.yml").read_text(encoding="utf-8")
    return "\nstate: published" in text


def _prose(project: Path) -> Iterator[Path]:
    """Markdown and YAML files whose text is published."""
    yield from sorted((project / "site_src").glob("*.md"))
    for file in sorted((project / "campaigns").glob("*/campaign.yml")):
        if _published(file.parent):
            yield file
            yield from sorted(file.parent.glob("*/*.yml"))
            yield from sorted(file.parent.glob("entries/*.md"))


def _seed(file: Path, faults: Iterator[str], each: int) -> Iterator[tuple[int, str]]:
    """Add faults to a file's Markdown; gives line and fault of each."""
    text = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    indent, end = "", len(text)
    if file.suffix == ".yml":
        block = re.search(r"^(?:about|deeds|abstract|body): \|\n((?:  .*\n|\n)+)", text, re.M)
        if not block:
            return
        indent, end = "  ", len(text[: block.end(1)].rstrip("\n")) + 1
    line = text[:end].count("\n") + 2
    for number in range(each):
        fault = next(faults)
        text = f"{text[:end]}\n{indent}坏链接 {fault} 在这里。\n{text[end:]}"
        end = text.index("\n", text.index(fault, end)) + 1
        yield line + 2 * number, fault
    file.write_text(text, encoding="utf-8")


def _is_shown(project: Path, source: str) -> bool:
    """Whether the source has a page: a profile without consent, say, has none."""
    address = Path(source).with_suffix("")
    if address.parts[0] == "site_src" or address.name == "campaign":
        return True
    return (project / "site" / address / "index.html").exists()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("project")
    for name in ("campaigns", "site_src", "hooks"):
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    (copy / "mkdocs.yml").write_text(example_settings(copy / "hooks"), "utf-8")
    return copy


@pytest.mark.site
def test_two_hundred_seeded_faults_are_on_their_source_lines(project: Path) -> None:
    faults = itertools.cycle(FAULTS)
    seeds = [
        (file.relative_to(project).as_posix(), line, fault)
        for file in _prose(project)
        for line, fault in _seed(file, faults, 6)
    ]
    assert len(seeds) >= 200
    whole_site.asked_for()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _BUILD],
        cwd=project,
        env={
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(project / "hooks"),
            "SOURCE_DATE_EPOCH": "1640000000",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    sources = mirrored_sources(project, ("campaigns", "site_src"), ("mkdocs.yml",))
    found = check_site(project / "site", "https://example.org/gonghui/", sources)
    places = {(finding.position.path, finding.position.line) for finding in found}
    shown = [seed for seed in seeds if _is_shown(project, seed[0])]
    assert len(shown) >= 200
    missed = [seed for seed in shown if seed[:2] not in places]
    assert not missed, missed[:10]
    invented = places - {seed[:2] for seed in seeds}
    # What is left are faults of the theme's shell, which no source of ours wrote.
    assert all(path.endswith(".html") for path, _ in invented), invented
