"""The tokenizer against lexbor, a whole HTML parser: the same elements, the same attributes."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from campaignkit.links.html import values
from campaignkit.links.html.scan import attributes, tags

_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='x'>",
        "</div>",
        "<!-- ",
        "-->",
        "--!>",
        "<!-->",
        "<!--->",
        "<!x>",
        "<?x>",
        "</>",
        "</ x>",
        "<",
        ">",
        "&lt;",
        "text",
        " ",
        "\n",
        '"',
        "'",
        "=",
        "/",
        "<script>",
        "</script>",
        "<SCRIPT >",
        "</SCRIPT\n>",
        "<style>",
        "</style>",
        "<style ",
        "<textarea>",
        "</textarea>",
        "<title>",
        "</title>",
        "<xmp>",
        "</xmp>",
        "<iframe>",
        "</iframe>",
        "<svg>",
        "</svg>",
        "<math>",
        "</math>",
        "<foreignObject>",
        "</foreignObject>",
        "<desc>",
        "</desc>",
        "<svg/>",
        "<path d='M'/>",
        "<![CDATA[",
        "]]>",
        "<a class=l href=1>",
        "<a class=l href='2' href=3>",
        '<a  class="l"href="4">',
        "<a/class=l/href=5/>",
        "<a class=l href = 6 >",
        "<a class=l\nhref='>'>",
        "<a class=l title='<a href=no>' href=7>",
        "<a class=l href=8",
        "<a class=l href='9>",
        "<a ='x' class=l href=10>",
        "<img class=l href=11>",
    ]
)


def _ours(text: str) -> set[str]:
    found = set()
    for tag in tags(text):
        if tag.name != "!" and not tag.closing and not tag.inert:
            named = {item.name: values.decoded(item.value) for item in attributes(text, tag)}
            if named.get("class") == "l" and "href" in named:
                found.add(named["href"])
    return found


def _theirs(text: str) -> set[str]:
    # A set: a tree builder repeats an unclosed `<a>` in every block that follows.
    nodes = LexborHTMLParser(text).css(".l[href]")
    return {node.attributes["href"] or "" for node in nodes}


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_the_same_links_as_a_whole_parser(text: str) -> None:
    # Whether `<![CDATA[` directly in an integration point is text depends on open HTML elements.
    assume("<![CDATA[" not in text or ("foreignObject" not in text and "desc" not in text))
    assert _ours(text) == _theirs(f"<body>{text}")


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!---->", "<!-- x -->"])
def test_a_comment_in_a_script_may_end_where_it_begins(comment: str) -> None:
    text = f"<script>{comment}<script></script><a class=l href=1></a>"
    assert _ours(text) == _theirs(f"<body>{text}") == {"1"}


@pytest.mark.parametrize(
    "hostile",
    [
        "<a " * 200_000,
        "<a href='" * 100_000,
        "<a" + " " * 1_000_000,
        "<!--" * 300_000,
        "<script><!--" * 100_000,
        "<svg><title>" * 100_000,
        "<a x=" + "&amp" * 300_000 + ">",
        "<style>" + "url(" * 50_000,
        "<p style='" + "(" * 50_000 + "url(a)'>",
        "[" * 300_000 + "](",
        "[a](" * 100_000,
    ],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    from campaignkit.links.html.extract import extract

    start = time.perf_counter()
    extract("a.html", hostile)
    assert time.perf_counter() - start < 8
