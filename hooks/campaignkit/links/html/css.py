"""URLs in style sheets, style elements and style attributes.

Source: CSS Syntax 3, CSS Values 4 (`url()`, `src()`), CSS Images 4 (`image-set()`), Cascade 5
(`@import`). tinycss2 cuts the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

_WORTH_A_LOOK = re.compile(r"url|@import|image-set|src\(|\\", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n|[\r\n\f]")
_IMAGE_SETS = frozenset({"image-set", "-webkit-image-set"})
_URL_FUNCTIONS = frozenset({"url", "src"})


def css_urls(css: str) -> Iterator[tuple[int, str]]:
    """Offset and URL of everything that `css` loads, in order; comments and namespaces excluded."""
    if not _WORTH_A_LOOK.search(css):
        return
    lines = [0, *(match.end() for match in _NEWLINE.finditer(css))]
    tokens = tinycss2.parse_component_value_list(css, skip_comments=True)
    for token, url in _urls(tokens):
        start = lines[token.source_line - 1] + token.source_column - 1
        inside = css.find(url, start, start + len(url) + 16)
        yield max(start, inside), url


def _urls(tokens: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Walk the token tree without recursion: nesting is up to the author of the file."""
    stack = [_Level(tokens)]
    while stack:
        token = next(stack[-1].tokens, None)
        if token is None:
            stack.pop()
            continue
        level = stack[-1]
        if token.type == "at-keyword":
            level.statement = token.lower_value
        elif token.type == "url" or _is_url_function(token):
            if level.statement != "namespace":
                yield token, _value(token)
        elif token.type == "string" and (level.strings or level.statement == "import"):
            yield token, token.value
        else:
            if token == ";" or token.type == "{} block":
                level.statement = ""
            inner = getattr(token, "arguments", None) or getattr(token, "content", None)
            if inner:
                strings = token.type == "function" and token.lower_name in _IMAGE_SETS
                stack.append(_Level(inner, strings=strings))
            continue
        if level.statement == "import" and token.type != "at-keyword":
            level.statement = ""


class _Level:
    """One nesting level: its tokens, the at-rule it is in, whether bare strings are URLs."""

    def __init__(self, tokens: Iterable[Any], *, strings: bool = False) -> None:
        self.tokens = iter(tokens)
        self.statement = ""
        self.strings = strings


def _is_url_function(token: Any) -> bool:
    if token.type != "function" or token.lower_name not in _URL_FUNCTIONS:
        return False
    return any(argument.type == "string" for argument in token.arguments)


def _value(token: Any) -> str:
    if token.type == "url":
        return str(token.value)
    return next(str(item.value) for item in token.arguments if item.type == "string")
