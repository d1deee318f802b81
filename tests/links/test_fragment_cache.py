"""What was read in a piece of one page serves the others, and changes nothing of what is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.corpus import Corpus, write

from campaignkit.links.html.extract import extract
from campaignkit.links.html.file_record import FileRecord, read
from campaignkit.links.html.fragment_cache import FragmentCache
from campaignkit.links.html.resolve import Resolver
from support.examples import examples

SHELL = """<!doctype html><html><head><title>{title}</title>
<meta name="description" content="{title}">
<link rel="canonical" href="https://example.org/{name}/">
<link rel="stylesheet" href="../a.css"><script src="../a.js"></script></head>
<body><header id="top"><a href="#content">跳到正文</a>
<svg><a href="../in-svg/">图</a></svg></header>
<nav><a href="../">首页</a><a href="../gone/">没有</a></nav>
<main><article id="content">{body}</article></main>
<!-- <footer> --><footer><a href="#top">回到页首</a><label for="field">某</label></footer>
</body></html>
"""
# What opens and is not closed, closes what was not opened, or hides a place where a page is cut.
_BITS = st.sampled_from(
    [
        "<header>",
        "<nav class=x>",
        "<main>",
        "<article id=a>",
        "<footer id=b>",
        "<section>",
        "<a href=c/>",
        "<a href='#a'>",
        "<a name=n>",
        "<a title='<nav '>",
        '<p class="<a >',
        '">',
        "<meta charset=utf-8>",
        "<meta name=x content='<link >'>",
        "<base href=/d/>",
        "<link rel=icon href=e>",
        "<title>",
        "</title>",
        "<title>甲</title>",
        "<script>",
        "<script src=f></script>",
        "</script>",
        '<script type=application/ld+json>{"url": "/g/"}</script>',
        "<script type=application/ld+json>{</script>",
        "<!--",
        "-->",
        "<!-- ignore: link-broken 原因 -->",
        "<!-->",
        "<svg>",
        "<svg class=x><path d='<nav >'/></svg>",
        "</svg>",
        "<foreignObject>",
        "</foreignObject>",
        "<template>",
        "</template>",
        "<template shadowrootmode=open>",
        "<style>@import '<a >';",
        "</style>",
        "<textarea>",
        "</textarea>",
        "<plaintext>",
        "<![CDATA[",
        "]]>",
        "<iframe srcdoc='<a href=h>'></iframe>",
        "<label for=a>",
        "</nav>",
        "</a>",
        "</section>",
        "<div>",
        "</div>",
        "<p id=a>",
        "<",
        "</",
        "<a",
        "[甲]（b.md）",
        "文字",
        "\n",
    ]
)
_PAGE = st.lists(_BITS, max_size=12).map("".join)


@examples(1500)
@given(st.lists(_PAGE, min_size=1, max_size=5))
def test_pieces_of_other_pages_change_nothing(pages: list[str]) -> None:
    cache = FragmentCache()
    for _ in range(3):  # seen, stored, cached
        for page in pages:
            assert extract("a.html", page, cache) == extract("a.html", page)


@examples(300)
@given(_PAGE, _PAGE, _PAGE)
def test_a_body_that_breaks_out_changes_nothing_of_other_pages(
    one: str, two: str, title: str
) -> None:
    cache = FragmentCache()
    for body in (one, two, one, "", two, "正文", one):
        page = SHELL.format(title=title, name="x", body=body)
        assert extract("a.html", page, cache) == extract("a.html", page)


def test_a_piece_is_cut_short_only_at_the_end_of_a_file() -> None:
    cache = FragmentCache()
    for text in (
        "<nav><a href=x>甲</a><footer><a href=y",
        "<footer><a href=y",
        "<footer><a href=y>",
    ):
        for page in (text, text, text, text + "><a href=z>", text):
            assert extract("a.html", page, cache) == extract("a.html", page)


def test_the_shell_is_read_once_and_each_body_on_its_own() -> None:
    cache = FragmentCache()
    first = _count(cache, range(3))
    assert first > 10
    rest = _count(cache, range(3, 203))
    assert rest <= 200 * 4  # title, description, address and body differ on every page


def _count(cache: FragmentCache, numbers: range) -> int:
    before = cache.parsed
    for number in numbers:
        body = f"<p>第 {number} 号<a href='../r{number + 1}/'>下一个</a></p>"
        page = SHELL.format(title=f"第 {number} 号", name=f"r{number}", body=body)
        facts = extract("a.html", page, cache)
        assert facts == extract("a.html", page)
    return cache.parsed - before


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.links.html.fragment_cache.MAX_CACHED_CHARS", 6400)
    cache = FragmentCache()
    for number in range(400):
        page = SHELL.format(title=f"{number // 2}", name=f"r{number // 2}", body="")
        for _ in range(2):
            assert extract("a.html", page, cache) == extract("a.html", page)
    kept = sum(map(len, cache._cached)) + sum(map(len, cache._cached_at_end))
    assert kept < 6400 + len(page)
    assert len(cache._seen) < 200


@pytest.fixture(params=["root", "sub"])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Corpus:
    return write(request.param, tmp_path)


def test_hard_pages_give_the_same_records(corpus: Corpus) -> None:
    cache, resolver = FragmentCache(), Resolver(corpus.base_url)
    files = sorted(path for path in corpus.root.rglob("*") if path.is_file())
    for _ in range(3):
        for file in files:
            path, data = file.relative_to(corpus.root).as_posix(), file.read_bytes()
            again = FileRecord.load(read(path, data, resolver, cache).dump())
            assert again == read(path, data, Resolver(corpus.base_url))
