"""A kind that lives in tests/: all that a kind can have stands in its folder and is found there."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from campaignkit.base.findings import in_order
from campaignkit.base.report import as_text, lines_under
from campaignkit.commands import scaffold, schema
from campaignkit.content.check import check
from campaignkit.content.load import load
from campaignkit.content.project import open_project
from campaignkit.manual.fields_chapter import field_manual
from campaignkit.manual.rules_chapter import rule_manual
from campaignkit.model.settings import Settings
from support.engine import NOW, build_site
from support.toy_kind import TOY, add_toy

TODAY = date(2025, 12, 1)
SECOND = "title: 厂房\nroute: red\nminutes: 90\nguide: sample-speaker\nthen: 2026-tour/example-1\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a campaign of the toy kind, as `new` writes it, plus a stop."""
    add_toy(monkeypatch)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    _new(tmp_path, "2026-tour")
    campaign = tmp_path / "campaigns" / "2026-tour" / "campaign.yml"
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace("state: draft", "state: published"), "utf-8")
    (campaign.parent / "stops" / "factory.yml").write_text(SECOND, "utf-8")
    return tmp_path


def _new(root: Path, campaign: str) -> scaffold.Scaffold:
    return scaffold.new(load(root, NOW, Settings(), preview=True), TOY.name, campaign, TODAY)


def _report(root: Path, old: str = "", new: str = "") -> str:
    """What `check` says once `old` is `new` in the second stop."""
    file = root / "campaigns" / "2026-tour" / "stops" / "factory.yml"
    file.write_text(SECOND.replace(old, new), "utf-8")
    found = check(root, NOW, Settings(), preview=True, workers=1).findings
    return as_text(in_order(found), lines_under(root))


def test_the_scaffold_passes_check_and_calls_the_kind_s_functions(root: Path) -> None:
    assert _report(root) == "没有发现问题。\n"
    assert "已有 2 个站点" in _new(root, "again").campaign["campaign.yml"]


def test_its_rule_holds_for_its_records(root: Path) -> None:
    assert "这一站要 150 分钟，超过两小时 [stop-too-long]" in _report(root, "90", "150")


def test_its_rule_is_known_to_settings_ignores_and_manual(root: Path) -> None:
    ignored = "150  # ignore: stop-too-long 中间吃午饭"
    assert _report(root, "90", ignored) == "没有发现问题。\n"
    levels = "site_name: x\nextra: {campaigns: {rules: {stop-too-long: warning}}}\n"
    (root / "mkdocs.yml").write_text(levels, "utf-8")
    assert open_project(root).findings == ()
    assert "\n### stop-too-long\n\n一站不超过两小时。\n" in rule_manual()


def test_its_targets_are_looked_up(root: Path) -> None:
    report = _report(root, "route: red", "route: rad")
    assert "没有编号是“rad”的路线" in report
    assert "是不是想写 red（红色路线（示例））？" in report
    report = _report(root, "2026-tour/example-1", "2026-tour/nothing")
    assert "没有编号是“2026-tour/nothing”的站点" in report
    assert _report(root, "2026-tour/example-1", "example-1") == "没有发现问题。\n"


def test_ids_of_its_campaigns_are_unique(root: Path) -> None:
    campaign = root / "campaigns" / "2026-tour" / "campaign.yml"
    campaign.write_text(campaign.read_text("utf-8").replace("id: craft", "id: red"), "utf-8")
    assert "[duplicate-id]" in _report(root)


def test_it_has_a_schema_and_a_chapter(root: Path) -> None:
    assert "stops" in schema.schemas()
    assert schema.globs()["stops"] == "campaigns/*/stops/*.yml"
    assert schema.schema_of("tour")["title"] == "参观"
    assert "## 参观路线的站点（stops/编号.yml）" in field_manual()
    assert root.is_dir()


@pytest.mark.site
def test_a_whole_site_with_its_pages_is_built(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build_site(root, site)
    base = site / "campaigns" / "2026-tour"
    landing = (base / "index.html").read_text("utf-8")
    assert landing.index("第一站") > landing.index("厂房")  # in the order of the routes
    assert "共 2 站" in (base / "plan" / "index.html").read_text("utf-8")
    assert "90 分钟" in (base / "stops" / "factory" / "index.html").read_text("utf-8")
    assert "站点" in (base / "stops" / "index.html").read_text("utf-8")
    facets = json.loads((base / "stops" / "list" / "facets.json").read_text("utf-8"))
    assert facets == {"route": {"words": ["红色路线（示例）", "工匠路线（示例）"], "codes": [0, 1]}}
    guide = (site / "people" / "sample-speaker" / "index.html").read_text("utf-8")
    assert "讲解" in guide
    assert "参观路线" in "".join(f.read_text("utf-8") for f in (site / "search").rglob("*.json"))


def test_without_it_nothing_is_left_of_it() -> None:
    assert "stops" not in schema.schemas()
    assert "stop-too-long" not in rule_manual()
