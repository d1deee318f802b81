"""Emphasis, strikethrough and `==marks==` beside Chinese punctuation.

CommonMark asks for a blank or punctuation outside of `**` wherever punctuation stands inside, so
`**注意：**请` is no emphasis there. The CJK-friendly amendment (tats-u/markdown-cjk-friendly, for
issue 650 of the CommonMark specification) lets a Chinese character stand for either. Here curly
quotation marks, dash and ellipsis count as Chinese too, as they do in Chinese texts.

A number on both sides (`60*90*30`, `10~~20`) is arithmetic or a range and no emphasis.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from campaignkit.dialect.characters_wide import is_wide

_PAIRED = "~="
"""Marks that are always two characters long."""


def use_cjk_emphasis(md: MarkdownIt) -> None:
    """Replace the inline rules for `*`, `_` and `~~`, and add one for `==`."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _paired)
    md.inline.ruler2.before("emphasis", "mark", _make_marks)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Push each `*` or `_` of a run as a text token and a delimiter, to be paired later."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    can_open, can_close, length = _flanks(state, marker)
    for at in range(length):
        _push(state, marker, state.pos + at, length, can_open, can_close)
    state.pos += length
    return True


def _paired(state: StateInline, silent: bool) -> bool:
    """Push `~~` or `==` as one text token and a delimiter; longer runs stay text."""
    marker = state.src[state.pos]
    if silent or marker not in _PAIRED:
        return False
    can_open, can_close, length = _flanks(state, marker)
    if length != 2:
        state.pending += marker * length
    else:
        _push(state, marker * 2, state.pos, 0, can_open, can_close)
    state.pos += length
    return True


def _push(
    state: StateInline, text: str, at: int, length: int, can_open: bool, can_close: bool
) -> None:
    token = state.push("text", "", 0)
    token.content = text
    token.meta = {"at": at}
    index = len(state.tokens) - 1
    state.delimiters.append(Delimiter(ord(text[0]), length, index, -1, can_open, can_close))


def _flanks(state: StateInline, marker: str) -> tuple[bool, bool, int]:
    """Whether the run that begins here can open and close, and its length."""
    start, end = state.pos, state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    if before.isdecimal() and after.isdecimal():
        return False, False, end - start
    left = _is_flanking(after, before)
    right = _is_flanking(before, after)
    if marker == "_":
        opens = left and (not right or _is_punctuation(before))
        closes = right and (not left or _is_punctuation(after))
        return opens, closes, end - start
    if marker == "=":  # `x==1` is a comparison
        left = left and not (before.isascii() and before.isalnum())
        right = right and not (after.isascii() and after.isalnum())
    return left, right, end - start


def _is_flanking(inner: str, outer: str) -> bool:
    """Whether a run between these characters may stand at the edge of emphasis."""
    if isWhiteSpace(ord(inner)):
        return False
    if is_wide(inner) or not _is_punctuation(inner):
        return True
    return isWhiteSpace(ord(outer)) or _is_punctuation(outer) or is_wide(outer)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _make_marks(state: StateInline) -> None:
    """Turn paired `==` into `<mark>`."""
    scopes = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]
    for delimiters in scopes:
        for opening in delimiters:
            if opening.marker != ord("=") or opening.end < 0:
                continue
            for index, kind, nesting in (
                (opening.token, "mark_open", 1),
                (delimiters[opening.end].token, "mark_close", -1),
            ):
                token = state.tokens[index]
                token.type, token.tag, token.nesting = kind, "mark", nesting
                token.markup, token.content = "==", ""
