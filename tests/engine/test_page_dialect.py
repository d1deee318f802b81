"""Pages of the docs folder: read by our dialect, with all that the engine does to a page."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from campaignkit.engine.page_dialect import PageDialect
from support.site import run_mkdocs, site_case, write_site

PAGE = """\
---
title: 说明
---

# 说明

##怎样参加 {#怎样参加}
**注意：**请看
[报名](#怎样参加)和[首页](index.md)：
- 甲 &amp; 乙
- `&lt;`{: .mark }

<div class="own"><b id="raw">自己的标签</b></div>

正文[^1]，&copy;&nbsp;A&B。

| 右 |
|--:|
| 1 |

```yaml
a: **b**
```

[^1]: 出处
"""
ENGINE = "---\nmarkdown: engine\n---\n\n# 甲\n\n**注意：**请看\n- 不是列表\n"
NOTE = '# 乙\n\n!!! note "提示"\n\n    **注意** 请看\n'
SETTINGS = "markdown_extensions: [attr_list, md_in_html, tables]"


def _html(text: str, *extensions: str, **meta: str) -> str:
    dialect = PageDialect(extensions)
    dialect.choose(text, meta, shell=False)
    return markdown.markdown(text, extensions=["toc", *extensions, dialect])


@pytest.mark.parametrize(
    ("extension", "syntax"),
    [
        ("admonition", "!!! note\n    文字"),
        ("pymdownx.details", "??? note\n    文字"),
        ("pymdownx.tabbed", '=== "甲"\n    文字'),
        ("md_in_html", '<div markdown="1">**甲**</div>'),
        ("abbr", "甲\n\n*[甲]: 第一"),
        ("def_list", "甲\n:   第一"),
        ("pymdownx.keys", "++ctrl++"),
        ("pymdownx.tilde", "H~2~O"),
        ("pymdownx.extra", "甲\n:   第一"),
        ("smarty", "甲"),
        ("nl2br", "甲"),
    ],
)
def test_a_page_that_uses_an_extension_is_the_engine_s(extension: str, syntax: str) -> None:
    text = f"{syntax}\n\n**注意：**请\n"
    plain = markdown.markdown(text, extensions=["toc", extension])
    assert _html(text, extension) == plain
    assert "<strong>注意：</strong>" in _html("**注意：**请") != plain


def test_front_matter_opts_out_and_shells_are_none_of_ours() -> None:
    text = "**注意：**请"
    assert _html(text, markdown="engine") == markdown.markdown(text)
    dialect = PageDialect(["toc"])
    dialect.choose(text, {}, shell=True)
    assert markdown.markdown(text, extensions=[dialect]) == markdown.markdown(text)


def test_what_works_on_the_tree_goes_on_working() -> None:
    text = "[TOC]\n\n## 甲 {#one}\n\n文字。\n{: .note }\n\n```yaml\na: 1\n```\n"
    tree = HTMLParser(_html(text, "attr_list", "codehilite", "fenced_code"))
    assert tree.css_first(".toc a").attributes["href"] == "#one"
    assert tree.css_first("h2").attributes["id"] == "one"
    assert tree.css_first("p.note").text() == "文字。"
    assert tree.css_first("div.codehilite") is not None


@pytest.mark.site
def test_a_built_page(tmp_path: Path) -> None:
    case = site_case("good")
    pages = {"extra.md": PAGE, "engine.md": ENGINE, "note.md": NOTE}
    for name, text in pages.items():
        case.files[f"site_src/{name}"] = text.encode()
    root = write_site(case, tmp_path)
    settings = root / "mkdocs.yml"
    written = settings.read_text("utf-8")
    assert SETTINGS in written
    written = written.replace(SETTINGS, SETTINGS.replace("[", "[admonition, "))
    settings.write_text(written.replace("nav: [", "not_in_nav: '*.md'\nnav: ["), "utf-8")
    result = run_mkdocs(root, "build")
    assert result.returncode == 0, result.stderr
    page = HTMLParser((root / "site/extra/index.html").read_text("utf-8")).css_first("article")
    assert page.css_first("h2").text(deep=False).strip() == "怎样参加"
    assert page.css_first("h2").attributes["id"] == "怎样参加"
    assert "<p><strong>注意：</strong>请看<a " in page.html
    assert [link.attributes["href"] for link in page.css("p a")][1] == "../"
    assert page.css("li")[0].text() == "甲 & 乙"
    assert page.css_first("li code.mark").text() == "&lt;"
    assert page.css_first(".own #raw").text() == "自己的标签"
    assert page.css_first("section.footnotes li p").text().startswith("出处")
    assert "©\xa0A&B" in page.text()
    assert page.css_first("pre code").text() == "a: **b**\n"
    engine = HTMLParser((root / "site/engine/index.html").read_text("utf-8")).css_first("article")
    assert "- 不是列表" in engine.text()
    note = HTMLParser((root / "site/note/index.html").read_text("utf-8")).css_first("article")
    assert note.css_first(".admonition strong").text() == "注意"
