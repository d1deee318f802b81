"""Resolution: the short path for plain links says what the whole URL parser says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.links.html.resolve import PageBase, Resolver, Target, TargetKind
from support.examples import examples

_SEGMENT = st.sampled_from(["a", "b.html", "..", ".", "", "index.html", "x-y_z", "1.2"])
_PLAIN = st.builds(
    lambda parts, fragment: "/".join(parts) + fragment,
    st.lists(_SEGMENT, max_size=5),
    st.sampled_from(["", "#", "#a-b", "#x.1"]),
)


@examples(500)
@given(_PLAIN, st.sampled_from(["index.html", "a/index.html", "a/b/c.html"]))
def test_short_path_agrees_with_the_url_parser(link: str, path: str) -> None:
    page = Resolver().page(path)
    quick, whole = page.resolve(link), page._resolve(link)
    assert _opened(page, quick) == _opened(page, whole)


def _opened(page: PageBase, target: Target) -> Target:
    """With the page itself by its address: `a/` and `a/index.html` are one page."""
    path = target.path
    folder = "".join(f"{name}/" for name in page.folders)
    if path == page.path and path == f"{folder}index.html":
        path = folder
    return target._replace(path=path)


@pytest.mark.parametrize(
    ("link", "kind", "path", "fragment"),
    [
        ("../c/?q#x", TargetKind.FILE, "a/c/", "x"),
        ("/gonghui/2026/", TargetKind.FILE, "", ""),
        ("/gonghui/2026", TargetKind.FILE, "", ""),
        ("/gonghui/", TargetKind.OUTSIDE, "/gonghui/", ""),
        ("https://portal.example.cn/x", TargetKind.WEB, "https://portal.example.cn/x", ""),
        ("http://portal.example.cn/gonghui/2026/t", TargetKind.FILE, "t", ""),
        (
            "https://例子.中国/路径?查询#片段",
            TargetKind.WEB,
            "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF%E5%BE%84?%E6%9F%A5%E8%AF%A2",
            "%E7%89%87%E6%AE%B5",
        ),
        ("javascript:void(0)", TargetKind.INERT, "", ""),
        ("\t#x\n", TargetKind.FILE, "a/b/index.html", "x"),
    ],
)
def test_under_a_sub_path(link: str, kind: TargetKind, path: str, fragment: str) -> None:
    page = Resolver("https://portal.example.cn/gonghui/2026").page("a/b/index.html")
    assert page.resolve(link) == (kind, path, fragment)


def test_query_on_a_page_in_another_character_set() -> None:
    page = Resolver().page("a.html", charset="gb18030")
    assert page.resolve("https://example.org/?q=劳").path == "https://example.org/?q=%C0%CD"


def test_a_base_url_must_be_a_web_address() -> None:
    with pytest.raises(ValueError, match="ftp"):
        Resolver("ftp://example.org/")
    with pytest.raises(ValueError, match="portal"):
        Resolver("portal")
