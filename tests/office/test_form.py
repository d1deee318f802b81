"""A form is made from the model of any kind, and what it shows passes its own intake."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from campaignkit.kinds import KINDS
from support.office import CAMPAIGN, FilledForm, Run

COLLECTIONS = [(kind.name, found.name) for kind in KINDS for found in kind.collections]


@pytest.mark.parametrize(("kind", "collection"), COLLECTIONS)
def test_the_sample_row_of_every_kind_can_be_read(
    run: Run, tmp_path: Path, kind: str, collection: str
) -> None:
    assert run("new", kind, "2021-x").code == 0
    ran = run("form", "2021-x", "--records", collection, "--private", "--out", "表.xlsx")
    assert ran.code == 0, ran.err
    assert "共 0 行" in run("intake", "2021-x", "表.xlsx", "--records", collection).out
    form = FilledForm(tmp_path / "表.xlsx")
    form.put(2, {"编号": None})
    form.save()
    ran = run("intake", "2021-x", "表.xlsx", "--records", collection, "--write")
    assert ran.code == 0, ran.out
    assert "新增 1" in ran.out


def test_the_workbook_checks_what_is_typed(run: Run, tmp_path: Path) -> None:
    run("form", CAMPAIGN, "--private", "--out", "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    assert {s.title: s.sheet_state for s in book.worksheets} == {
        "参评作品": "visible",
        "填写说明": "visible",
        "_lists": "veryHidden",
        "_campaignkit": "veryHidden",
    }
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column_letter for cell in sheet[1]}
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    category = checks[f"{heads['类别']}2:{heads['类别']}5001"]
    assert category.type == "list"
    listed = book["_lists"]
    assert [cell.value for cell in listed["A"] if cell.value] == ["散文", "诗歌"]
    assert category.formula1 == "_lists!$A$1:$A$2"
    day = checks[f"{heads['本人同意·签署日期']}2:{heads['本人同意·签署日期']}5001"]
    assert (day.type, day.operator) == ("date", "between")
    number = checks[f"{heads['身份证号']}2:{heads['身份证号']}5001"]
    assert (number.type, number.formula1, number.formula2) == ("textLength", "15", "18")
    told = {row[0]: row[1:] for row in book["填写说明"].iter_rows(min_row=6, values_only=True)}
    assert told["题目"][0] == "必填"
    assert "散文、诗歌" in str(told["类别"][1])


def test_a_form_that_is_there_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(b"filled in")
    ran = run("form", CAMPAIGN, "--out", "表.xlsx")
    assert ran.code == 2
    assert "已经有了，不会覆盖它" in ran.err
    assert (tmp_path / "表.xlsx").read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("2021-esay", "--out", "x.xlsx"), "是不是想写 2021-essay"),
        ((CAMPAIGN, "--records", "works", "--out", "x.xlsx"), "可以写 entries（参评作品）"),
        ((CAMPAIGN, "--out", "x.xls"), "写成 x.xlsx"),
    ],
)
def test_called_wrongly(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ran = run("form", *arguments)
    assert ran.code == 2
    assert told in ran.err
