"""Files of all sorts: what can't be read is told in Chinese, and never with a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from campaignkit.office.intake.read_tables import read_csv, read_workbook
from support.office import CAMPAIGN, ENTRIES, Run, own_sheet

HEADS = ["作品名称", "组别", "姓名", "工作单位", "同意公开", "签字日期", "公开范围"]
LAMP = ["雨里的灯（示例）", "散文", "示例·王五", "示例机械厂", "是", "2021-04-03", "网站"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600)

WHOLE = own_sheet([HEADS, LAMP])


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_csv_in_all_encodings(run: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "来稿.csv").write_bytes(_csv([HEADS, LAMP]).encode(encoding))
    ran = run("intake", CAMPAIGN, "来稿.csv", "--write")
    assert ran.code == 0, ran.out
    assert (tmp_path / ENTRIES / "yu-li-de-deng-shi-li.yml").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("表.xlsx", ENCRYPTED, "文件设了密码"),
        ("表.xls", OLE, "这是旧式的 .xls 表格"),
        ("表.xlsx", own_sheet([HEADS, LAMP])[:2000], "文件坏了"),
        ("表.xlsx", b"", "文件坏了"),
        ("表.xlsx", b"hello", "这不是 Excel 文件"),
        ("表.xlsx", own_sheet([]), "表格是空的"),
        ("表.xlsx", own_sheet([["一", "二"], ["三", "四"]]), "没有找到表头"),
        ("表.csv", b"\xff\xfe\x00", "文字的编码认不出来"),
        ("表.csv", '作品名称,姓名\r\n"没有关上,x\r\n'.encode(), "不是完好的 CSV 文件"),
        ("表.csv", b"", "表格是空的"),
        ("表.pages", b"x", "这种文件读不了"),
    ],
)
def test_files_that_cannot_be_read(
    run: Run, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    ran = run("intake", CAMPAIGN, name, "--write")
    assert ran.code == 1
    assert told in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_sheet_with_a_cell_at_its_far_corner_is_not_made_a_table() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "题目"
    book.worksheets[0]["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    tables, findings = read_workbook("表.xlsx", stream.getvalue())
    assert tables == []
    assert [finding.message for finding in findings] == ["表格太大"]


def test_a_document_type_is_not_read() -> None:
    source = zipfile.ZipFile(io.BytesIO(own_sheet([HEADS, LAMP])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, data)
    assert [f.message for f in read_workbook("表.xlsx", stream.getvalue())[1]] == [
        "文件坏了，打不开"
    ]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_workbook_raises_nothing(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place % len(data)] = byte
    read_workbook("表.xlsx", bytes(data))


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_csv_raise(data: bytes) -> None:
    read_csv("表.csv", data)


def test_a_form_of_another_campaign_is_told(run: Run, tmp_path: Path) -> None:
    run("new", "contest", "2022-essay")
    run("form", "2022-essay", "--out", "表.xlsx")
    ran = run("intake", CAMPAIGN, "表.xlsx")
    assert ran.code == 1
    assert "这份表是“2022-essay”的" in ran.out
    assert "campaignkit intake 2022-essay" in ran.out


def test_findings_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "来稿.csv").write_bytes(_csv([HEADS, ["", *LAMP[1:]]]).encode())
    ran = run("intake", CAMPAIGN, "来稿.csv", "--format", "json")
    assert ran.code == 1
    assert '"path": "来稿.csv",\n    "line": 2,\n    "column": 1,' in ran.out


def test_several_names_in_a_cell_are_told(run: Run, tmp_path: Path) -> None:
    row = [*LAMP[:2], "示例·王五、示例·李四", *LAMP[3:]]
    (tmp_path / "来稿.csv").write_bytes(_csv([HEADS, row]).encode())
    assert "警告：C2：这一格像有几个人" in run("intake", CAMPAIGN, "来稿.csv").out


def test_two_heads_for_one_field(run: Run, tmp_path: Path) -> None:
    (tmp_path / "来稿.csv").write_bytes(_csv([[*HEADS, "题目"], [*LAMP, "别的"]]).encode())
    assert "H1：“题目”和 A1 是同一项，只读前一列" in run("intake", CAMPAIGN, "来稿.csv").out
