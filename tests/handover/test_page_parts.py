"""What a page runs is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.handover.page_parts import links_of, read_page

SITE = "https://example.org/gonghui/"


def kinds(html: str) -> set[str]:
    return {part.kind for part in read_page("a/index.html", html.encode(), SITE).active}


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<script>x</script>", "script"),
        ("<SCRIPT SRC=//e/x.js></SCRIPT>", "script"),
        ("<script/src=x></script>", "script"),
        ('<script type="text/javascript;v=1">x</script>', "script"),
        ("<svg><script href=x /></svg>", "script"),
        ("<p><iframe src=//e>", "iframe"),
        ("<iframe srcdoc='&lt;script>'>", "iframe"),
        ("<embed src=x>", "embed"),
        ("<object data=x>", "object"),
        ("<base href=//e/>", "base"),
        ('<meta http-equiv="Refresh" content="0;URL=\'//e/\'">', "refresh"),
        ("<form action=https://e/>", "form"),
        ("<img src=x onerror=alert(1)>", "onerror"),
        ("<svg/onload=alert(1)>", "onload"),
        ("<a href=' java\tscript:alert(1)'>x</a>", "href"),
        ("<a href='&#106;avascript:alert(1)'>x</a>", "href"),
    ],
)
def test_active_parts_are_found(html: str, kind: str) -> None:
    assert kinds(html) >= {kind}


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/json">{"a": 1}</script>',
        "<!-- <script>x</script> -->",
        "<p>&lt;script&gt;x&lt;/script&gt;</p>",
        "<a href='https://e/'>x</a>",
        "<form action='../search/'>",
        "<textarea><script>x</script></textarea>",
    ],
)
def test_what_runs_nothing_is_left_alone(html: str) -> None:
    assert kinds(html) == set()


def test_the_same_script_has_one_key_on_all_pages() -> None:
    written = {
        "index.html": "a.js",
        "x/y/index.html": "../../a.js",
        "404.html": "/gonghui/a.js",
        "b.html": "HTTPS://EXAMPLE.org/gonghui/a.js#x",
    }
    keys = {
        part.key
        for path, src in written.items()
        for part in read_page(path, f"<script src='{src}'></script>".encode(), SITE).active
    }
    assert keys == {"script /a.js"}


def test_inline_scripts_differ_by_their_text() -> None:
    one, other = (read_page("a.html", f"<script>{x}</script>".encode()).active for x in "ab")
    assert {part.key for part in one}.isdisjoint(part.key for part in other)
    assert [part.excerpt for part in one] == ["a"]


def test_title_and_links() -> None:
    page = (
        "x/index.html",
        "<head><title>职工\n征文&amp;</title></head>"
        "<a href=../附件/表.txt#b>x</a><img src=//e/p.png>".encode(),
        SITE,
    )
    assert read_page(*page).title == "职工 征文&"
    assert links_of(*page) == {"/附件/表.txt", "https://e/p.png"}


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes_can_be_read(raw: bytes, link: str) -> None:
    read_page("a.html", raw)
    links_of("a.html", f"<base href='{link}'><a href='{link}'>".encode("utf-8", "replace"), SITE)
