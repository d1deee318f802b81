"""Ordinary files are read fast, and as they are read in full; all others are left alone."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from campaignkit.source import document, read, reader, yaml12
from campaignkit.source import fast_path as ordinary
from campaignkit.source.fast_path import MAX_LENGTH, load
from support.reading import assert_read_alike

# --- which files are ordinary ------------------------------------------------------------------

ORDINARY = {
    "scalars": "title: 最美劳动者\nyear: 2021\nshare: 8.5\nsample: true\nnote: null\n",
    "not numbers": "date: 2021-04-01\nstart: 2021-04-12T14:30\nphone: 0856-0000000\nage: 5年\n",
    "quoted": "a: '0571'\nb: \"甲: 乙 # 丙\"\nc: ''\n",
    "address": "url: https://example.org/a?b=c#d\n",
    "in brackets": "tags: [征文, 劳动美]\nconsent: {profile: true, date: 2021-04-01}\nnone: []\n",
    "list of groups": "timeline: [{year: 2001, text: 进厂}, {year: 2009, text: 班长}]\n",
    "lists": "quotes:\n  - 机器不会说话。\n  - 先量准\nhosts:\n- ftu\n",
    "groups": "portrait:\n  file: a.jpg\n  alt: 插画：戴帽的人\n",
    "groups in a list": "authors:\n  - name: 甲\n    unit: 乙\n  - name: 丙\n    unit: 丁\n",
    "block": "title: 甲\nabout: |\n  第一段：“不”。\n\n    - 缩进 #1\n  ## 标题\nstate: draft\n",
    "two blocks": "a: |-\n    甲\n    乙\n\n\nb: |\n  丙\n",
    "block without last end of line": "a: 1\nb: |\n  甲\n  乙",
    "comments": "# 说明\ntitle: 甲 # 第一\n\n# ignore: date-order 补录\nstate: draft\n",
    "comments in a group": "a:\n  # 甲\n  b: 1 # 乙\n  #c: 2\n\n  d: 3\n",
    "comments in a list": "e: # 丙\n  - 1\n  \n# 丁\n  - 2\n",
    "without last end of line": "a: 1\nb: [1, 2]",
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_an_ordinary_text_is_read_fast(text: str) -> None:
    data = load(text)
    assert data is not None
    assert_read_alike(text, data)


UNUSUAL = {
    "empty": ["", "\n", "# 说明\n", "a:\n", "a: \n", "a: ~\n", "a:\nb: 1\n"],
    "no group": ["- a\n", "a\n", "[a]\n", "{a: 1}\n", "|\n  a\n"],
    "twice": ["a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a:\n  - b: 1\n    b: 2\n", "a: |\n  x\na: 1\n"],
    "numbers": [
        f"a: {number}\n"
        for number in ("0571", "1e3", "+1", "-1", "1.10", "0x1F", "0o17", "1_000", "_1", "0b11")
    ],
    "more numbers": [f"a: [{number}]\n" for number in (".inf", ".nan", "1.", ".5", "00", "9" * 18)],
    "keys": ["1: a\n", "true: a\n", "~: a\n", "<<: {a: 1}\n", '"a": 1\n', "? a\n: b\n", "_1: a\n"],
    "signs": ["a: !x 1\n", "a: &x 1\n", "a: *x\n", "a: %b\n", "a: @b\n", "a: `b`\n", "a: - b\n"],
    "documents": ["---\na: 1\n", "a: 1\n...\n", "a: 1\n---\nb: 2\n", "%YAML 1.2\n---\na: 1\n"],
    "tabs": ["a:\tb\n", "\ta: 1\n", "a: |\n  b\tc\n"],
    "escapes": ['a: "b\\nc"\n', "a: 'it''s'\n"],
    "lines": ["a: b\n  c\n", "a: b\n\n  c\n", 'a: "b\n  c"\n', "a: [b,\n  c]\n", "a:\n  b\n"],
    "blocks": ["a: >\n  b\n", "a: |+\n  b\n", "a: |2\n  b\n", "a: |\n\n  b\n", "a: | # b\n  c\n"],
    "lost": ["a: b #c\n", "a: b #c# d\n", "a: |  ## b\n", "a:\n  #b\n  c\n", "a: [b] #c\n"],
    "colons": ["a：b\n", "a:b\n", "a: b: c\n", "a: {b:1}\n", "a: {b：1}\n", "a: b:\n"],
    "lists": ["a: [b，c]\n", "a: [b, c，d]\n", "a:\n  -b\n", "a:\n  - b\n   - c\n"],
    "indents": [
        "a:\n  b: 1\n   c: 2\n",
        " a: 1\nb: 2\n",
        "a:\n  - b: 1\n     c: 2\n",
        "a: 1\n b\n",
    ],
    "deep": ["a: " + "[" * 60 + "]" * 60 + "\n", "a:\n  b:\n    c: 1\n"],
    "long": ["a: " + "甲" * MAX_LENGTH, "k" * 1100 + ": a\n"],
}


@pytest.mark.parametrize("sort", UNUSUAL)
def test_any_other_text_is_left_to_be_read_in_full(sort: str) -> None:
    assert [text for text in UNUSUAL[sort] if load(text) is not None] == []


HOSTILE = [
    *("[", "{a: ", "a: [", "甲，", "甲, ", '"x", ', "1-1, ", "a:b", "{a: b}, ", "1"),
    *("\n", " ", "# \n", "a: b\n", "a: |\n  x\n\n", "  x\n\n"),
    *("a:\n- x: y\n  z: w\n", "- x: y\n  z: w\n"),
]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_long_text_of_hostile_parts_is_told_apart(part: str) -> None:
    """One part over and over: a pattern that backtracks would never end."""
    parts = (part * MAX_LENGTH)[: MAX_LENGTH - 20]
    for start in ("", "a: ", "a: [", "a:\n", "a: |\n  x\n"):
        for end in ("", "\n\tx"):
            data = load(start + parts + end)
            assert data is None or not end


# --- files -------------------------------------------------------------------------------------


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are made into nodes."""
    told: list[str] = []
    compose = yaml12.compose

    def counting(text: str) -> Any:
        told.append(text)
        return compose(text)

    monkeypatch.setattr(document, "compose", counting)
    monkeypatch.setattr(reader, "compose", counting)
    return told


def test_nodes_are_made_when_a_place_is_asked_for(tmp_path: Path, composed: list[str]) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("a: 甲\r\nb: 乙\r\n".encode())
    found, findings = read(file, "a.yml")
    assert found is not None
    assert (found.data, findings, composed) == ({"a": "甲", "b": "乙"}, (), [])
    assert str(found.value_position(("b",))) == "a.yml:2:4"
    assert found.key_position(("b",)).column == 1
    assert composed == ["a: 甲\nb: 乙\n"]


def test_what_is_wrong_with_the_bytes_is_told_of_an_ordinary_text(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("a: 甲\n".encode("gb18030"))
    found, findings = read(file, "a.yml")
    assert found is not None
    assert found.data == {"a": "甲"}
    assert [finding.rule for finding in findings] == ["yaml-encoding"]


@pytest.mark.parametrize("text", ["a: 1\nb: {c: 甲}\n", "a: ~\nb: {c: 甲}\n"])
def test_a_document_travels_without_its_nodes(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text(text, "utf-8")
    found, _ = read(file, "a.yml")
    assert found is not None
    place = found.value_position(("b", "c"))
    raw = pickle.dumps(found)
    assert b"Node" not in raw
    there = pickle.loads(raw)
    assert (there.data, there.value_position(("b", "c"))) == (found.data, place)


def test_where_the_fast_parser_stumbles_the_file_is_read_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str, **options: object) -> None:
        raise RuntimeError(text, options)

    monkeypatch.setattr(ordinary.yaml_rs, "loads", stumble)
    file = tmp_path / "a.yml"
    file.write_text("a: 1\nb: |\n  甲\n", "utf-8")
    found, findings = read(file, "a.yml")
    assert found is not None
    assert (found.data, findings) == ({"a": 1, "b": "甲\n"}, ())
