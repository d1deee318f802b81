"""A form goes out and comes back with sixty rows and all mistakes that offices make."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from support.office import (
    CAMPAIGN,
    ENTRIES,
    FilledForm,
    Run,
    bytes_below,
    id_number,
    work,
)

FORM = "报名表.xlsx"
ROWS = 60
FIRST = 3
"""The row below head and sample."""

Spoil = Callable[[FilledForm], None]


@pytest.fixture
def form(run: Run, tmp_path: Path) -> FilledForm:
    assert run("form", CAMPAIGN, "--private", "--out", FORM).code == 0
    filled = FilledForm(tmp_path / FORM)
    for number in range(ROWS):
        filled.put(FIRST + number, work(number + 1))
    return filled


def _cell(row: int, head: str, value: Any) -> Spoil:
    return lambda form: form.put(row, {head: value})


def _serial(form: FilledForm) -> None:
    cell = form.sheet.cell(5, form.column("本人同意·签署日期"))
    cell.value, cell.number_format = 44306, "General"


def _merge(form: FilledForm) -> None:
    unit = form.column("作者1·单位")
    form.sheet.merge_cells(start_row=21, end_row=23, start_column=unit, end_column=unit)


def _hide(form: FilledForm) -> None:
    form.sheet.row_dimensions[24].hidden = True


def _second_sheet(form: FilledForm) -> None:
    form.book.create_sheet("统计").append(["散文", 3])


def _copy(row: int, source: int, **changes: str) -> Spoil:
    return lambda form: form.put(row, work(source - FIRST + 1, **changes))


def _total(form: FilledForm) -> None:
    form.sheet.cell(FIRST + ROWS + 1, 2).value = "合计：60 件"


DATE, TITLE, UNIT = "本人同意·签署日期", "题目", "作者1·单位"

MISTAKES: dict[str, tuple[Spoil, str, bool]] = {
    "trailing spaces": (_cell(3, TITLE, "示例作品甲 　"), "B3：前后有空格，已去掉", False),
    "full-width digits": (_cell(4, UNIT, "示例第１２厂"), "E4：全角的数字和字母", False),
    "a serial": (_serial, "<date>5：日期是表格软件的序号", False),
    "a Chinese date": (
        _cell(6, DATE, "2021年4月20日"),
        "<date>6：日期的写法已改成",
        False,
    ),
    "no date": (
        _cell(7, DATE, "四月下旬"),
        "<date>7：“本人同意·签署日期”要写日期",
        True,
    ),
    "no such day": (
        _cell(8, DATE, "2021/2/30"),
        "<date>8：没有“2021/2/30”这一天",
        True,
    ),
    "no such category": (_cell(9, "类别", "散文类"), "C9：“类别”里没有“散文类”", True),
    "no title": (_cell(10, TITLE, None), "B10：缺“题目”", True),
    "neither yes nor no": (
        _cell(11, "本人同意·同意公开事迹", "随便"),
        "<本人同意·同意公开事迹>11：“本人同意·同意公开事迹”要写是或否",
        True,
    ),
    "the same row twice": (_copy(12, 13), "A13：和 第1张表 A12 那一行相同", False),
    "two of one work": (
        _copy(15, 14, 已签原创声明="否"),
        "A15：和 第1张表 A14 那一行是同一条，别的内容却不同",
        True,
    ),
    "a formula": (_cell(16, UNIT, '="示例"&"厂"'), "E16：公式没有结果", True),
    "a mobile in a title": (_cell(17, TITLE, "灯 13900000099"), "B17：这里有手机号", True),
    "an ID number as a number": (
        _cell(18, "身份证号", 110199199003071000),
        "<身份证号>18：身份证号被当成了数字",
        True,
    ),
    "a wrong ID number": (
        _cell(19, "身份证号", id_number(7)[:-1] + ("1" if id_number(7)[-1] != "1" else "2")),
        "<身份证号>19：身份证号不对：校验码不符",
        True,
    ),
    "a short mobile": (_cell(20, "手机号", "1390000"), "<手机号>20：手机号不对：现在是 7 位", True),
    "merged cells": (_merge, "E22：合并的单元格", False),
    "a hidden row": (_hide, "A24：这一行是隐藏的", False),
    "another sheet": (_second_sheet, "第3张表 A1：没有找到表头", False),
    "a total": (_total, "：这一行是合计，没有读", False),
    "a blank row": (lambda form: None, "A63：中间有 1 个空行", False),
}
"""What is spoilt, what is told, and whether a row is not read because of it.

`<head>` stands for the letter of the column that has this head, `<date>` for that of `DATE`.
"""


def _place(form: FilledForm, told: str) -> str:
    told = told.replace("<date>", f"<{DATE}>")
    return re.sub("<(.+?)>", lambda found: get_column_letter(form.column(found[1])), told)


def test_all_mistakes_are_told_and_nothing_is_lost(
    run: Run, form: FilledForm, tmp_path: Path
) -> None:
    for spoil, _, _ in MISTAKES.values():
        spoil(form)
    form.save()
    ran = run("intake", CAMPAIGN, FORM, "--write")
    assert ran.code == 1
    missing = [n for n, (_, told, _) in MISTAKES.items() if _place(form, told) not in ran.out]
    assert missing == [], ran.out
    errors = ran.out.count(f"\n{FORM}:") - ran.out.count("警告：") - ran.out.count("提示：")
    refused = sum(refuses for _, _, refuses in MISTAKES.values())
    assert errors + ran.out.startswith(f"{FORM}:") in (refused, refused - 1), ran.out
    assert len(_written(tmp_path)) == ROWS - refused - 1
    assert "13900000099" not in ran.out


def test_after_corrections_all_are_in_and_pass_the_check(
    run: Run, form: FilledForm, tmp_path: Path
) -> None:
    for spoil, _, _ in MISTAKES.values():
        spoil(form)
    form.save()
    run("intake", CAMPAIGN, FORM, "--write")
    before = _written(tmp_path)
    _correct(form)
    ran = run("intake", CAMPAIGN, FORM, "--write")
    assert ran.code == 0, ran.out
    assert len(_written(tmp_path)) == ROWS
    assert before.items() <= _written(tmp_path).items()
    assert f"新增 {ROWS - len(before)}" in ran.out
    checked = run("check")
    assert checked.code == 0, checked.out
    assert "不变 60" in run("intake", CAMPAIGN, FORM).out


def _correct(form: FilledForm) -> None:
    form.sheet.unmerge_cells(str(next(iter(form.sheet.merged_cells.ranges))))
    form.sheet.row_dimensions[24].hidden = False
    form.sheet.delete_rows(FIRST + ROWS, 3)
    for number in range(ROWS):
        form.put(FIRST + number, work(number + 1))
    form.put(4, {UNIT: "示例第12厂"})
    form.save()


def test_no_private_number_is_in_any_byte_of_the_content(
    run: Run, form: FilledForm, tmp_path: Path
) -> None:
    """A number in every text column in turn, and the right ones in their own columns."""
    canary = id_number(500)
    own = ("编号", "身份证号", "手机号", "银行卡号", "开户行")
    texts = [head for head in form.heads if head not in own]
    for number, head in enumerate(texts):
        form.put(FIRST + number, {head: f"示例 {canary}"})
    form.put(FIRST + len(texts), {"编号": canary})
    form.sheet.cell(1, len(form.heads) + 1).value = f"备注 {canary}"
    form.save()
    ran = run("intake", CAMPAIGN, FORM, "--write")
    assert ran.code == 1
    assert len(_written(tmp_path)) == ROWS - len(texts) - 1
    content = bytes_below(tmp_path / "campaigns")
    digits = [canary, *(id_number(n + 1) for n in range(ROWS)), "13900000001"]
    assert [one for one in digits if one.encode() in content] == []
    assert canary not in ran.out
    assert id_number(60) in (tmp_path / "private" / f"{CAMPAIGN}.csv").read_text("utf-8-sig")


def test_private_files_are_for_their_owner_only(run: Run, form: FilledForm, tmp_path: Path) -> None:
    form.save()
    run("intake", CAMPAIGN, FORM, "--write")
    private = tmp_path / "private"
    files = [file for file in private.iterdir() if file.name != ".gitignore"]
    assert {file.name for file in files} == {f"{CAMPAIGN}.csv", f"{CAMPAIGN}.intake.json"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (private / ".gitignore").read_text("utf-8") == "*\n"


def test_a_dry_run_writes_nothing(run: Run, form: FilledForm, tmp_path: Path) -> None:
    form.save()
    before = bytes_below(tmp_path)
    ran = run("intake", CAMPAIGN, FORM)
    assert ran.code == 0
    assert "新增 60" in ran.out
    assert bytes_below(tmp_path) == before


def _written(root: Path) -> dict[str, str]:
    files = (root / ENTRIES).glob("shi-li-zuo-pin-*.yml")
    return {file.name: file.read_text("utf-8") for file in files}


def test_what_a_record_looks_like(run: Run, form: FilledForm, tmp_path: Path) -> None:
    form.put(FIRST, {DATE: date(2021, 4, 3), "作者2·姓名": "示例·李四"})
    form.save()
    run("intake", CAMPAIGN, FORM, "--write")
    assert (tmp_path / ENTRIES / "shi-li-zuo-pin-jia.yml").read_text("utf-8") == (
        "title: 示例作品甲\n"
        "category: prose\n"
        "authors:\n"
        "  - {name: 示例·王甲, unit: 示例机械厂}\n"
        "  - {name: 示例·李四}\n"
        "statement_signed: true\n"
        "consent: {profile: true, portrait: false, date: 2021-04-03, scope: 本网站}\n"
    )
