"""The deck grammar: the dialect with definition lists, `:::` blocks, comments and `???`.

HTML is no part of it: tags are shown as they were typed. A line of the file is a line on the slide,
and a line of dashes is always a slide's end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, image, link
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

from campaignkit.dialect import dialect

InlineRule = Callable[[StateInline, bool], bool]

NOTES_MARK = "???"


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """The markdown-it parser of the deck grammar. It keeps no state between documents."""
    md = dialect(breaks=True).disable(["html_block", "html_inline"])
    md.use(deflist_plugin)
    md.use(container_plugin, name="block", validate=lambda params, _: bool(params.strip()))
    md.block.ruler.before("table", "comment", _comment_block, {"alt": ["paragraph", "blockquote"]})
    md.block.ruler.before("table", "notes_mark", _notes_mark, {"alt": ["paragraph", "blockquote"]})
    md.inline.ruler.before("link", "comment", _comment_inline)
    md.inline.ruler.at("image", _with_offset(image, "image"))
    md.inline.ruler.at("link", _with_offset(link, "link_open"))
    return md


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment that begins a line, up to `-->`; without one, up to the end of its slide."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", first):
        return False
    last = _comment_end(state, start, end)
    if last is not None and not _line(state, last).rstrip().endswith("-->"):
        return False  # text follows on the same line: an inline comment
    if silent:
        return True
    stop = last + 1 if last is not None else _slide_end(state, start, end)
    token = state.push("comment", "", 0)
    token.content = state.src[first : state.eMarks[stop - 1]]
    token.meta = {"closed": last is not None, "column": first - state.bMarks[start]}
    token.map = [start, stop]
    state.line = stop
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _comment_end(state: StateBlock, start: int, end: int) -> int | None:
    for line in range(start, end):
        if "-->" in _line(state, line):
            return line
    return None


def _slide_end(state: StateBlock, start: int, end: int) -> int:
    for line in range(start, end):
        text = _line(state, line).strip()
        if len(text) >= 3 and not text.strip("-"):
            return line
    return end


def _notes_mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that is `???`: what follows on this slide is for the lecturer alone."""
    first = state.bMarks[start] + state.tShift[start]
    text = state.src[first : state.eMarks[start]].rstrip()
    if text not in (NOTES_MARK, "？？？"):
        return False
    if not silent:
        token = state.push("notes_mark", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _comment_inline(state: StateInline, silent: bool) -> bool:
    """A comment inside a line. Without an end it is shown as typed."""
    if not state.src.startswith("<!--", state.pos):
        return False
    stop = state.src.find("-->", state.pos + 4)
    if stop < 0:
        return False
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[state.pos : stop + 3]
        token.meta = {"closed": True, "offset": state.pos}
    state.pos = stop + 3
    return True


def _with_offset(rule: InlineRule, kind: str) -> InlineRule:
    """Wrap an inline rule so that its first token of type `kind` stores its offset in `meta`."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type == kind:
                token.meta["offset"] = start
                break
        return True

    return placed
