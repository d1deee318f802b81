"""Lines that begin a paragraph of their own, though no blank line stands before them.

Official documents number with `一、`, `（一）`, `1、`, `①`, and begin a paragraph with two
full-width blanks; each such line stands alone in Word, and would be run together by CommonMark. A
short numbered line is a heading, so what follows it begins a new paragraph, too.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

_CHINESE_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
_NUMBERED = re.compile(
    rf"(?:\*\*|__)?(?:{_CHINESE_NUMBER}、|[（(]{_CHINESE_NUMBER}[）)]"
    r"|[0-9]{1,2}(?:[、．]|[.)][ \t])|[（(][0-9]{1,2}[）)]"
    rf"|[①-⑳⑴-⒇]|第(?:{_CHINESE_NUMBER}|[0-9]{{1,3}})[编章节条][ \u3000：:、])"
)
_SHORT = 20
"""Characters up to which a numbered line is a heading and not the beginning of a long sentence."""
_GOES_ON = "，、；,（(“《"
_LISTING = ("、", "（", "(", "《")
"""How a line ends whose next begins with a number of the same sentence: `第1、⏎2、3号楼`."""
_INDENT = "\u3000"

STARTS = "一二三四五六七八九十百零〇（(第\u30000123456789\u2460-\u2473\u2474-\u2487"
"""First characters of lines that may be such, as a class for regular expressions."""


def use_own_lines(md: MarkdownIt) -> None:
    """Add the block rule that ends a paragraph, and drop the blanks that began one."""
    md.block.ruler.before("paragraph", "own_line", _own_line, {"alt": ["paragraph"]})
    md.core.ruler.before("inline", "indent", _drop_indents)


def _own_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Asked for each further line of a paragraph; it never makes tokens itself."""
    del end
    if not silent or state.env.get("verse"):
        return False
    line, before = _line(state, start), _line(state, start - 1).rstrip() if start else ""
    if line.startswith(_INDENT):
        return True
    if _NUMBERED.match(line):
        return before[-1:] not in _LISTING
    return (
        bool(before)
        and len(before) <= _SHORT
        and before[-1] not in _GOES_ON
        and _NUMBERED.match(before.lstrip(_INDENT)) is not None
    )


def _line(state: StateBlock, number: int) -> str:
    first = state.bMarks[number] + state.tShift[number]
    return state.src[first : state.eMarks[number]]


def _drop_indents(state: StateCore) -> None:
    """Full-width blanks before a paragraph or heading: how far it is indented is the theme's."""
    if _INDENT not in state.src or state.env.get("verse"):
        return
    for token in state.tokens:
        if token.type == "inline":
            token.content = token.content.strip("\u3000 ")
