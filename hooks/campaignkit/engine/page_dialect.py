"""Pages of the docs folder are read by our dialect, inside the engine's own Markdown run.

The engine gives each page to Python-Markdown, which reads it differently from the parser of all
other texts: a list after a line, emphasis, `~~`, nesting. This extension leaves Python-Markdown in
place and takes over only its reading: the tokens of the dialect become the element tree that
Python-Markdown would have made. Everything behind that stays as the manuals of MkDocs and Material
say: the table of contents and its anchors, checked and rewritten links, `{: .class }`, highlighted
code, snippets.

A page goes to Python-Markdown as a whole where its front matter says `markdown: engine`, where it
uses the syntax of an extension that is switched on (`!!! note`, `=== "tab"` …), and wherever an
extension is on of which nobody here knows what it does to a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import ElementTree

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor

from campaignkit.engine.page_tree import page_tree

_KEY = "markdown"
_ENGINE = "engine"

_COVERED = frozenset(
    (
        *("toc", "tables", "fenced_code", "footnotes", "attr_list", "sane_lists", "meta"),
        *("codehilite", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.snippets"),
        *("pymdownx.tasklist", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.betterem"),
        *("pymdownx.saneheaders", "pymdownx.escapeall", "pymdownx.striphtml"),
        "pymdownx.pathconverter",
    )
)
"""Extensions whose syntax the dialect has, or that work before the parser or on the tree."""

_SYNTAX: Mapping[str, str] = {
    "admonition": r"^[ ]*!!!",
    "abbr": r"^\*\[",
    "def_list": r"^:[ ]{3}",
    "md_in_html": r"<[^<>]*\bmarkdown\b",
    "wikilinks": r"\[\[",
    "pymdownx.arithmatex": r"\$|\\[(\[]",
    "pymdownx.caret": r"\^",
    "pymdownx.critic": r"\{(?:\+\+|--|~~|==|>>)",
    "pymdownx.details": r"^[ ]*\?\?\?",
    "pymdownx.emoji": r":[a-z0-9][a-z0-9_+-]*:",
    "pymdownx.inlinehilite": r"`(?:#!|:::)",
    "pymdownx.keys": r"\+\+",
    "pymdownx.progressbar": r"\[=",
    "pymdownx.smartsymbols": (
        r"\((?:c|r|tm|p)\)|\+/-|-->|<--|=/=|\bc/o\b|[0-9](?:/[0-9]|st\b|nd\b|rd\b|th\b)"
    ),
    "pymdownx.tabbed": r"^[ ]*===[!+]* \"",
    "pymdownx.tilde": r"(?<!~)~(?!~)",
    **{f"pymdownx.blocks.{name}": r"^[ ]*///" for name in ("admonition", "details", "tab", "html")},
    **dict.fromkeys(("pymdownx.blocks.caption", "pymdownx.blocks.definition"), r"^[ ]*///"),
}
"""What an extension makes of a text that the dialect does not, by the extension's name."""

_BUNDLES = dict.fromkeys(("extra", "pymdownx.extra"), ("abbr", "def_list", "md_in_html"))
"""Extensions that stand for several, as far as these do what the dialect does not."""


class PageDialect(Extension):
    """The extension. `choose` is asked before each page, and holds for that page alone."""

    def __init__(self, extensions: Iterable[object]) -> None:
        super().__init__()
        self._takes = False
        names = [str(name).removeprefix("markdown.extensions.") for name in extensions]
        parts = [part for name in names for part in _BUNDLES.get(name, (name,))]
        self._stranger = any(name not in _COVERED and name not in _SYNTAX for name in parts)
        syntax = [_SYNTAX[name] for name in parts if name in _SYNTAX]
        self._foreign = re.compile("|".join(syntax) or r"(?!)", re.MULTILINE)

    def choose(self, markdown: str, meta: Mapping[str, object], *, shell: bool) -> None:
        """Say who reads the next page; a shell is HTML of our own and none of the dialect's."""
        asked = str(meta.get(_KEY, "")).strip().lower() == _ENGINE
        foreign = self._stranger or self._foreign.search(markdown) is not None
        self._takes = not (shell or asked or foreign)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Put our reading in the place of Python-Markdown's; it comes last of all extensions."""
        if not self._takes:
            return
        md.parser = _DialectParser(md)
        md.preprocessors.register(_Lines(md), "normalize_whitespace", 30)
        for name in ("html_block", "fenced_code_block"):
            highlighted = name == "fenced_code_block" and "hilite" in md.treeprocessors
            if name in md.preprocessors and not highlighted:
                md.preprocessors.deregister(name)
        md.treeprocessors.deregister("inline")


class _Lines(Preprocessor):
    """The lines as they are: tabs part the cells of a table."""

    def run(self, lines: list[str]) -> list[str]:
        """Take out the two characters that Python-Markdown marks its own places with."""
        return [line.replace("\u0002", "").replace("\u0003", "") for line in lines]


class _DialectParser(BlockParser):
    """Reads a page by the dialect."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802  the library's name
        """The element tree of a page."""
        return ElementTree(page_tree("\n".join(lines), self.md))
