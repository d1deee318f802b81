"""A site is left alone only where a build would make the very same one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.publish.output import Tree, manifest_file, save_manifest
from campaignkit.publish.up_to_date import (
    Proof,
    SiteInputs,
    changes_after,
    inputs_key,
    recall,
    remember,
    still_holds,
)
from support.site import run_mkdocs, site_case, stand_still, write_site

NOW = datetime(2021, 8, 1, 12, tzinfo=UTC)


def test_the_key_is_that_of_values_and_files(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("甲", "utf-8")
    inputs = SiteInputs(("value",), (str(file),), (str(tmp_path),))
    key = inputs_key(inputs)
    assert (
        key
        == inputs_key(inputs)
        != inputs_key(SiteInputs(("other",), inputs.files, inputs.folders))
    )
    file.write_text("甲乙", "utf-8")
    assert inputs_key(inputs) not in (key, None)
    assert inputs_key(SiteInputs((), (), (str(tmp_path / "nowhere"),))) is None
    assert inputs_key(None) is None


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
    day = root / "site" / "campaigns" / "essay" / "index.html"
    run_mkdocs(root, "build")
    before = day.read_text("utf-8")
    later = str(int(datetime(2031, 8, 3, tzinfo=UTC).timestamp()))
    assert "已经是最新的" not in run_mkdocs(root, "build", SOURCE_DATE_EPOCH=later).stderr
    assert before != day.read_text("utf-8")
    assert 'data-ck-status="over"' in day.read_text("utf-8")
    assert (root / ".campaignkit" / "standing").exists()


@pytest.mark.site
def test_a_site_that_stands_still_is_up_to_date_on_any_day_and_says_so_on_each_page(
    tmp_path: Path,
) -> None:
    root = stand_still(write_site(site_case("good"), tmp_path), "2021-08-01")
    assert run_mkdocs(root, "build", "--strict").returncode == 0
    for year in (2020, 2031):
        day = str(int(datetime(year, 1, 1, tzinfo=UTC).timestamp()))
        built = run_mkdocs(root, "build", "--strict", SOURCE_DATE_EPOCH=day)
        assert "已经是最新的" in built.stderr
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text("utf-8")
        foot = '示例网站：时间停在 <time datetime="2021-08-01">2021年8月1日</time>'
        assert text.count(foot) == 1, page
        assert text.count('<meta name="ck-now" content="2021-08-01T12:00:00+08:00">') == 1, page
    stand = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(stand.replace("2021-08-01", "2021-08-02"), "utf-8")
    assert "已经是最新的" not in run_mkdocs(root, "build").stderr
    assert "时间停在" in (again := (root / "site" / "index.html").read_text("utf-8"))
    assert "2021年8月2日" in again
