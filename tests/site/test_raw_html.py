"""HTML blocks go round the engine and come back as they were."""

from __future__ import annotations

import markdown
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from campaignkit.site.raw_html import lift

FILLER = "字" * 500


def through_the_engine(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables"])


def test_a_block_comes_back_whole_with_blank_lines_and_nested_tags() -> None:
    block = f'<div class="a">\n\n<div>*x*</div>\n\n    {FILLER}\n<p>y</p></div>'
    lifted = lift("a/index.md", f"# 题 {{ #one }}\n\n{block}\n\n## 二\n\n*强*\n")
    assert lifted.blocks == (block,)
    assert FILLER not in lifted.markdown
    html = lifted.restore(through_the_engine(lifted.markdown))
    assert block in html
    assert '<h1 id="one">题</h1>' in html
    assert "<em>强</em>" in html


def test_small_blocks_stay_where_they_are() -> None:
    text = "<p>短</p>\n\n# 题\n"
    assert lift("a.md", text).markdown == text


def test_a_stand_in_of_another_page_means_nothing() -> None:
    other = lift("b.md", f"<div>{FILLER}</div>\n")
    mine = lift("a.md", f"<div>{FILLER}x</div>\n")
    assert mine.restore(other.markdown) == other.markdown


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_escaped_text_comes_back(texts: list[str]) -> None:
    rows = "\n\n".join(f"<li>{escape(text)}</li>" for text in texts)
    block = f"<ul>{FILLER}{rows}</ul>"
    lifted = lift("a.md", f"# 题\n\n{block}\n\n段\n")
    assert lifted.restore(lifted.markdown) == f"# 题\n\n{block}\n\n段\n"
