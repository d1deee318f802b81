"""Markdown from many hands: rendered, pointed at its pages, and clean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from campaignkit.site import render_markdown as prose
from campaignkit.site.render_markdown import Setting, plain, render

ALLOWED = {"http", "https", "mailto", "tel"}


def setting(*, shown: bool = True) -> Setting:
    return Setting("campaigns/a/entries", "campaigns/a", "../../../../", lambda uri: shown)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("two.yml", "campaigns/a/entries/two/"),
        ("../campaign.yml", "campaigns/a/"),
        ("../../b/campaign.yml#faq", "campaigns/b/#faq"),
        ("../../people/li-si.yml", "people/li-si/"),
        ("../files/%E8%A1%A8.pdf", "campaigns/a/files/%E8%A1%A8.pdf"),
    ],
)
def test_source_paths_become_addresses(target: str, address: str) -> None:
    html = render(f"[x]({target})", setting())
    assert f'href="../../../../{address}"' in html


def test_a_link_to_a_page_that_is_not_shown_keeps_its_words() -> None:
    assert render("见[草稿](../../b/campaign.yml)。", setting(shown=False)) == "<p>见草稿。</p>\n"


@pytest.mark.parametrize(
    "target",
    ["../../organisations.yml", "../../../mkdocs.yml", "/etc/passwd", "../../b/files/x.pdf"],
)
def test_files_that_are_not_its_own_are_not_published(target: str) -> None:
    where = setting()
    assert "<a" not in render(f"[x]({target})", where)
    assert not where.assets


def test_own_pictures_are_published_and_foreign_ones_are_words() -> None:
    where = setting()
    html = render("![图](../media/a.jpg) ![外](https://evil.example/x.png)", where)
    assert where.assets == {"campaigns/a/media/a.jpg"}
    assert 'src="../../../../campaigns/a/media/a.jpg"' in html
    assert "evil.example" not in html
    assert "外" in html


def test_headings_stay_below_the_page_title() -> None:
    html = render("# 一\n\n### 二\n", setting(), heading=2)
    assert "<h2>一</h2>" in html
    assert "<h4>二</h4>" in html


def test_footnotes_of_texts_on_one_page_have_anchors_of_their_own() -> None:
    texts = [f"{word}[^1]。\n\n[^1]: {word}的注。\n" for word in "甲乙"]
    page = LexborHTMLParser("".join(render(text, setting()) for text in texts))
    anchors = [node.attributes["id"] for node in page.css("[id]")]
    links = [(node.attributes["href"] or "")[1:] for node in page.css("a[href]")]
    assert len(anchors) == len(set(anchors)) == 4
    assert sorted(links) == sorted(str(anchor) for anchor in anchors)


def test_lines_between_chinese_characters_are_joined() -> None:
    assert render("劳动\n光荣\nabc\nd", setting()) == "<p>劳动光荣\nabc\nd</p>\n"


def test_verse_keeps_its_lines_as_they_are() -> None:
    poem = "一、清晨\n　　六点的**灯**\n1.亮了\n\n——一盏一盏"
    assert render(poem, setting(), verse=True) == (
        "<p>一、清晨<br>\n　　六点的<strong>灯</strong><br>\n1.亮了</p>\n<p>——一盏一盏</p>\n"
    )


@given(st.text() | st.text(alphabet="<>()[]!*_`#\"'=&;:/\\-\n abjcripts").map(lambda t: t * 3))
def test_nothing_in_prose_can_run_or_load(text: str) -> None:
    tree = LexborHTMLParser(f"<main>{render(text, setting())}</main>")
    assert not tree.css("script, style, iframe, object, embed, form, input, svg, math, base, link")
    for node in tree.css("main *"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name != "style" or node.tag in ("td", "th")
            scheme, colon, _ = (value or "").partition(":")
            if name in ("href", "src") and colon and "/" not in scheme and "#" not in scheme:
                assert scheme.lower() in ALLOWED
            assert name != "src" or (value or "").startswith("../")


def test_plain_is_the_words_without_the_marks() -> None:
    assert plain("## 题\n\n**粗** [链](x.yml)\n`码`", 50) == "题粗 链码"
    assert plain("字" * 80, 10) == "字" * 9 + "…"


@given(
    st.text(alphabet="字体，。“”a1 \n　é一、（）第•①"),
)
def test_text_without_signs_takes_a_short_way_to_the_same_place(text: str) -> None:
    markdown = prose.parser()
    tokens = markdown.parse(text)
    prose._walk(tokens, setting(), 3)
    assert render(text, setting()) == prose._clean(
        markdown.renderer.render(tokens, markdown.options, {})
    )
