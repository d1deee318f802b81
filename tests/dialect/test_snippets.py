"""Markdown as Chinese editors type it, from Word, chat programs and other converters.

Each file in `snippets/` holds pieces: `%% name`, the text, `=>`, the HTML that a reader expects,
and `!! line:column what stands there => what to write` for whatever is told (`?` where nobody can
know). What is expected was written by reading, before the parser was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import markdown
import pytest

from campaignkit.dialect import join_chinese_lines, leftovers
from campaignkit.engine.page_dialect import PageDialect
from campaignkit.model.markdown import parser
from campaignkit.site.render_markdown import Setting, render
from campaignkit.slides.parse.grammar import markdown as deck_parser
from campaignkit.slides.parse.token_html import render as render_deck
from support.snippets import Snippet, bare, snippets

EXTENSIONS = ["toc", "tables", "fenced_code", "admonition", "attr_list", "md_in_html"]
SNIPPETS = snippets()
EVERY = pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda one: one.name)


def _field(text: str) -> str:
    levels = [int(level) for level in re.findall(r"<h([1-6])", parser().render(text))]
    setting = Setting("campaigns/a", "campaigns/a", "../../", lambda uri: True)
    return render(text, setting, heading=min(levels, default=3))


def _deck(text: str) -> str:
    """As on a slide, but for line breaks: there each line of the file is one on the slide."""
    tokens = deck_parser().parse(text)
    for token in tokens:
        children = token.children or []
        join_chinese_lines(children)
        for child in children:
            if child.type == "softbreak":
                child.type, child.tag, child.content = "text", "", "\n"
    return render_deck(tokens)


def _page(text: str) -> str:
    dialect = PageDialect(EXTENSIONS)
    dialect.choose(text, {}, shell=False)
    return markdown.markdown(text, extensions=[*EXTENSIONS, dialect])


PLACES: dict[str, Callable[[str], str]] = {"field": _field, "deck": _deck, "page": _page}
"""A text of an entry in a file of its own goes the way of a field."""


def test_there_are_enough_of_them() -> None:
    assert len(SNIPPETS) >= 150
    assert len({snippet.typed for snippet in SNIPPETS}) == len(SNIPPETS)


@EVERY
@pytest.mark.parametrize("place", PLACES)
def test_a_snippet_is_what_its_reader_expects(snippet: Snippet, place: str) -> None:
    if place == "page" and snippet.name.endswith("（页面除外）"):
        pytest.skip("a page's own tags are tags")
    assert bare(PLACES[place](snippet.typed)) == bare(snippet.expected)


@EVERY
def test_what_is_not_made_is_told(snippet: Snippet) -> None:
    found = [
        f"{one.line}:{one.column} {one.old} => {'?' if one.new is None else one.new}"
        for one in leftovers(snippet.typed, parser())
    ]
    assert [one.strip() for one in found] == [one.strip() for one in snippet.told]
