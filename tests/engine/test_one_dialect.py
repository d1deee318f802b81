"""One text in a YAML field, an entry's file, a deck and a page, built for real: the same HTML."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from support.site import run_mkdocs, site_case, with_deck, write_site
from support.snippets import bare, snippets

POEM = """\
title: 灯
authors: [zhang-san]
category: poem
statement_signed: true
body: |
  六点的灯
  亮了
"""
CHOSEN = ("emphasis", "headings", "tables")
"""Files of snippets that can stand in one text, one below the other."""


def _inner(page: Path, selector: str) -> str:
    node = HTMLParser(page.read_text("utf-8")).css_first(selector)
    assert node is not None, f"{page}: {selector}"
    return bare(node.inner_html or "")


@pytest.mark.site
def test_four_places_one_html(tmp_path: Path) -> None:
    chosen = [
        one for one in snippets() if one.name.startswith(CHOSEN) and "<h1" not in one.expected
    ]
    text = "\n\n".join(one.typed for one in chosen) + "\n"
    case = site_case("good")
    campaign = "campaigns/essay/campaign.yml"
    written = case.files[campaign].decode().partition("about: |")[0]
    written += "categories: [{id: poem, title: 诗, unit: 行}]\n"
    written += f"about: |\n{textwrap.indent(text, '  ')}"
    case.files[campaign] = written.encode()
    case.files["campaigns/essay/entries/two.md"] = text.encode()
    case.files["campaigns/essay/entries/poem.yml"] = POEM.encode()
    case.files["site_src/alike.md"] = text.encode()
    root = with_deck(write_site(case, tmp_path))
    (root / "campaigns/talks/decks/a.md").write_text(f"# 一\n\n---\n\n{text}", "utf-8")
    settings = root / "mkdocs.yml"
    settings.write_text("not_in_nav: '*.md'\n" + settings.read_text("utf-8"), "utf-8")
    result = run_mkdocs(root, "build")
    assert result.returncode == 0, result.stderr
    essay = root / "site/campaigns/essay"
    expected = "".join(bare(one.expected) for one in chosen)
    assert _inner(essay / "entries/two/index.html", ".ck-prose") == expected
    assert expected in _inner(essay / "index.html", "main")
    assert expected in _inner(root / "site/alike/index.html", "article")
    deck = _inner(root / "site/campaigns/talks/sessions/first/slides/index.html", "body")
    assert "<strong>注意：</strong>请" in deck
    assert "<th>姓名</th><th>单位</th>" in deck
    assert "六点的灯<br>亮了" in _inner(essay / "entries/poem/index.html", ".ck-prose")
