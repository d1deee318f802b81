"""Whatever is read fast is read as it is in full: same data, same places, no finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from campaignkit.source import decode
from campaignkit.source.fast_path import load
from support.case import parse as parse_case
from support.examples import examples
from support.reading import assert_read_alike

REPOSITORY = Path(__file__).parent.parent.parent
TESTS = REPOSITORY / "tests"


def _is_as_in_full(text: str) -> None:
    content = decode(text.encode("utf-8", "replace"), "a.yml").content
    data = load(content or "")
    if content is not None and data is not None:
        assert_read_alike(content, data)


def _cases() -> Iterator[str]:
    for file in sorted((*(TESTS / "cases").rglob("*.txt"), *(TESTS / "sites").glob("*.txt"))):
        for name, raw in parse_case(file.read_text("utf-8")).files.items():
            if name.endswith(".yml"):
                yield decode(raw, name).content or ""


RECORDS = sorted((REPOSITORY / "campaigns").glob("*/*/*.yml"))
FEW = sorted((REPOSITORY / "campaigns").glob("*/*.yml"))
REAL = sorted({*(file.read_text("utf-8") for file in (*RECORDS, *FEW)), *_cases()})


def test_every_file_here_is_read_as_in_full() -> None:
    assert len(REAL) > 200
    for text in REAL:
        _is_as_in_full(text)


def test_the_example_s_records_are_ordinary() -> None:
    unusual = [file.name for file in RECORDS if load(file.read_text("utf-8")) is None]
    assert (len(RECORDS) > 50, unusual) == (True, [])


TOKENS = [
    *("a", "b: ", "title: ", "true: ", "甲", "，", "：", "。", "“", "😀", "e", "_", "-", "\\"),
    *("\n", "\n\n", " ", "  ", "    ", "\n  ", "\n- ", "\n  - ", "\n    ", "\n\t", "\r\n"),
    *(":", ": ", ":\n", "- ", "? ", "?", ", ", ",", "{", "}", "[", "]", "{a: 1}", "[a, b]"),
    *("|\n", "|-\n", "|+", "|2", ">\n", "#", "# ", " #", " # x", " #x", "\n# c\n", "##"),
    *('"', "'", "''", "&a ", "*a", "!x ", "!!str ", "%", "@", "`", "---\n", "...\n", "<<: "),
    *("0", "1", "0571", "1e3", "+1", "-1", ".5", "1.", "1.5", "1.10", "0x1F", "0o17", "0b1"),
    *("1_000", "_1", "9" * 15, "9" * 20, "0." + "1" * 11, ".inf", ".nan", "nan", "-0"),
    *("null", "~", "True", "FALSE", "no", "y", "=", "<<", "14:30", "2021-04-01", "1-2", "5年"),
    *("\u3000", "\xa0", "\u2003", "\u2028", "\x85", "\u200b", "\ufeff", "\ufffd", "\x00", "٣"),
    *("http://a.b/c?d=e#f", "a:b", "a::b", "a: b: c", "a b", "x" * 90),
]
GOOD = ["甲", "乙丙", "先量准，再动手。", "12", "1.5", "'甲'", '"a: b"', "2021-04-01", "true", "{}"]
_words = st.one_of(
    st.sampled_from(GOOD),
    st.sampled_from(TOKENS),
    st.tuples(st.sampled_from(GOOD + TOKENS), st.sampled_from(TOKENS)).map("".join),
)
PARTS = [
    *("a: X\n", "b: X # c\n", "c: X \n\n", "# X\n", "title: X", "X: 甲\n", "d: X\nd: X\n"),
    *("e: [X, X]\n", "e: [ X,X , X ]\n", "f: {a: X, b: X}\n", "f: { a: X, X: 甲 }\n", "e: [X, ]\n"),
    *("g: [{a: X}, {a: X, b: [X]}]\n", "h: {a: [X, X], b: {c: X}}\n", "h: [[X], [[X]]]\n"),
    *("i:\n  - X\n  - X\n", "i:\n- X\n- [X]\n", "i:\n    - {a: X}\n", "i:\n  - X\n   - X\n"),
    *("j:\n  a: X\n  b: X\n", "j:\n a: X\n b: {c: X}\n", "j:\n  a: X\n   b: X\n", "j:\n  X\n"),
    *("k:\n  - a: X\n    b: X\n  - a: X\n", "k:\n- a: X\n  b: [X]\n- X\n  c: X\n"),
    *(
        "l: |\n  X\n\n  X\n",
        "l: |\n  X\n    X\n  X\n\n\n",
        "l: |-\n    X\n    X\n",
        "l: |\n  X\n X\n",
    ),
    *("m: |\n  X\nX\n", "m: >\n  X\n", "m: |\n\n  X\n", "m: |\n  X\n  \n  X", "m: |-\n  X\n  X"),
]
"""Parts of a file, as an editor would write them and with slips; words go in place of each X."""


def _filled(part: str, words: list[str]) -> str:
    for word in words:
        part = part.replace("X", word, 1)
    return part.replace("X", "甲")


_parts = st.builds(_filled, st.sampled_from(PARTS), st.lists(_words, min_size=1, max_size=2))


@given(st.lists(_parts, min_size=1, max_size=3).map("".join))
@examples(3000)
@example("a: |\n  x\n  y")
@example("a: |-\n  x\n\n")
@example("a: |\n  x\n\n\nb: |\n   y\n")
@example("a: _1\n")
def test_a_file_of_such_parts_is_read_as_in_full(text: str) -> None:
    _is_as_in_full(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
@examples(1000)
def test_tricky_signs_in_any_order_are_read_as_in_full(text: str) -> None:
    _is_as_in_full(f"a: 1\nb: {text}\n")


_SPLICES = st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(TOKENS) | _words)


@given(st.sampled_from(REAL), st.lists(_SPLICES, max_size=4))
@examples(2000)
def test_a_real_file_with_slips_is_read_as_in_full(
    text: str, splices: list[tuple[float, int, str]]
) -> None:
    for where, cut, token in splices:
        at = round(where * len(text))
        text = text[:at] + token + text[at + cut :]
    _is_as_in_full(text)
