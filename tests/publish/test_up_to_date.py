"""A site is left alone only where a build would make the very same one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.engine.run import Run
from campaignkit.publish.output import Tree, manifest_file, save_manifest
from campaignkit.publish.up_to_date import (
    Proof,
    changes_after,
    inputs_key,
    recall,
    remember,
    still_holds,
)
from support.site import REPOSITORY, run_mkdocs, site_case, write_site

HOOKS = str(REPOSITORY / "hooks" / "campaign_hooks.py")
NOW = datetime(2021, 8, 1, 12, tzinfo=UTC)


@dataclass
class Config:
    """What the engine's configuration has of what we look at."""

    config_file_path: str
    docs_dir: str
    site_dir: str
    site_url: str | None = "https://example.org/"
    theme: SimpleNamespace = field(default_factory=SimpleNamespace)
    plugins: dict[str, object] = field(default_factory=dict)
    hooks: dict[str, object] = field(default_factory=lambda: {HOOKS: None})
    markdown_extensions: list[str] = field(default_factory=lambda: ["toc", "pymdownx.details"])
    use_directory_urls: bool = True


@pytest.fixture
def config(tmp_path: Path) -> Config:
    for name in ("campaigns/essay/campaign.yml", "docs/index.md", "theme/main.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text("甲", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例\n", "utf-8")
    return Config(
        str(tmp_path / "mkdocs.yml"),
        str(tmp_path / "docs"),
        str(tmp_path / "site"),
        theme=SimpleNamespace(name="material", dirs=[str(tmp_path / "theme")]),
    )


def touch(config: Config, name: str) -> None:
    file = Path(config.config_file_path).parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("site_name: 乙\n", "utf-8")


CHANGES: dict[str, Callable[[Config], object]] = {
    "content": lambda c: touch(c, "campaigns/essay/campaign.yml"),
    "new content": lambda c: touch(c, "campaigns/essay/entries/one.yml"),
    "picture": lambda c: touch(c, "campaigns/essay/media/a.jpg"),
    "prose": lambda c: touch(c, "docs/index.md"),
    "theme": lambda c: touch(c, "theme/main.html"),
    "settings": lambda c: touch(c, "mkdocs.yml"),
    "address": lambda c: setattr(c, "site_url", "https://example.org/neu/"),
    "place": lambda c: setattr(c, "site_dir", "elsewhere"),
    "gone": lambda c: Path(c.docs_dir, "index.md").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_input_counts(config: Config, change: str) -> None:
    before = inputs_key(config)
    assert before == inputs_key(config)
    CHANGES[change](config)
    assert inputs_key(config) not in (before, None)


UNKNOWN: dict[str, Callable[[Config], object]] = {
    "plugin": lambda c: c.plugins.update({"macros": None}),
    "another hook": lambda c: c.hooks.update({"more.py": None}),
    "snippets": lambda c: c.markdown_extensions.append("pymdownx.snippets"),
    "unknown extension": lambda c: c.markdown_extensions.append("mdx_include"),
    "inherited": lambda c: Path(c.config_file_path).write_text("INHERIT: ../base.yml\n", "utf-8"),
    "environment": lambda c: Path(c.config_file_path).write_text("a: !ENV B\n", "utf-8"),
    "link": lambda c: Path(c.docs_dir, "more").symlink_to(Path(c.docs_dir).parent),
    "no docs": lambda c: setattr(c, "docs_dir", "nowhere"),
}


@pytest.mark.parametrize("change", UNKNOWN)
def test_what_may_look_elsewhere_is_never_up_to_date(config: Config, change: str) -> None:
    UNKNOWN[change](config)
    assert inputs_key(config) is None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site with its manifest."""
    folder = tmp_path / "site"
    folder.mkdir()
    tree = Tree(folder)
    tree.put("a/index.html", b"a")
    tree.put("index.html", b"b")
    save_manifest(manifest_file(folder, folder), tree.entries)
    return folder


def proof() -> Proof:
    return Proof(b"key", NOW, NOW + timedelta(hours=1))


def test_it_holds_for_the_same_files_within_its_time(site: Path) -> None:
    assert still_holds(proof(), b"key", NOW, site)
    assert not still_holds(None, b"key", NOW, site)
    assert not still_holds(proof(), None, NOW, site)
    assert not still_holds(proof(), b"other", NOW, site)
    assert not still_holds(proof(), b"key", NOW - timedelta(seconds=1), site)
    assert not still_holds(proof(), b"key", NOW + timedelta(hours=1), site)


@pytest.mark.parametrize("harm", ["lost", "changed", "no manifest"])
def test_it_does_not_hold_where_the_site_was_touched(site: Path, harm: str) -> None:
    page = site / "a" / "index.html"
    if harm == "lost":
        page.unlink()
    elif harm == "changed":
        page.write_text("another", "utf-8")
    else:
        manifest_file(site, site).unlink()
    assert not still_holds(proof(), b"key", NOW, site)


def test_a_day_ends_what_a_page_says_of_it() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    noon = datetime(2021, 8, 1, 12, tzinfo=zone)
    # Midnight in UTC, the day of the site map, comes at eight in the morning.
    assert changes_after(noon, []) == datetime(2021, 8, 2, 0, tzinfo=zone)
    early = datetime(2021, 8, 1, 3, tzinfo=zone)
    assert changes_after(early, []) == datetime(2021, 8, 1, 8, tzinfo=zone)
    points = [noon - timedelta(hours=1), noon, noon + timedelta(hours=2)]
    assert changes_after(noon, points) == noon + timedelta(hours=2)


def test_a_damaged_or_missing_proof_is_none(tmp_path: Path) -> None:
    assert recall(tmp_path) is None
    (tmp_path / ".campaignkit").mkdir()
    advice = Finding(Position("campaigns/a.yml"), "advice", "说明", level=Level.INFO)
    remember(tmp_path, Proof(b"key", NOW, NOW, (advice,)))
    assert recall(tmp_path) == Proof(b"key", NOW, NOW, (advice,))
    (tmp_path / ".campaignkit" / "standing").write_bytes(b"\x80nonsense")
    assert recall(tmp_path) is None
    remember(tmp_path, None)
    assert not (tmp_path / ".campaignkit" / "standing").exists()


@pytest.mark.parametrize("command", ["gh-deploy", "serve", ""])
def test_only_a_build_may_be_left_out(config: Config, command: str) -> None:
    assert not Run(command).up_to_date(config)


@pytest.mark.site
def test_a_second_build_says_so_and_an_edit_is_built(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path)
    assert run_mkdocs(root, "build").returncode == 0
    page = root / "site" / "index.html"
    before = page.stat()
    again = run_mkdocs(root, "build", "--strict")
    assert again.returncode == 0
    assert "已经是最新的" in again.stderr
    assert page.stat() == before
    entry = root / "campaigns" / "essay" / "entries" / "one.yml"
    entry.write_text(entry.read_text("utf-8").replace("title: 夜班", "title: 早班"), "utf-8")
    assert "已经是最新的" not in run_mkdocs(root, "build").stderr
    assert "早班" in (root / "site/campaigns/essay/entries/one/index.html").read_text("utf-8")


@pytest.mark.site
def test_a_warning_is_told_again(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path)
    (root / "site_src" / "index.md").write_text("# 首页\n\n[无](nowhere.md)\n", "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    lenient = "campaigns: {rules: {link-broken: warning}, "
    (root / "mkdocs.yml").write_text(settings.replace("campaigns: {", lenient), "utf-8")
    for _ in range(2):
        built = run_mkdocs(root, "build")
        assert built.returncode == 0, built.stderr
        assert "nowhere.md" in built.stderr


@pytest.mark.site
def test_tomorrow_the_site_is_built_anew(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path)
    run_mkdocs(root, "build")
    later = str(int(datetime(2021, 8, 3, tzinfo=UTC).timestamp()))
    assert "已经是最新的" not in run_mkdocs(root, "build", SOURCE_DATE_EPOCH=later).stderr
    assert "2021年8月3日" in (root / "site" / "index.html").read_text("utf-8")
    assert (root / ".campaignkit" / "standing").exists()
