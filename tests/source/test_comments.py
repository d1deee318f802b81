"""Comments that speak to the checker, and text that only looks like one."""

from __future__ import annotations

import pytest

from campaignkit.source import ignores, parse


def _ignores(text: str) -> list[tuple[int, int, str, str]]:
    document, _ = parse(text, "a.yml")
    assert document is not None
    return [(i.position.line, i.position.column, i.rule, i.reason) for i in ignores(document)]


@pytest.mark.parametrize(
    ("line", "rule", "reason"),
    [
        ("a: b  # ignore: date-order 改期", "date-order", "改期"),
        ("a: b # ignore:date-order 改期", "date-order", "改期"),
        ("a: b #ignore: date-order   改 期  ", "date-order", "改 期"),
        ("a: b # ignore：date-order 改期", "date-order", "改期"),
        ("a: b # ignore: date-order", "date-order", ""),
        ("a: b # ignore:", "", ""),
    ],
)
def test_an_ignore_is_read(line: str, rule: str, reason: str) -> None:
    assert _ignores(line) == [(1, line.index("#") + 1, rule, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "about: |\n  写法：# ignore: date-order 原因\n",
        "- >-\n  # ignore: date-order 原因\n",
        "a: b # do not ignore: this",
        "a: b#ignore date-order x",
        "a: b",
    ],
)
def test_what_is_none(text: str) -> None:
    assert _ignores(text) == []


def test_quoted_text_holds_none() -> None:
    assert _ignores("a: \"x # ignore: date-order y\"\nb: 'x # ignore: date-order y'\n") == []


def test_after_a_block_they_count_again() -> None:
    text = "a: |\n  # ignore: x y\nb: c  # ignore: date-order z\n"
    assert _ignores(text) == [(3, 7, "date-order", "z")]
