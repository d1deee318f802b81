"""Line breaks of the file between Chinese characters, which a browser would show as blanks.

The characters beside a break may stand in a link, in bold, or in code: what counts is what a reader
sees before and behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from campaignkit.dialect.characters_wide import joins

_SHOWN = ("text", "code_inline")


def join_chinese_lines(tokens: Sequence[Token]) -> None:
    """Drop, in the tokens of one block, each soft break that is no blank to a reader."""
    last, pending = "", None
    for token in tokens:
        if token.type == "softbreak":
            pending = token if last else None
        elif token.type in _SHOWN and token.content:
            if pending is not None and joins(last, token.content[0]):
                pending.type, pending.tag, pending.content = "text", "", ""
            last, pending = token.content[-1], None
        elif token.type in ("hardbreak", "image", "html_inline", "footnote_ref"):
            last, pending = "", None


def joined_text(tokens: Sequence[Token]) -> str:
    """The words of one block on one line: breaks are blanks, but none between Chinese."""
    words, broken = "", False
    for token in tokens:
        if token.type in _SHOWN and token.content:
            if broken and not joins(words[-1], token.content[0]):
                words += " "
            words, broken = words + token.content, False
        elif token.type in ("softbreak", "hardbreak"):
            broken = bool(words)
    return words
