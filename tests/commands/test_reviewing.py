"""`campaignkit review` adds a signed step and keeps all else of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaignkit.commands.cli import cli

CAMPAIGN = """\
kind: contest
discipline: 征文
title: 职工征文  # 标题
summary: 面向全市职工征集文章。
state: published
hosts: [ftu]
timeline: {open: 2021-04-01, close: 2021-06-30}
submission: {email: essay@example.org}
"""
REVIEW = "review:\n  # 三审\n  - {step: first, by: 编辑甲, date: 2021-03-01}  # 一\ntags: [征文]\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "campaigns/essay/files").mkdir(parents=True)
    (tmp_path / "campaigns/organisations.yml").write_text("ftu: {name: 市总工会}\n", "utf-8")
    found = tmp_path / "campaigns/essay/campaign.yml"
    found.write_text(CAMPAIGN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return found


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--as-of", "2021-05-01"])


def _sign(step: str = "final", by: str = "编辑丙") -> Result:
    return _run("review", "essay", "--step", step, "--by", by)


def test_a_list_is_begun_at_the_end_of_the_file(file: Path) -> None:
    assert _sign().exit_code == 0
    text = file.read_text("utf-8")
    head = "review:\n  - step: final\n    by: 编辑丙\n    date: 2021-05-01\n    fingerprint:\n"
    assert text.startswith(CAMPAIGN + head)
    assert _run("check", "--strict").exit_code == 0


def test_an_item_is_added_below_the_last_one(file: Path) -> None:
    file.write_bytes((CAMPAIGN + REVIEW).replace("\n", "\r\n").encode())
    assert _sign().exit_code == 0
    text = file.read_bytes().decode()
    assert text.count("\r\n") == text.count("\n")
    before, _, after = text.replace("\r\n", "\n").partition("  - step: final\n")
    assert before == CAMPAIGN + REVIEW.removesuffix("tags: [征文]\n")
    assert after.endswith("\ntags: [征文]\n")
    assert _run("check", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("change", "part"),
    [(("征集文章", "征集诗歌"), "summary"), (("# 标题", "# 题目"), "")],
)
def test_a_change_afterwards_is_told_with_its_part(
    file: Path, change: tuple[str, str], part: str
) -> None:
    _sign()
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    output = _run("check").output
    assert (f"以后又改了：{part} " in output) if part else ("review-stale" not in output)


def test_a_new_file_is_told(file: Path) -> None:
    _sign()
    (file.parent / "files/form.csv").write_text("姓名\n", "utf-8")
    assert "以后又改了：files/form.csv " in _run("check").output


def test_many_files_are_signed_as_a_folder(file: Path) -> None:
    for number in range(21):
        (file.parent / f"files/{number}.csv").write_text("姓名\n", "utf-8")
    _sign()
    (file.parent / "files/0.csv").write_text("单位\n", "utf-8")
    assert "以后又改了：files/ " in _run("check").output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("essay", "--step", "finale", "--by", "甲"), "没有叫“finale”的审校步骤"),
        (("esay", "--step", "final", "--by", "甲"), "是不是想写 essay"),
        (("essay", "--step", "final", "--by", " "), "--by 要写审校人的姓名"),
    ],
)
def test_what_does_not_exist_is_not_signed(
    file: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = _run("review", *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert file.read_text("utf-8") == CAMPAIGN


@pytest.mark.parametrize(
    "review", ["review: [{step: first, by: 甲, date: 2021-03-01}]\n", "review:\n", "review: []\n"]
)
def test_a_list_in_brackets_is_left_alone(file: Path, review: str) -> None:
    file.write_text(CAMPAIGN + review, "utf-8")
    assert _sign().exit_code == 2
    assert file.read_text("utf-8") == CAMPAIGN + review
