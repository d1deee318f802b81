"""Redirects in the settings: the pages they become, loops and conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.base.findings import Position
from campaignkit.links.site_check import check_site
from campaignkit.publish.redirects import redirect_pages

BUILT = {"index.html", "new/index.html", "a/b.html", "taken/index.html"}


def where(old: str) -> Position:
    return Position("mkdocs.yml", 1, 1, len(old))


def test_each_redirect_is_a_page_that_resolves(tmp_path: Path) -> None:
    redirects = {
        "old/": "new/",
        "/older/deep/page/": "/new/",
        "first/": "second/",
        "second/": "third/",
        "third/": "a/b.html",
        "gone.html": "https://example.org/archive/",
        "plan/": "new/#plan",
        "home/": "/",
        "旧/": "new/",
    }
    pages, findings = redirect_pages(redirects, BUILT, where)
    assert findings == []
    assert set(pages) == {
        "old/index.html",
        "older/deep/page/index.html",
        "first/index.html",
        "second/index.html",
        "third/index.html",
        "gone.html",
        "plan/index.html",
        "home/index.html",
        "旧/index.html",
    }
    assert 'url=../a/b.html"' in pages["first/index.html"]
    assert 'url=../../../new/"' in pages["older/deep/page/index.html"]
    for path, text in {**dict.fromkeys(BUILT, "<h1 id=plan>x</h1>"), **pages}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "new/more.html").write_text("<a href=../old/>x</a>", encoding="utf-8")
    assert check_site(tmp_path) == []
    assert check_site(tmp_path, "https://portal.example.cn/gonghui/") == []


@pytest.mark.parametrize(
    ("redirects", "message"),
    [
        ({"a/": "b/", "b/": "c/", "c/": "a/"}, "绕成了圈：a/ → b/ → c/ → a/"),
        ({"self/": "self/"}, "绕成了圈：self/ → self/"),
        ({"taken/": "new/"}, "已有页面"),
        ({"old/": "nowhere/"}, "不存在"),
        ({"old/": "../out/"}, "不是本站的路径"),
        ({"old/": "javascript:alert(1)"}, "不存在"),
        ({"": "new/"}, "旧地址"),
        ({"../x/": "new/"}, "旧地址"),
        ({"old": "new/", "old/": "a/b.html"}, "重复"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(redirects: dict[str, str], message: str) -> None:
    pages, findings = redirect_pages(redirects, BUILT, where)
    assert findings
    assert message in findings[0].message
    assert {finding.rule for finding in findings} == {"link-redirect"}
    assert "<script" not in "".join(pages.values())


def test_markup_in_a_redirect_is_text() -> None:
    pages, _ = redirect_pages({"old/": 'https://example.org/"><script>'}, BUILT, where)
    assert "<script" not in pages["old/index.html"]
