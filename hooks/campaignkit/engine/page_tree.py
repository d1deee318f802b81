"""Tokens of the dialect as the element tree of Python-Markdown.

HTML that a page holds, and whatever only markdown-it can render (footnotes), goes round the tree as
Python-Markdown's own raw blocks do: it is stashed, and a placeholder stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from campaignkit.dialect import join_chinese_lines
from campaignkit.model.markdown import page_parser

_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
"""Characters beyond ASCII, percent-encoded."""
_PLAIN = frozenset(("html_inline", "html_block"))


def page_tree(text: str, engine: Markdown) -> Element:
    """The root element of a page, for the processors of `engine`."""
    parser = page_parser()
    env: dict[str, object] = {}
    tree = _Tree(parser, engine, env)
    tree.add(parser.parse(text, env))
    return tree.root


class _Tree:
    """An element tree in the making: the elements that are open, the innermost last."""

    def __init__(self, parser: MarkdownIt, engine: Markdown, env: dict[str, object]) -> None:
        self.root = Element("div")
        self._open = [self.root]
        self._engine, self._env, self._options = engine, env, parser.options
        assert isinstance(parser.renderer, RendererHTML)
        self._renderer = parser.renderer

    def add(self, tokens: Sequence[Token]) -> None:
        """Add tokens in their order, those of a block's words among them."""
        for index, token in enumerate(tokens):
            if token.hidden:
                continue
            if token.type == "inline":
                children = token.children or []
                join_chinese_lines(children)
                self.add(children)
            elif token.type in _PLAIN:
                self._raw(token.content, block=token.type == "html_block")
            elif token.type in self._renderer.rules and token.type.startswith("footnote"):
                self._raw(self._rendered(tokens, index), block=self._open[-1].tag != "p")
            else:
                self._element(token)

    def _element(self, token: Token) -> None:
        if token.nesting < 0:
            self._open.pop()
        elif token.nesting > 0:
            self._open.append(self._start(token))
        elif token.type in ("text", "text_special"):
            self._text(token.content)
        elif token.type == "softbreak":
            self._text("\n")
        elif token.type == "code_inline":
            self._start(token).text = _escaped(token.content)
        elif token.type in ("fence", "code_block"):
            self._code(token)
        else:
            self._single(token)

    def _single(self, token: Token) -> None:
        element = self._start(token)
        if token.type == "image":
            words = self._renderer.renderInlineAsText
            element.set("alt", words(token.children or [], self._options, self._env))
        elif token.type == "hardbreak":
            element.tail = "\n"

    def _code(self, token: Token) -> None:
        code = SubElement(SubElement(self._open[-1], "pre"), "code")
        language = token.info.split()[:1]
        if language:
            code.set("class", f"language-{language[0]}")
        code.text = _escaped(token.content)

    def _start(self, token: Token) -> Element:
        attributes = {name: _typed(str(value)) for name, value in token.attrs.items()}
        return SubElement(self._open[-1], token.tag, attributes)

    def _text(self, text: str) -> None:
        """Add words behind whatever the open element holds."""
        parent, words = self._open[-1], _escaped(text)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + words
        else:
            parent.text = (parent.text or "") + words

    def _raw(self, html: str, *, block: bool) -> None:
        placeholder = self._engine.htmlStash.store(html.rstrip("\n") if block else html)
        if block:  # the library takes the paragraph away with the placeholder
            SubElement(self._open[-1], "p").text = placeholder
        else:
            self._text(placeholder)

    def _rendered(self, tokens: Sequence[Token], index: int) -> str:
        rule = self._renderer.rules[tokens[index].type]
        return str(rule(tokens, index, self._options, self._env))


def _typed(value: str) -> str:
    """An address as it was typed: the engine compares Chinese anchors and files as they are."""
    if "%" not in value or "://" in value:
        return value
    return _ENCODED.sub(_decoded, value)


def _decoded(match: re.Match[str]) -> str:
    try:
        return unquote(match[0], errors="strict")
    except UnicodeDecodeError:  # GBK, perhaps: nobody's business here
        return match[0]


def _escaped(text: str) -> str:
    """Text in which an ampersand that begins an entity is no entity for the serializer."""
    return _ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text) if "&" in text else text
