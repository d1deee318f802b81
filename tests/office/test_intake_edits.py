"""Sheets are corrected and files are edited: nothing of either is lost."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from campaignkit.office.intake import write_intake
from campaignkit.office.intake.hand_edited import CommentInTheWayError, with_changes
from campaignkit.office.intake.record_ids import match_corrected, new_id
from campaignkit.office.intake.record_yaml import read_back, record_yaml
from campaignkit.office.intake.three_way import merge
from support.office import CAMPAIGN, ENTRIES, Run, own_sheet

SHEET = "来稿.xlsx"
HEADS = ["作品名称", "组别", "姓名", "工作单位", "同意公开", "签字日期", "公开范围", "手机"]
LAMP = [
    "雨里的灯（示例）",
    "散文",
    "示例·王五",
    "示例机械厂",
    "是",
    "2021-04-03",
    "网站",
    "13900000001",
]
BRIDGE = [
    "江上的桥（示例）",
    "诗歌",
    "示例·李四",
    "示例茶厂",
    "是",
    "2021-04-03",
    "网站",
    "13900000002",
]
LAMP_FILE = "yu-li-de-deng-shi-li.yml"


def _sheet(root: Path, *rows: list[str], heads: list[str] = HEADS) -> None:
    (root / SHEET).write_bytes(own_sheet([["2021 年来稿登记表"], heads, *rows]))


def _changed(row: list[str], column: int, value: str) -> list[str]:
    return [value if number == column else cell for number, cell in enumerate(row)]


def _lamp(root: Path) -> Path:
    return root / ENTRIES / LAMP_FILE


def test_only_what_was_corrected_is_written(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP, BRIDGE)
    run("intake", CAMPAIGN, SHEET, "--write")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / ENTRIES).iterdir()}
    _sheet(tmp_path, _changed(LAMP, 3, "示例第二机械厂"), BRIDGE)
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert "改动 1，不变 1" in ran.out
    after = {file: file.stat().st_mtime_ns for file in (tmp_path / ENTRIES).iterdir()}
    assert [f.name for f in before if before[f] != after[f]] == [LAMP_FILE]


def test_a_corrected_title_keeps_its_record(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP, BRIDGE)
    run("intake", CAMPAIGN, SHEET, "--write")
    _sheet(tmp_path, _changed(LAMP, 0, "雨夜的灯（示例）"), BRIDGE)
    run("intake", CAMPAIGN, SHEET, "--write")
    assert "title: 雨夜的灯（示例）" in _lamp(tmp_path).read_text("utf-8")
    assert len(list((tmp_path / ENTRIES).glob("yu-*"))) == 1


def test_edits_by_hand_are_kept_byte_for_byte(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP)
    run("intake", CAMPAIGN, SHEET, "--write")
    text = _lamp(tmp_path).read_text("utf-8")
    edited = (
        "# 看过两遍\n"
        + text.replace("category: prose", "category:   prose  # 散文")
        + "award: first\n"
    )
    _lamp(tmp_path).write_text(edited, "utf-8")
    _sheet(tmp_path, _changed(LAMP, 3, "示例第二机械厂"))
    assert run("intake", CAMPAIGN, SHEET, "--write").code == 0
    assert _lamp(tmp_path).read_text("utf-8") == edited.replace("示例机械厂", "示例第二机械厂")


def test_both_sides_changed_is_a_conflict_until_it_is_settled(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP)
    run("intake", CAMPAIGN, SHEET, "--write")
    edited = _lamp(tmp_path).read_text("utf-8").replace("scope: 网站", "scope: 展板")
    _lamp(tmp_path).write_text(edited, "utf-8")
    _sheet(tmp_path, _changed(LAMP, 6, "报纸"))
    for _ in range(2):
        ran = run("intake", CAMPAIGN, SHEET, "--write")
        assert ran.code == 1
        assert "G3：“consent.scope”两边都改了：文件里是“展板”，表里是“报纸”" in ran.out
        assert _lamp(tmp_path).read_text("utf-8") == edited
    _lamp(tmp_path).write_text(edited.replace("展板", "报纸"), "utf-8")
    assert run("intake", CAMPAIGN, SHEET, "--write").code == 0


def test_a_record_deleted_by_hand_does_not_come_back(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP)
    run("intake", CAMPAIGN, SHEET, "--write")
    _lamp(tmp_path).unlink()
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert "被手工删掉了" in ran.out
    assert not _lamp(tmp_path).exists()


def test_a_row_that_is_gone_is_told_and_its_file_stays(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP, BRIDGE)
    run("intake", CAMPAIGN, SHEET, "--write")
    _sheet(tmp_path, BRIDGE)
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert "上次读入的“yu-li-de-deng-shi-li”（第 3 行）这次表里没有" in ran.out
    assert _lamp(tmp_path).exists()


def test_a_record_written_by_hand_is_not_doubled(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP)
    run("intake", CAMPAIGN, SHEET, "--write")
    _lamp(tmp_path).rename(tmp_path / ENTRIES / "lamp.yml")
    for file in (tmp_path / "private").glob("*.json"):
        file.unlink()
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert ran.code == 1
    assert "entries/lamp.yml 已经是这一条" in ran.out
    assert not _lamp(tmp_path).exists()


def test_what_was_learnt_of_heads_is_kept(run: Run, tmp_path: Path) -> None:
    heads = [*HEADS, "怪名字"]
    _sheet(tmp_path, [*LAMP, "x"], heads=heads)
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert "I2：没有“怪名字”这一项，这一列没有读" in ran.out
    agreed = tmp_path / "campaigns" / CAMPAIGN / "intake.yml"
    text = agreed.read_text("utf-8")
    assert "  作品名称: title\n" in text
    assert "  手机: private.mobile\n" in text
    agreed.write_text(text + "  怪名字: consent.scop\n", "utf-8")
    ran = run("intake", CAMPAIGN, SHEET)
    assert f"campaigns/{CAMPAIGN}/intake.yml:11:8: 没有“consent.scop”这一项" in ran.out
    agreed.write_text(text + '  怪名字: "-"\n', "utf-8")
    assert "怪名字" not in run("intake", CAMPAIGN, SHEET).out
    assert run("check").code == 0


def test_a_kill_between_two_files_leaves_a_run_that_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second record's file is never written; the next run writes it, and nothing twice."""
    _sheet(tmp_path, LAMP, BRIDGE)
    calls = []

    def killed(file: Path, *parts: bytes) -> None:
        calls.append(file)
        if len(calls) == 2:
            os._exit(9)
        Path(file).write_bytes(b"".join(parts))

    child = os.fork()
    if not child:
        monkeypatch.setattr(write_intake, "write_whole", killed)
        run("intake", CAMPAIGN, SHEET, "--write")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert _lamp(tmp_path).exists()
    ran = run("intake", CAMPAIGN, SHEET, "--write")
    assert ran.code == 0, ran.out
    assert "新增 1，不变 1" in ran.out
    assert len(list((tmp_path / ENTRIES).glob("*-shi-li.yml"))) == 2


def test_private_numbers_are_joined_by_id_and_kept(run: Run, tmp_path: Path) -> None:
    _sheet(tmp_path, LAMP, BRIDGE)
    run("intake", CAMPAIGN, SHEET, "--write")
    _sheet(tmp_path, _changed(LAMP, 7, "13900000003"))
    run("intake", CAMPAIGN, SHEET, "--write")
    with (tmp_path / "private" / f"{CAMPAIGN}.csv").open(encoding="utf-8-sig") as stream:
        rows = {row["编号"]: row["手机号"] for row in csv.DictReader(stream)}
    assert rows == {
        "yu-li-de-deng-shi-li": "13900000003",
        "jiang-shang-de-qiao-shi-li": "13900000002",
    }


@pytest.mark.parametrize(
    ("base", "file", "sheet", "data", "conflicts"),
    [
        ({"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}, 0),
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, 0),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, 1),
        ({"a": 1}, {"a": 1}, {}, {}, 0),
        ({"a": 1}, {}, {"a": 1}, {}, 0),
        ({}, {"b": 1}, {"a": 1}, {"b": 1, "a": 1}, 0),
        ({}, {"a": 1}, {"a": 1}, {"a": 1}, 0),
        (
            {"p": {"x": 1, "y": 1}},
            {"p": {"x": 2, "y": 1}},
            {"p": {"x": 1, "y": 3}},
            {"p": {"x": 2, "y": 3}},
            0,
        ),
        ({"a": True}, {"a": True}, {"a": 1}, {"a": 1}, 0),
    ],
)
def test_three_ways(
    base: dict[str, Any],
    file: dict[str, Any],
    sheet: dict[str, Any],
    data: dict[str, Any],
    conflicts: int,
) -> None:
    merged = merge(base, file, sheet)
    assert merged.data == data
    assert len(merged.conflicts) == conflicts


def test_changes_keep_everything_else() -> None:
    text = "# 头\ntitle: 甲  # 改过\n\n# 作者\nauthors:\n  - {name: 王}\nbody: |\n  一\n\n  二\n"
    new = with_changes(text, {"title": "乙", "award": "first"}, ["authors"], ["title", "award"])
    assert new == "# 头\ntitle: 乙  # 改过\n\n# 作者\naward: first\nbody: |\n  一\n\n  二\n"


def test_a_comment_inside_of_what_changes_is_not_lost() -> None:
    text = "authors:\n  - {name: 王}  # 本人改过名\n"
    with pytest.raises(CommentInTheWayError):
        with_changes(text, {"authors": [{"name": "李"}]}, [], ["authors"])


@pytest.mark.parametrize(
    "value",
    [
        *("是: 的", "#号", "- 横", "true", "null", "12", "1.5", "2021-05-01", " 前", "a: b", "~"),
        *("“引”", "{x}", "[x]", "'x'", '"x"', "x\ny", "x\n\n  y\n", "*x*", "&x", "!x", "%x", "@x"),
        *("x #y", "x:", "\ty", "x\u2028y", "键：值", "0x1F", "1e3", "=1", "", "012", "😀"),
        *(True, 5, 1.5, None, ["a", "b: c"], [{"a": "b, c", "d": True}], {"a": {"b": "c}"}}),
    ],
)
def test_yaml_holds_what_was_put_in(value: Any) -> None:
    back = read_back(record_yaml({"key": value, "next": "x"}, ["key", "next"]))
    expected = value.rstrip("\n") if isinstance(value, str) else value
    held = back["key"].rstrip("\n") if isinstance(back["key"], str) else back["key"]
    assert held == expected
    assert back["next"] == "x"


def test_ids_are_ascii_and_stable() -> None:
    assert new_id("雨里的灯", set(), "e") == "yu-li-de-deng"
    assert new_id("雨里的灯", {"yu-li-de-deng"}, "e") == "yu-li-de-deng-2"
    assert new_id("《A4 纸》：绿", set(), "e") == "a4-zhi-lv"
    assert new_id("！！", set(), "entries-1") == "entries-1"
    assert new_id("CON", set(), "e") == "con-1"
    assert len(new_id("长" * 200, set(), "e")) <= 48


def test_a_corrected_row_is_matched_only_to_what_is_like_it() -> None:
    records = {"a": {"t": "甲", "n": "王", "u": "厂"}, "b": {"t": "乙", "n": "李", "u": "厂"}}
    assert match_corrected([{"t": "甲甲", "n": "王", "u": "厂"}], records) == {0: "a"}
    assert match_corrected([{"t": "丙", "n": "赵", "u": "厂"}], records) == {}
