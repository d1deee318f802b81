"""`check --fix` mends what it is sure of and keeps every other byte of a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.base.findings import Finding, Fix, Position
from campaignkit.commands import fixing
from campaignkit.commands.cli import cli
from campaignkit.content import fixes
from campaignkit.content.check import check
from campaignkit.content.project import instant, open_project
from support.examples import examples

CAMPAIGN = """\
# 说明,不改
kind: contest
discipline: 征文
title: "职工征文,一"   # 标题,不改
slogan: '劳动光荣 ，创造伟大'
summary: 由中华总工会指导,面向职工。
state: published
hosts: [ftu]
timeline: {open: 2021-04-01, close: 2021-06-30}
submission: {email: essay@example.org}
about: |
  欢迎投稿,见 `a,工会`。
"""
MENDED = (
    CAMPAIGN.replace("征文,一", "征文，一")
    .replace("光荣 ，", "光荣，")
    .replace("中华总", "中华全国总")
    .replace("指导,面", "指导，面")
    .replace("投稿,见", "投稿，见")
)


def _project(root: Path, campaign: str = CAMPAIGN) -> Path:
    folder = root / "campaigns" / "essay"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "campaigns/organisations.yml").write_text("ftu: {name: 市总工会}\n", "utf-8")
    terms = "terms: [{wrong: 中华总工会, right: 中华全国总工会}]\n"
    (root / "campaigns/terms.yml").write_text(terms, "utf-8")
    (folder / "campaign.yml").write_bytes(campaign.encode())
    return folder / "campaign.yml"


def _run(root: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["check", str(root), "--as-of", "2021-05-01", *arguments])
    return result.exit_code, result.output


def test_fix_keeps_comments_order_and_quotes(tmp_path: Path) -> None:
    file = _project(tmp_path)
    code, output = _run(tmp_path, "--fix", "--strict")
    assert code == 0
    assert "改好了 campaigns/essay/campaign.yml：5 处" in output
    assert file.read_text("utf-8") == MENDED


def test_windows_line_ends_and_a_bom_stay(tmp_path: Path) -> None:
    file = _project(tmp_path)
    file.write_bytes(b"\xef\xbb\xbf" + CAMPAIGN.replace("\n", "\r\n").encode())
    _run(tmp_path, "--fix")
    assert file.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()


def test_diff_writes_nothing(tmp_path: Path) -> None:
    file = _project(tmp_path)
    _, output = _run(tmp_path, "--fix", "--diff")
    assert '+title: "职工征文，一"   # 标题,不改' in output
    assert file.read_text("utf-8") == CAMPAIGN


def test_one_rule_mends_its_own_alone(tmp_path: Path) -> None:
    file = _project(tmp_path)
    _run(tmp_path, "--fix", "--rule", "wrong-term")
    assert file.read_text("utf-8") == CAMPAIGN.replace("中华总", "中华全国总")


def test_full_width_syntax_is_mended_round_by_round(tmp_path: Path) -> None:
    bad = CAMPAIGN.replace("state: ", "state：").replace("2021-04-01, ", "2021-04-01，")
    file = _project(tmp_path, bad)
    _run(tmp_path, "--fix")
    assert file.read_text("utf-8") == MENDED


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = _project(tmp_path)
    found = check(
        tmp_path,
        instant("2021-05-01", {}, open_project(tmp_path).settings.zone),
        open_project(tmp_path).settings,
        preview=True,
        workers=1,
    ).findings
    (fixed,) = fixes.plan(tmp_path, found)
    file.write_text(CAMPAIGN + "audience: 职工\n", "utf-8")
    assert not fixes.write(tmp_path, fixed)
    assert file.read_text("utf-8") == CAMPAIGN + "audience: 职工\n"
    assert [path.name for path in file.parent.iterdir()] == ["campaign.yml"]


def test_an_unknown_rule_is_told_with_the_nearest(tmp_path: Path) -> None:
    _project(tmp_path)
    assert _run(tmp_path, "--rule", "typografy")[0] == 2
    code, output = _run(tmp_path, "--explain", "typography")
    assert code == 0
    assert output.startswith("typography\n\n")
    assert "这样不对：" in output


WORDS = st.lists(
    st.sampled_from(
        (
            *("工会", "会员", "中华总工会", "１２", "Ａ", "ab", "12", ",", "，", ".", "。"),
            *("!", "：", ":", " ", "“", "”", "（", "）", "**", "`", "|", "\n", "\n\n", "- "),
        )
    ),
    min_size=1,
    max_size=25,
).map("".join)


@given(WORDS)
@examples(60)
def test_a_second_run_changes_nothing(words: str) -> None:
    body = "".join(f"  {row}\n" if row.strip() else "\n" for row in f"正文{words}完".split("\n"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = _project(root, CAMPAIGN.partition("about:")[0] + f"about: |\n{body}audience: 职工\n")
        before = yaml.safe_load(file.read_text("utf-8"))

        def find() -> tuple[Finding, ...]:
            project = open_project(root)
            as_of = instant("2021-05-01", {}, project.settings.zone)
            return check(root, as_of, project.settings, preview=True, workers=1).findings

        left = fixing.fix(root, find)
        after = yaml.safe_load(file.read_text("utf-8"))
        assert list(fixes.plan(root, left)) == []
        assert before.keys() == after.keys()
        assert after["audience"] == "职工"
        assert before["about"].count("\n") == after["about"].count("\n")
        assert file.read_text("utf-8").count("#") == CAMPAIGN.count("#")


@pytest.mark.parametrize("path", ["../outside.md", "campaigns/none.yml"])
def test_nothing_outside_the_project_is_touched(tmp_path: Path, path: str) -> None:
    place = Position(path)
    found = [Finding(place, "typography", "", fix=Fix("a", "b"))]
    assert list(fixes.plan(tmp_path, found)) == []
