"""Which lines of a text mean what they say: code does not."""

from __future__ import annotations

import pytest

from campaignkit.links.origin.prose_lines import prose


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("a `b` c", "a     c"),
        ("``a ` b`` c", "          c"),
        ("`a`` b` c", "        c"),
        ("``a` b", "``a` b"),
        ("`a` `b", "    `b"),
        ("```` `a` ````` `b`", "````     `````    "),
        ("没有", "没有"),
    ],
)
def test_runs_of_equal_length_enclose_code(line: str, left: str) -> None:
    assert list(prose([line])) == [(1, left)]
    assert len(left) == len(line)


def test_fences_hold_code() -> None:
    lines = ["a", "```md", "b", "~~~", "```", "c", "~~~~", "d", "~~~", "e"]
    assert list(prose(lines)) == [(1, "a"), (6, "c")]


def test_code_on_one_line_is_no_fence() -> None:
    assert list(prose(["```a``` b", "c"])) == [(1, "        b"), (2, "c")]


def test_backticks_without_end_are_read_once() -> None:
    # Tried pair by pair, the first would take minutes and the second for ever.
    for line in ("x " + "`" * 180_000, " ".join("`" * (number + 1) for number in range(600))):
        assert list(prose([line])) == [(1, line)]
