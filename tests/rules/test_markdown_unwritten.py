"""Repairs of half-written Markdown: followed, they lead to a green check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaignkit.base.findings import Finding
from campaignkit.content import fixes
from campaignkit.content.check import check
from campaignkit.content.project import open_project
from campaignkit.rules.markdown_unwritten import ID
from support.case import parse

CASE = Path(__file__).parents[1] / "cases" / ID / "bad.txt"
DAY = datetime(2021, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def _findings(root: Path) -> list[Finding]:
    project = open_project(root)
    checked = check(root, DAY, project.settings, preview=True, workers=1)
    return [finding for finding in checked.findings if finding.rule == ID]


def test_a_repair_leaves_nothing_to_tell_but_what_nobody_can_know(tmp_path: Path) -> None:
    parse(CASE.read_text("utf-8")).write(tmp_path)
    before = _findings(tmp_path)
    for fixed in fixes.plan(tmp_path, before):
        assert fixes.write(tmp_path, fixed)
    after = _findings(tmp_path)
    unknown = [finding for finding in before if finding.fix is None]
    assert [finding.message for finding in after] == [finding.message for finding in unknown]
    assert len(before) - len(after) >= 8
    text = (tmp_path / "campaigns/essay/campaign.yml").read_text("utf-8")
    assert 'eligibility: "在职职工，**包括**退休职工"' in text
    assert "三篇以内。}" in text
