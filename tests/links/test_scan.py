"""The tokenizer against lexbor, a whole HTML parser: the same elements, the same attributes."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from campaignkit.links.html import values
from campaignkit.links.html.scan import attributes, tags
from support.examples import examples

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


# What decides whether an SVG is still open: elements around it, in it, and again an SVG in those.
_NESTING = st.sampled_from(
    [
        *["<svg>", "</svg>", "<foreignObject>", "</foreignObject>", "<desc>", "</desc>"],
        *["<math>", "</math>", "<mi>", "</mi>", "<annotation-xml>", "<title>", "</title>"],
        *["<script>", "</script>", "<![CDATA[", "]]>", "<template>", "</template>"],
        *["<a>", "</a>", "<b>", "</b>", "<em>", "</em>", "<div>", "</div>", "<p>", "</p>"],
        *["<span>", "</span>", "<ul>", "<li>", "</li>", "<h1>", "<h2>", "</h1>", "<br>", "</br>"],
        *["<dd>", "<dt>", "</dd>", "<button>", "</button>", "<form>", "</form>"],
        *["<object>", "</object>", "<table>", "<tr>", "<td>", "</td>", "</table>", "x"],
        *["<a class=l href=1>", "<img class=l href=2>"] * 4,
    ]
)


@examples(1000)
@given(st.lists(st.one_of(_PIECES, _NESTING), max_size=14).map("".join))
@example("<foreignObject><svg></foreignObject><script><a class=l href=1>")
@example("<div><svg></div><title><a class=l href=1>")
@example("<a><div><svg></a><script><a class=l href=1>")
@example("<p><b></p><svg></b><script><a class=l href=1>")
@example("<svg><foreignObject><div></foreignObject><script><a class=l href=1>")
@example("<svg><desc><![CDATA[<a class=l href=1>]]><p><![CDATA[<a class=l href=2>]]>")
@example("<table><td><svg><desc><td><title><a class=l href=1>")
@example("<template><svg></template><script><a class=l href=1>")
def test_the_same_links_as_a_whole_parser(text: str) -> None:
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
        "<svg><path>" * 10_000 + "</x>" * 10_000,
        "<div><svg></div>" * 10_000,
        "<div><svg></div>" + "<b><p>" * 10_000 + "</b>" * 10_000,
        "<div><svg></div>" + "<b></div>" * 10_000,
        "<a x=" + "&amp" * 300_000 + ">",
        "<style>" + "url(" * 50_000,
        "<p style='" + "(" * 50_000 + "url(a)'>",
        "[" * 300_000 + "](",
        "[a](" * 100_000,
    ],
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    from campaignkit.links.html.extract import extract

    start = time.process_time()
    extract("a.html", hostile)
    assert time.process_time() - start < 8
