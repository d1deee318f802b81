"""HTML to the text that search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from campaignkit.search import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>劳<em>动</em>者</p>\n<p>二</p>", "劳动者\n二"),
        ("<p>一行，\n又一行</p>", "一行， 又一行"),
        ("<nav>导航</nav><p>文</p><script>x()</script><svg><title>图</title></svg>", "文"),
        ("<dl><dt>单位</dt><dd>某厂</dd></dl>", "某厂"),
        ('<p><span class="ck-mark ck-mark--sample" title="t">示例数据</span>文</p>', "文"),
        ('<span class="ck-monogram" aria-hidden="true">张</span>张三', "张三"),
        ('<p data-search="off">看不见</p>看得见', "看得见"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        ("<img src='a.jpg' alt='图'>", ""),
    ],
)
def test_what_is_kept(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_escaped_text_comes_back(text: str) -> None:
    shown = plain_text(f"<p>{escape(text)}</p>")
    assert shown.split() == text.split()
