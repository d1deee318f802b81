"""Reading YAML: its 1.2 core meaning, its limits, and that nothing but findings comes of it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from campaignkit.source import Document, decode, ignores, parse, parse_section, read, read_bytes
from campaignkit.source.text import MAX_BYTES
from campaignkit.source.yaml12 import MAX_DEPTH
from support.examples import examples


def _data(text: str) -> Any:
    document, findings = parse(text, "a.yml")
    assert findings == ()
    assert document is not None
    return document.data


CORE = [
    ("true", True),
    ("False", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("7", 7),
    ("-7", -7),
    ("0", 0),
    ("3.25", 3.25),
    ("-0.5", -0.5),
    ("14:30", "14:30"),
    ("08:30", "08:30"),
    ("0571", "0571"),
    ("007", "007"),
    ("+1", "+1"),
    ("1.10", "1.10"),
    ("1e3", "1e3"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("1_000", "1_000"),
    ("no", "no"),
    ("Yes", "Yes"),
    ("on", "on"),
    ("y", "y"),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("2021-05-01", "2021-05-01"),
    ("2021-05-01T14:30:00Z", "2021-05-01T14:30:00Z"),
    ("=", "="),
    ("<<", "<<"),
    ("'true'", "true"),
    ('"7"', "7"),
    ("12345678901234567890", "12345678901234567890"),
    ("0.12345678901234567", "0.12345678901234567"),
]


@pytest.mark.parametrize(("written", "meant"), CORE, ids=[text for text, _ in CORE])
def test_core_meaning(written: str, meant: Any) -> None:
    value = _data(f"key: {written}\n")["key"]
    assert (value, type(value)) == (meant, type(meant))


@given(st.integers(-(10**17), 10**17))
def test_integers_round_trip(number: int) -> None:
    assert _data(f"key: {number}")["key"] == number


def test_keys_are_always_text() -> None:
    assert _data("1: a\ntrue: b\n~: c\n2021-05-01: d\n") == {
        "1": "a",
        "true": "b",
        "~": "c",
        "2021-05-01": "d",
    }


def test_merge_keys_are_keys() -> None:
    assert _data("<<: {a: 1}\n") == {"<<": {"a": 1}}


def test_an_alias_is_read_where_it_is_small() -> None:
    assert _data("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


# --- positions ---------------------------------------------------------------------------------


def _document(text: str, first_line: int = 1) -> Document:
    document, _ = parse(text, "a.yml", first_line)
    assert document is not None
    return document


TEXT = """\
名称: 好人
list:
  - {id: 甲, n: 5}
  - id: 乙
about: |
  第一行

  第三行
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("名称",), (1, 1, 2), (1, 5, 2)),
        (("list",), (2, 1, 4), (3, 3, 1)),
        (("list", 0), (3, 5, 1), (3, 5, 1)),
        (("list", 0, "n"), (3, 13, 1), (3, 16, 1)),
        (("list", 1, "id"), (4, 5, 2), (4, 9, 1)),
        (("list", 1, "none"), (4, 5, 1), (4, 5, 1)),
        (("about",), (5, 1, 5), (5, 8, 1)),
        (("none",), (1, 1, 1), (1, 1, 1)),
    ],
)
def test_positions(
    path: tuple[str | int, ...], key: tuple[int, int, int], value: tuple[int, int, int]
) -> None:
    document = _document(TEXT)
    at_key, at_value = document.key_position(path), document.value_position(path)
    assert (at_value.line, at_value.column, at_value.length) == value
    if path != ("list", 1, "none"):
        assert (at_key.line, at_key.column, at_key.length) == key


def test_positions_inside_block_text() -> None:
    place = _document(TEXT).text_position(("about",), 3, 2)
    assert (place.line, place.column) == (8, 4)


def test_positions_start_where_the_section_does() -> None:
    place = _document("a: 1\nb: 2", first_line=10).value_position(("b",))
    assert (place.line, place.column) == (11, 4)


# --- limits ------------------------------------------------------------------------------------


def _rules(text: str) -> set[str]:
    return {finding.rule for finding in parse(text, "a.yml")[1]}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1_000, 100_000])
@pytest.mark.parametrize("shape", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_finding(shape: str, depth: int) -> None:
    assert _rules(shape * depth) == {"yaml-syntax"}


def test_deep_indentation_is_a_finding() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(MAX_DEPTH + 10))
    assert _rules(text) == {"yaml-syntax"}


def test_nesting_to_the_limit_is_read() -> None:
    assert _rules("[" * MAX_DEPTH + "]" * MAX_DEPTH) == set()


@pytest.mark.parametrize("width", [3, 10, 60])
def test_alias_bombs_are_findings(width: int) -> None:
    lines = ["a0: &a0 [x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, 40)]
    assert _rules("\n".join(lines)) == {"yaml-syntax"}


def test_circles_are_findings() -> None:
    assert _rules("a: &a {b: *a}") == {"yaml-syntax"}
    assert _rules("&a [*a]") == {"yaml-syntax"}


def test_size_is_limited() -> None:
    assert decode(b"a" * MAX_BYTES, "a.yml").findings == ()
    told = decode(b"a" * (MAX_BYTES + 1), "a.yml")
    assert told.content is None
    assert [finding.rule for finding in told.findings] == ["yaml-encoding"]
    assert f"{MAX_BYTES:,}" in told.findings[0].message


HOSTILE_LINES = ["[" * 40, "a：" * 40, "- " * 40, " #x" * 40, "{a" * 40, "'", '"\\', "：：：，"]


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_a_full_file_of_hostile_lines_is_read(line: str) -> None:
    """One line over and over, or as one line: a pattern that backtracks would never end."""
    for glue in ("\n", ""):
        text = (line + glue) * (MAX_BYTES // 10 // (len(line) + 1))
        document, findings = parse(text, "a.yml")
        assert document is not None or findings


# --- whatever the bytes ------------------------------------------------------------------------


def _is_sound(raw: bytes) -> None:
    text = decode(raw, "a.yml")
    findings = list(text.findings)
    if text.content is not None:
        document, found = parse(text.content, "a.yml")
        findings += found
        if document is not None:
            ignores(document)
            document.value_position(())
        else:
            assert findings
    lines = (text.content or "").count("\n") + 1
    for finding in findings:
        assert 1 <= finding.position.line <= lines + 1
        assert finding.position.column >= 1
        assert finding.position.length >= 1
        assert finding.message
        assert finding.hint
        assert finding.rule.startswith("yaml-")


@given(st.binary(max_size=400))
@examples(300)
def test_any_bytes_give_findings_and_no_exception(raw: bytes) -> None:
    _is_sound(raw)


@given(st.text(max_size=300))
@examples(300)
@example("\ufeff")
@example("\x85: \u2028")
@example("%YAML 9.9\n---\n")
@example("a: !!python/object/apply:os.system [x]")
@example("? [a, b]\n: c\n")
@example("--- |\n")
def test_any_text_gives_findings_and_no_exception(text: str) -> None:
    _is_sound(text.encode("utf-8", "surrogatepass"))


FRAGMENTS = [
    *("a", "title", "标题", "name", "id"),
    *(":", ": ", "：", "- ", "-", "－", "— ", "? "),
    *("\n", "\n", "\n  ", "\n    ", "\n\t", "\n　", "\n\u00a0", "\r\n"),
    *("[", "]", "{", "}", ",", "，", "｛", "｝"),
    *("'", '"', "“", "”", "\\", "\\n", "`"),
    *("|", "|\n  ", ">", ">-\n  ", "#", " #x", " # x", "##"),
    *("&a ", "*a", "!x ", "!!str ", "%", "@", "---\n", "...\n", "<<: "),
    *("1", "2021-05-01", "14:30", "true", "null", "~", "甲", "文字，文字", "\x00", "\ufeff"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
@examples(3000)
def test_what_looks_like_yaml_gives_findings_and_no_exception(text: str) -> None:
    _is_sound(text.encode())


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@examples(300)
def test_a_text_that_is_read_in_silence_means_what_yaml_says(text: str) -> None:
    """Without findings, the data are those of PyYAML with every plain scalar as text.

    Blanks of folded lines beside Chinese are ours to leave out, see `folded_text`.
    """
    content = decode(text.encode(), "a.yml").content
    document, findings = parse(content or "", "a.yml")
    if findings or document is None or "\x00" in text:
        return
    expected = _as_text(yaml.load(content or "", Loader=yaml.CBaseLoader))
    if "\n" in text.strip():
        assert _unfolded(document.data) == _unfolded(expected)
    else:
        assert _as_text(document.data) == expected


def _unfolded(data: Any) -> str:
    """Data as one text without the blanks beside characters that are no ASCII."""
    text = json.dumps(_as_text(data), ensure_ascii=False)
    return re.sub(r"(?<=[^\x00-\x7f]) (?=\S)|(?<=\S) (?=[^\x00-\x7f])", "", text)


def _as_text(data: Any) -> Any:
    """Data with its scalars as text, and what counts as nothing as nothing."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(item) for item in data]
    text = "" if data is None else str(data)
    return "" if text.lower() in ("~", "null") else text.lower()


# --- files -------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    document, findings = read(tmp_path / "none.yml", "none.yml")
    assert document is None
    assert [finding.rule for finding in findings] == ["missing-file"]
    assert read(tmp_path, "folder")[0] is None


def test_a_section_of_another_program_s_file() -> None:
    text = "plugins: !ENV [X]\nextra:\n  campaigns: {a: 1}\nextra_css: [a, a]\n"
    document, findings = parse_section(text, "mkdocs.yml", ("extra", "campaigns"))
    assert findings == ()
    assert document is not None
    assert document.data == {"a": 1}
    assert document.value_position(("a",)).line == 3


@pytest.mark.parametrize("text", ["", "a: 1", "extra:", "extra: [1]", "- 1", "extra: {x: 1}"])
def test_a_section_that_is_not_there(text: str) -> None:
    document, findings = parse_section(text, "mkdocs.yml", ("extra", "campaigns"))
    assert findings == ()
    assert document is not None
    assert document.data is None


@given(st.text(max_size=200))
def test_a_section_of_any_text_gives_findings_and_no_exception(text: str) -> None:
    parse_section(text, "mkdocs.yml", ("extra", "campaigns"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes among files")
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe, folder, device = tmp_path / "pipe.yml", tmp_path / "folder.yml", tmp_path / "device.yml"
    os.mkfifo(pipe)
    folder.mkdir()
    device.symlink_to("/dev/zero")
    for file in (pipe, folder, device):
        document, findings = read(file, file.name)
        assert document is None
        assert [finding.message for finding in findings] == ["文件读不出来（它不是普通文件）"]


def test_of_a_file_that_is_too_large_only_the_beginning_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.yml"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES * 5000)
    assert len(read_bytes(file)) == MAX_BYTES + 1
    document, findings = read(file, "large.yml")
    assert document is None
    assert "上限" in findings[0].message
