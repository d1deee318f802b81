"""Whatever a title or a body is, it lands escaped and in its own hole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from campaignkit.site.shell import (
    HOLES,
    Markers,
    Shell,
    ShellError,
    ShellKey,
    cut,
    marked_page,
    shell_source,
)

MARKERS = Markers.of("essay/entries")


def engine_page(markers: Markers) -> str:
    """What an engine makes of a shell's Markdown: every marker once or more, in real contexts."""
    m = {hole: markers[hole] for hole in HOLES}
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{m["title"]} - 站</title>'
        f'<meta name="description" content="{m["description"]}">'
        f'<link rel="canonical" href="https://example.org/{m["path"]}/">{m["head"]}</head>'
        f"<body><span>{m['title']}</span><main>{m['body']}</main><footer>尾</footer></body></html>"
    )


SHELL = cut(engine_page(MARKERS), MARKERS)
HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "</title><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='x",
            MARKERS["body"],
            "&lt;b&gt; &amp;",
            "]]>--><!--",
            "\\1 \\g<0> {title} {{ title }} %s $title",
        ]
    ),
).filter(lambda text: "\x00" not in text)


def fill(**content: str) -> str:
    return SHELL.fill({**dict.fromkeys(HOLES, ""), **content}).decode()


@given(title=HOSTILE, description=HOSTILE)
def test_text_lands_escaped_in_its_hole(title: str, description: str) -> None:
    html = fill(title=title, description=description, body="<p>正文</p>")
    tree = LexborHTMLParser(html)
    normal = title.replace("\r\n", "\n").replace("\r", "\n")
    assert tree.css_first("title").text(strip=False) == f"{normal} - 站"
    assert tree.css_first("body > span").text(strip=False) == normal
    found = tree.css_first("meta[name=description]").attributes["content"] or ""
    assert found == description.replace("\r\n", "\n").replace("\r", "\n")
    assert [node.tag for node in tree.css_first("body").iter()] == ["span", "main", "footer"]
    assert not tree.css("script, img")


@given(body=HOSTILE)
def test_a_body_cannot_reach_another_hole(body: str) -> None:
    html = fill(title="题", body=body)
    before, _, rest = html.partition("<main>")
    assert rest.startswith(body)
    assert rest.removeprefix(body) == "</main><footer>尾</footer></body></html>"
    assert before == fill(title="题").partition("<main>")[0]


@pytest.mark.parametrize("hole", HOLES)
def test_a_page_without_a_hole_is_refused(hole: str) -> None:
    with pytest.raises(ShellError, match=hole):
        cut(engine_page(MARKERS).replace(MARKERS[hole], ""), MARKERS)


def test_a_second_body_is_refused() -> None:
    with pytest.raises(ShellError, match="2 holes for body"):
        cut(engine_page(MARKERS) + MARKERS["body"], MARKERS)


@pytest.mark.parametrize("element", ["script", "style"])
def test_a_hole_in_a_script_or_style_is_refused(element: str) -> None:
    page = engine_page(MARKERS) + f"<{element}>x = '{MARKERS['title']}'</{element}>"
    with pytest.raises(ShellError, match=element):
        cut(page, MARKERS)


def test_the_markdown_page_holds_every_marker_but_that_of_its_name() -> None:
    page = marked_page(MARKERS)
    assert [hole for hole in HOLES if MARKERS[hole] in page] == [h for h in HOLES if h != "path"]


def test_a_shell_keeps_its_parts_as_they_are() -> None:
    assert isinstance(SHELL, Shell)
    assert "".join(SHELL.parts) == engine_page(MARKERS).translate({}).replace(
        MARKERS["title"], ""
    ).replace(MARKERS["description"], "").replace(MARKERS["path"], "").replace(
        MARKERS["head"], ""
    ).replace(MARKERS["body"], "")


@pytest.mark.parametrize(
    ("uri", "depth", "path"),
    [
        ("people/", 1, ""),
        ("campaigns/essay/", 2, "essay"),
        ("campaigns/essay/entries/one/", 4, "essay/entries/one"),
    ],
)
def test_a_page_of_any_depth_has_its_own_address(uri: str, depth: int, path: str) -> None:
    key = ShellKey.of(uri, "record")
    assert key.depth == depth
    assert key.path(uri) == path
    address = shell_source(key).removesuffix(".md").removesuffix("index").rstrip("/") + "/"
    assert address.count("/") == depth  # so that relative links are right
    markers = Markers.of(key.name)
    page = engine_page(markers).replace(f"{markers['path']}/", address)
    filled = cut(page, markers, depth).fill({**dict.fromkeys(HOLES, ""), "path": path}).decode()
    assert f'href="https://example.org/{uri}"' in filled
