"""Figures: what is counted, what is drawn, and what is left to the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest

from campaignkit.kinds import KINDS, Kind
from campaignkit.kinds.facets import as_listed
from campaignkit.kinds.figures import BARS, FEW, Chart, FigureField, figures_of
from campaignkit.kinds.paging import Pager, paged
from campaignkit.model.card import Card
from campaignkit.site.environment import environment

REGION = FigureField("profiles", "region", "各地区", "项")


def _cards(*words: str) -> list[Card]:
    return [
        Card("c", "profiles", f"p{n}", "某人", facets={"region": (word,) if word else ()})
        for n, word in enumerate(words)
    ]


def _figures(cards: Sequence[Card], field: FigureField = REGION) -> list[Chart]:
    return list(figures_of([field], lambda _: "地区", lambda _: cards))


def test_few_records_one_word_or_mostly_none_draw_nothing() -> None:
    assert _figures(_cards("甲", *["乙"] * (FEW - 2))) == []
    assert _figures(_cards(*["甲"] * FEW)) == []
    assert _figures(_cards("甲", "乙", *[""] * FEW)) == []
    assert _figures(_cards("甲", *["乙"] * (FEW - 1)))


def test_bars_are_in_order_and_say_what_they_show() -> None:
    (figure,) = _figures(_cards(*["甲"] * 4, *["乙"] * 8))
    assert [(bar.label, bar.count, bar.percent) for bar in figure.bars] == [
        ("乙", 8, 100.0),
        ("甲", 4, 50.0),
    ]
    assert (figure.total, figure.description) == (12, "乙 8 项、甲 4 项。")


def test_what_is_rare_is_one_bar_and_stands_in_the_table() -> None:
    (figure,) = _figures(_cards(*["甲"] * 12, *(f"区{n}" for n in range(BARS + 3))))
    assert len(figure.bars) == BARS + 1
    last = figure.bars[-1]
    assert (last.label, last.count, last.percent) == ("其余 4 个", 4, 0)
    assert len(figure.rows) == BARS + 4


def test_months_stay_in_their_order() -> None:
    field = FigureField("profiles", "region", "每月", "场", as_listed)
    (figure,) = _figures(_cards("3月", *["5月"] * 12), field)
    assert [bar.label for bar in figure.bars] == ["3月", "5月"]


def test_somebody_counts_once() -> None:
    field = FigureField("profiles", "region", "人", "人", counted=lambda card: card.id[:2])
    cards = _cards(*["甲"] * 11, *["乙"] * 11)  # p0 … p9, p10 … p19, p20, p21
    (figure,) = _figures(cards, FigureField("profiles", "region", "人", "人"))
    assert figure.total == 22
    assert _figures(cards, field) == []  # p0 to p9: ten


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kinds_figures_count_facets_that_it_has(kind: Kind) -> None:
    known = {(c.name, facet.name) for c in kind.collections for facet in c.facets}
    assert {(one.collection, one.facet) for one in kind.figures} <= known


def test_the_drawing_is_accessible_and_needs_no_inline_style() -> None:
    found = _figures(_cards(*["<甲>"] * 6, *["乙"] * 8))
    module = environment().get_template("figures.html.j2").module
    html = str(module.figures(found))  # type: ignore[attr-defined]
    assert "style=" not in html
    assert "<script" not in html
    drawing = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert drawing
    root = ElementTree.fromstring(drawing[0])
    assert root.get("role") == "img"
    ids = [root[0].get("id"), root[1].get("id")]
    assert root.get("aria-labelledby") == " ".join(map(str, ids))
    assert [root[0].text, root[1].text] == ["各地区", "乙 8 项、<甲> 6 项。"]
    assert '<th scope="row">&lt;甲&gt;</th><td>6</td>' in html


def test_groups_go_on_from_page_to_page() -> None:
    pages = paged([("甲", "abcde"), ("乙", "fg")], 3)
    shown = [[(part.title, "".join(part.items), part.first) for part in page] for page in pages]
    assert shown == [
        [("甲", "abc", True)],
        [("甲", "de", False), ("乙", "f", True)],
        [("乙", "g", False)],
    ]
    assert {part.size for part in pages[1]} == {5, 2}
    assert Pager("roll", 2, 3).uri(1) == "roll"
    assert Pager("roll", 5, 12).near() == [1, None, 3, 4, 5, 6, 7, None, 12]
