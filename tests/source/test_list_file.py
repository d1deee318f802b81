"""List files: rows and items become documents that know their places in the whole file."""

from __future__ import annotations

import csv
import io
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.source import Columns, ListFile, read_list
from campaignkit.source.table import table_items

COLUMNS = Columns(
    frozenset({"id", "name", "scores", "rank", "consent.profile", "consent.date"}),
    {"编号": "id", "姓名": "name", "评委打分": "scores", "同意": "consent.profile"},
    frozenset({"scores"}),
    frozenset({"consent.profile"}),
)


def listed(tmp_path: Path, content: bytes, name: str = "results.csv") -> ListFile:
    (tmp_path / name).write_bytes(content)
    return read_list(tmp_path / name, name, COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    rows = [["编号", "姓名", "rank"], ["01", "李四", "1"], ["", "", ""], ["02", "王五", ""]]
    text = end.join(separator.join(row) for row in rows) + end
    found = listed(tmp_path, text.encode(encoding))
    assert found.findings == ()
    assert [(item.id, item.document.data) for item in found.items] == [
        ("01", {"name": "李四", "rank": 1}),
        ("02", {"name": "王五"}),
    ]


def test_nested_and_listed_cells(tmp_path: Path) -> None:
    text = "id,评委打分.2,评委打分.1,同意,consent.date\na,90,80.5,是,2021/9/3\nb,,70,FALSE,\n"
    first, second = listed(tmp_path, text.encode()).items
    assert first.document.data == {
        "scores": [80.5, 90],
        "consent": {"profile": True, "date": "2021-09-03"},
    }
    assert second.document.data == {"scores": [70], "consent": {"profile": False}}
    assert str(first.document.value_position(("scores", 0))) == "results.csv:2:6"
    assert str(first.document.value_position(("consent", "date"))) == "results.csv:2:13"
    assert str(second.document.value_position(("consent",))) == "results.csv:3:7"


def test_several_values_in_a_cell(tmp_path: Path) -> None:
    (item,) = listed(tmp_path, "id,scores\na,90 80.5、70\n".encode()).items
    assert item.document.data == {"scores": [90, 80.5, 70]}


def test_positions_behind_quotes_and_line_breaks(tmp_path: Path) -> None:
    text = 'id,name,rank\na,"甲,""乙""\n丙",1\nb,丁,2\n'
    first, second = listed(tmp_path, text.encode()).items
    assert first.document.data == {"name": '甲,"乙"\n丙', "rank": 1}
    assert str(first.document.value_position(("rank",))) == "results.csv:3:4"
    assert second.document.first_line == 4
    assert first.document.path_at(2, 4) == ("name",)
    assert first.document.path_at(3, 4) == ("rank",)
    copy = pickle.loads(pickle.dumps(first.document))
    assert copy.value_position(("rank",)) == first.document.value_position(("rank",))


CELL = st.text(st.sampled_from('a,";\t\n 甲1.'), max_size=6)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5))
def test_cells_are_cut_as_csv_does(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["id", "name", "rank"], *rows])
    documents, findings = table_items(written.getvalue(), "x.csv", COLUMNS)
    assert findings == ()
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(documents) == len(expected)
    for document, row in zip(documents, expected, strict=True):
        assert str(document.data.get("id", "")) == (row[0] if row[0].strip() else "")
        for key, cell in zip(("id", "name", "rank"), row, strict=True):
            if cell.strip() and not set(cell) & set('",;\t\n'):
                place = document.value_position((key,))
                line = written.getvalue().split("\n")[place.line - 1]
                assert line[place.column - 1 : place.column - 1 + place.length] == cell


def test_yaml_items_keep_lines_and_columns(tmp_path: Path) -> None:
    first = "- id: a\n  name: |\n    - 不是一条\n    甲\n"
    text = f"# 题库\n{first}# 下一条\n-\n  id: b\n  rank: 2\n- {{id: c}}\n"
    found = listed(tmp_path, text.encode(), "questions.yml")
    assert found.findings == ()
    assert [item.id for item in found.items] == ["a", "b", "c"]
    assert found.items[0].document.data == {"name": "- 不是一条\n甲\n"}
    assert str(found.items[1].document.value_position(("rank",))) == "questions.yml:9:9"
    assert str(found.items[2].place) == "questions.yml:10:8"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "id,name\n"])
def test_a_list_may_be_empty(tmp_path: Path, text: str) -> None:
    name = "results.csv" if text.startswith("id") else "questions.yml"
    assert listed(tmp_path, text.encode(), name) == ListFile()
