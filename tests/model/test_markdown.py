"""Links in Markdown: each found where its target is written, however many there are."""

from __future__ import annotations

import pytest

from campaignkit.model.markdown import links

PLACES = [
    ("[a](b.md)", [("b.md", 1, 5)]),
    ("x\n\n见 [a](b.md)、[c](d.md)\n", [("b.md", 3, 7), ("d.md", 3, 17)]),
    ("见[a][r]。\n\n第二段。\n\n[r]: ../c.md\n", [("../c.md", 5, 6)]),
    ("![图](<图 一.jpg>)", [("图 一.jpg", 1, 7)]),
    ("b.md 在前\n\n[a](b.md)", [("b.md", 3, 5)]),
    ("`[a](b.md)`", []),
    ("[a]()", [("", 1, 1)]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_link_stands_where_its_target_is_written(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert [(link.written, link.line, link.column) for link in links(text)] == expected


def test_many_references_are_all_found() -> None:
    count = 5_000
    text = "".join(f"[r{n}]: f/{n}\n" for n in range(count))
    text += "\n" + " ".join(f"[r{n}]" for n in range(count))
    assert sum(1 for _ in links(text)) == count
