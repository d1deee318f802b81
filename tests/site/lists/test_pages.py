"""Static pages of lists, and the data of their filters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from campaignkit.site.listing import Listing
from support.served import MANY

pytestmark = pytest.mark.site

LIST = "campaigns/2020-craftsmen/profiles/"
PAGES = (LIST, f"{LIST}list/2/", f"{LIST}list/3/")
SMALL = "campaigns/2021-essay/entries/"


def page(site: Path, uri: str) -> HTMLParser:
    return HTMLParser((site / uri / "index.html").read_text("utf-8"))


def links(tree: HTMLParser, uri: str, selector: str) -> list[str]:
    """Where links lead, below the site's root."""
    found = [str(node.attributes["href"]) for node in tree.css(selector)]
    return [urljoin(f"https://x/{uri}", link).removeprefix("https://x/") for link in found]


def test_pages_follow_one_another_and_hold_every_record_once(listed: Path) -> None:
    seen: list[str] = []
    for number, uri in enumerate(PAGES):
        tree = page(listed, uri)
        before = links(tree, uri, "head link[rel=prev]")
        after = links(tree, uri, "head link[rel=next]")
        assert before == list(PAGES[max(0, number - 1) : number])
        assert after == list(PAGES[number + 1 : number + 2])
        assert links(tree, uri, ".ck-pager a[rel=next]") == after
        seen += links(tree, uri, ".ck-record__title a")
    assert len(seen) == len(set(seen)) == MANY
    assert not (listed / f"{LIST}list/4").exists()


@pytest.mark.parametrize("uri", [*PAGES, SMALL])
def test_every_relative_link_of_a_page_leads_somewhere(listed: Path, uri: str) -> None:
    tree = page(listed, uri)
    for attribute in ("href", "src", "data-ck-filter", "data-ck-root"):
        for node in tree.css(f"[{attribute}]"):
            target = str(node.attributes[attribute]).partition("#")[0]
            if not target or ":" in target:
                continue
            path = urljoin(f"https://x/{uri}", target).removeprefix("https://x/")
            assert (listed / path).exists(), (uri, target)


@pytest.mark.parametrize(("number", "uri"), list(enumerate(PAGES, 1)))
def test_a_page_says_which_it_is(listed: Path, number: int, uri: str) -> None:
    tree = page(listed, uri)
    canonical = tree.css_first("link[rel=canonical]")
    assert canonical
    assert str(canonical.attributes["href"]).endswith(uri)
    title = tree.css_first("title")
    assert title
    assert ("第 " + str(number) + " 页" in title.text()) == (number > 1)
    assert "年度工匠名册" in title.text()
    current = tree.css_first(".ck-pager [aria-current=page]")
    assert current
    assert str(number) in current.text()
    assert "ck-article--wide" in (listed / uri / "index.html").read_text("utf-8")


def test_filters_wait_for_the_script(listed: Path) -> None:
    form = page(listed, LIST).css_first("form.ck-filter")
    assert form
    assert "hidden" in form.attributes
    assert form.attributes["role"] == "search"


def test_words_are_offered_with_their_numbers(listed: Path) -> None:
    tree = page(listed, LIST)
    offered = [option.text() for option in tree.css("#ck-filter-trade option")]
    assert offered == ["全部", "钳工（44）", "焊工（43）", "电工（43）"]
    assert tree.css_first("input#ck-filter-unit")  # fifty units are too many for a menu
    assert not tree.css_first("#ck-filter-year")  # a single year filters nothing


def test_the_data_has_a_word_of_each_record(listed: Path) -> None:
    facets = json.loads((listed / LIST / "list/facets.json").read_text("utf-8"))
    cards = json.loads((listed / LIST / "list/cards.json").read_text("utf-8"))
    assert set(facets) == {"award", "region", "trade", "label", "unit"}
    assert all(len(column["codes"]) == MANY for column in facets.values())
    number = cards["titles"].index("张三丰")
    assert cards["ids"][number] == "n007"
    award = facets["award"]
    assert award["words"][award["codes"][number]] == "金锤奖"
    labels = facets["label"]
    assert {labels["words"][code] for code in labels["codes"][number]} == {"一线", "青年"}
    assert [cards["parts"][part] for part in cards["subtitles"][number]] == ["第8机床厂", "焊工"]


def test_one_page_needs_no_cards(listed: Path) -> None:
    assert (listed / SMALL / "list/facets.json").exists()
    assert not (listed / SMALL / "list/cards.json").exists()


def test_the_sitemap_knows_every_page(listed: Path) -> None:
    sitemap = (listed / "sitemap.xml").read_text("utf-8")
    assert all(f"{uri}</loc>" in sitemap for uri in (*PAGES, SMALL))


@pytest.mark.parametrize(
    ("total", "number", "shown"),
    [
        (1, 1, [1]),
        (2, 1, [1, 2]),
        (5, 3, [1, 2, 3, 4, 5]),
        (9, 1, [1, 2, 3, None, 9]),
        (9, 5, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
    ],
)
def test_a_page_links_to_those_near_it(total: int, number: int, shown: list[int | None]) -> None:
    listing = Listing(cast(Any, None), cast(Any, None), [cast(Any, None)] * total, 1)
    assert listing.near(number) == shown
