"""The proof: what reviewers read on paper, with what has changed since they signed in red."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaignkit.office.proof.signed_texts import text_changes
from support.office import CAMPAIGN, ENTRIES, Run

SIGNED = f"private/{CAMPAIGN}.signed.json"
NAME = f"送审稿-{CAMPAIGN}.html"

pytestmark = pytest.mark.site


def _proof(run: Run, root: Path, to: str, *more: str) -> str:
    ran = run("proof", *(more or (CAMPAIGN,)), "--to", to, "--no-pdf")
    assert ran.code == 0, ran.out + ran.err
    return (root / to / NAME).read_text("utf-8")


def _sign(run: Run, step: str) -> None:
    ran = run("review", CAMPAIGN, "--step", step, "--by", f"示例·{step}")
    assert ran.code == 0, ran.out + ran.err


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_proof_has_pages_findings_sources_consents_and_boxes(run: Run, tmp_path: Path) -> None:
    entry = tmp_path / ENTRIES / "example-1.yml"
    _edit(entry, "这里写正文。", "<script>alert(1)</script>这里写正文,")
    page = _proof(run, tmp_path, "送审")
    for box in ("初审", "复审", "终审", "校对"):
        assert f"<th>{box}</th>" in page
    assert "没有用 campaignkit review 签过" in page
    assert "评分标准" in page
    assert f"campaigns/{CAMPAIGN}/entries/example-1/" in page
    assert "雨里的灯（示例作品）" in page
    assert "同意公开事迹，不公开照片" in page
    assert "entries/example-1.yml:" in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_changes_since_the_signature_are_red(run: Run, tmp_path: Path) -> None:
    _sign(run, "first")
    assert (tmp_path / SIGNED).stat().st_mode & 0o777 == 0o600
    assert "没有改动" in _proof(run, tmp_path, "一")
    campaign = tmp_path / "campaigns" / CAMPAIGN / "campaign.yml"
    _edit(campaign, "name: 主题, weight: 40", "name: 立意, weight: 40")
    _edit(tmp_path / ENTRIES / "example-1.yml", "雨里的灯", "雪<b>里的灯")
    page = _proof(run, tmp_path, "二")
    assert "评审（judging）" in page
    assert re.search(r"<del>主题</del><ins>立意</ins>", page)
    assert "<del>雨</del><ins>雪&lt;b&gt;</ins>" in page
    _sign(run, "second")
    assert "没有改动" in _proof(run, tmp_path, "三")


def test_only_changed_records_and_campaigns_are_in_a_proof_of_changes(
    run: Run, tmp_path: Path
) -> None:
    entry = tmp_path / ENTRIES / "example-1.yml"
    other = tmp_path / ENTRIES / "other.yml"
    other.write_text(entry.read_text("utf-8").replace("雨里的灯", "另一件"), "utf-8")
    _sign(run, "first")
    ran = run("proof", "--changed", "--to", "一", "--no-pdf")
    assert "不用送审" in ran.out
    _edit(entry, "雨里的灯", "雪里的灯")
    page = _proof(run, tmp_path, "二", "--changed")
    assert f"网页：campaigns/{CAMPAIGN}/entries/example-1/" in page
    assert f"网页：campaigns/{CAMPAIGN}/entries/other/" not in page


def test_without_the_signed_texts_parts_are_named(run: Run, tmp_path: Path) -> None:
    _sign(run, "first")
    (tmp_path / SIGNED).write_text("{", "utf-8")
    _edit(tmp_path / ENTRIES / "example-1.yml", "雨里的灯", "雪里的灯")
    page = _proof(run, tmp_path, "送审")
    assert "改过：entries/example-1.yml" in page
    assert "不在这台电脑上" in page


def test_what_is_asked_for_wrongly_is_told(run: Run) -> None:
    assert "--changed" in run("proof", "--to", "x").err
    assert run("proof", "2021-esay", "--to", "x").code == 2
    assert "campaigns 里" in run("proof", CAMPAIGN, "--to", "campaigns/x").err


def test_long_texts_show_what_is_beside_a_change() -> None:
    lines = [f"第{number}行\n" for number in range(20)]
    old, new = "".join(lines), "".join([*lines[:10], "加的一行\n", *lines[10:]])
    (change,) = text_changes({"a": old, "b": "x"}, {"a": new, "b": "x"})
    assert ("new", "加的一行\n") in change.rows
    assert any(sort == "skip" for sort, _ in change.rows)
    assert "".join(text for sort, text in change.rows if sort == "new") == "加的一行\n"
    gone, come = text_changes({"a": "一\n"}, {"b": "二\n"})[::-1]
    assert (gone.part, come.part) == ("a", "b")
