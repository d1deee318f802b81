"""Reports: the caret stands under what it means, and hostile text moves no cursor."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.base.errors import keep_traceback
from campaignkit.base.findings import Finding, Level, Position, in_order
from campaignkit.base.report import (
    as_github,
    as_json,
    as_sarif,
    as_text,
    display_width,
    lines_under,
    summary,
)


def _finding(line: int = 1, column: int = 1, length: int = 1, message: str = "坏") -> Finding:
    return Finding(Position("a.yml", line, column, length), "bad-value", message, "改")


def _caret(text: str, column: int, length: int = 1) -> tuple[str, str]:
    """The source line and the caret line of a report, without their gutters."""
    report = as_text([_finding(1, column, length)], lambda _: [text])
    lines = report.split("\n")
    return lines[1].partition(" | ")[2], lines[2].partition(" | ")[2] or lines[2][8:]


CARETS = [
    ("name: x", 7, 1, "      ^"),
    ("名称: 好", 5, 1, "      ^^"),
    ("ｎａｍｅ： x", 5, 1, "        ^^"),
    ("e\u0301tat: x", 8, 1, "      ^"),
    ("a\u200bb: x", 5, 1, "    ^"),
    ("字\u0301名: 好", 6, 1, "      ^^"),
    ("\tname: x", 8, 1, "       ^"),
    ("　　name", 3, 4, "    ^^^^"),
    ("😀: 好", 4, 1, "    ^^"),
    ("ｱｲ: x", 5, 1, "    ^"),
    ("名称: 好人", 5, 2, "      ^^^^"),
    ("name:", 6, 1, "     ^"),
    ("name:", 60, 1, "     ^"),
    ("\x1b[31mx: y", 7, 1, "      ^"),
]


@pytest.mark.parametrize(("text", "column", "length", "caret"), CARETS)
def test_caret_stands_under_what_it_means(text: str, column: int, length: int, caret: str) -> None:
    assert _caret(text, column, length)[1].rstrip() == caret


def test_a_tab_and_foreign_blanks_are_shown() -> None:
    assert _caret("\t　\u00a0x", 1)[0] == "→＿␣x"


def test_control_characters_are_replaced_everywhere() -> None:
    hostile = "\x1b]0;title\x07\x9b\u202e\r"
    finding = Finding(Position("a.yml"), "bad-value", hostile, hostile)
    report = as_text([finding], lambda _: [hostile])
    assert all(char == "\n" or unicodedata.category(char)[0] != "C" for char in report)


def test_a_long_line_is_cut_around_the_caret() -> None:
    text = "甲" * 500 + "乙" + "丙" * 500
    shown, caret = _caret(text, 501)
    assert shown.startswith("…甲")
    assert shown.endswith("丙…")
    assert display_width(shown) <= 101
    assert display_width(shown.partition("乙")[0]) == caret.index("^")


@given(st.text(), st.integers(1, 60), st.integers(1, 60))
def test_caret_is_as_wide_as_what_it_marks(text: str, column: int, length: int) -> None:
    line = text.replace("\n", " ")
    report = as_text([_finding(1, column, length)], lambda _: [line])
    assert report.endswith("共 1 个错误。\n")
    lines = report.split("\n")
    assert len(lines) in (5, 7)
    assert all(char.isprintable() for row in lines for char in row)
    if len(lines) == 7:
        shown, caret = lines[1][8:], lines[2][8:]
        assert set(caret) <= {" ", "^"}
        assert caret.strip()
        assert display_width(shown) <= 101


@given(st.text())
def test_width_of_parts_is_the_width_of_the_whole(text: str) -> None:
    assert display_width(text) == sum(display_width(char) for char in text)
    assert 0 <= display_width(text) <= 2 * len(text)


def test_summary_counts_levels() -> None:
    levels = [Level.ERROR, Level.WARNING, Level.ERROR, Level.INFO]
    findings = [Finding(Position("a"), "x", "m", level=level) for level in levels]
    assert summary(findings) == "共 2 个错误、1 个警告、1 个提示。"
    assert summary([]) == "没有发现问题。"


def test_order_is_by_place_and_nothing_is_said_twice() -> None:
    findings = [_finding(3), _finding(1, 2), _finding(1, 1), _finding(3)]
    assert [(f.position.line, f.position.column) for f in in_order(findings)] == [
        (1, 1),
        (1, 2),
        (3, 1),
    ]


@given(st.text(), st.text())
def test_json_and_sarif_are_json_whatever_the_text(message: str, hint: str) -> None:
    finding = Finding(Position("a.yml"), "bad-value", message, hint)
    assert json.loads(as_json([finding]))[0]["message"] == message
    assert json.loads(as_sarif([finding]))["version"] == "2.1.0"


@given(st.text(), st.text())
def test_github_lines_are_one_a_finding(message: str, path: str) -> None:
    finding = Finding(Position(path), "bad-value", message, "改")
    out = as_github([finding])
    assert out.count("\n") == 1
    assert "\r" not in out
    assert out.startswith("::error file=")


ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lines_are_shown_as_their_editor_sees_them(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("name: 李四\n".encode(encoding))
    assert lines_under(tmp_path)("a.yml")[0] == "name: 李四"


def test_a_file_that_cannot_be_read_has_no_lines(tmp_path: Path) -> None:
    assert list(lines_under(tmp_path)("none.yml")) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among files")
def test_a_pipe_has_no_lines_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yml")
    assert list(lines_under(tmp_path)("a.yml")) == []


def test_a_path_in_sarif_is_a_uri() -> None:
    finding = Finding(Position("campaigns/新 活动/a#1.yml"), "bad-value", "坏", "改")
    (result,) = json.loads(as_sarif([finding]))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (uri.isascii(), unquote(uri)) == (True, finding.position.path)
    assert not set(uri) & set(" #?")


def test_the_traceback_of_a_fault_is_kept_whatever_its_text() -> None:
    told = keep_traceback(ValueError("a\udcff文件"))
    (name,) = re.findall(r"\S+campaignkit-\w+\.log", told)
    try:
        assert "文件" in Path(name).read_text("utf-8")
    finally:
        Path(name).unlink()


def test_a_fault_is_told_where_its_traceback_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    told = keep_traceback(ValueError("unheard"))
    assert "文件或文件夹不见了" in told
    assert "ValueError: unheard" in told
