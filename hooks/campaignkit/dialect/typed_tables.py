"""Tables without the row of dashes: pasted from Word or a spreadsheet, or half typed.

Two rows or more with the same number of cells, parted by tabs or written between bars, are a table
whose first row is its head. A numbered list with tabs is none, nor are lines that begin with a
label and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_MARKER = re.compile(
    r"[-*+•●·■◆○]|[（(]?[0-9]{1,3}[.、．)）]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|.*[：:]"
)
"""A first cell that is the mark of a list, or a label."""
_DASHES = re.compile(r"[\s:：\-－—–─━]+")
_BAR = re.compile(r"(?<!\\)\|")


def use_typed_tables(md: MarkdownIt) -> None:
    """Add the block rule after that for proper tables."""
    md.block.ruler.after("table", "typed_table", _table, {"alt": ["paragraph"]})


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first, last = state.bMarks[start], state.eMarks[start]
    if state.src.find("\t", first, last) < 0 and state.src.find("|", first, last) < 0:
        return False
    head = _cells(state, start)
    if len(head) < 2 or start + 1 >= end:
        return False
    rows, last = [(start, head)], start + 1
    while last < end and len(cells := _cells(state, last)) == len(head):
        if any(cells) and not all(_DASHES.fullmatch(cell) for cell in cells):
            rows.append((last, cells))
        last += 1
    firsts, lasts = [cells[0] for _, cells in rows], [cells[-1] for _, cells in rows]
    if len(rows) < 2 or not any(firsts) or not any(lasts) or all(map(_MARKER.fullmatch, firsts)):
        return False
    if not silent:
        _push_table(state, rows, last)
    return True


def _cells(state: StateBlock, number: int) -> list[str]:
    """The cells of a line; nothing where it has neither tabs nor a bar on both sides."""
    if state.sCount[number] < state.blkIndent:
        return []
    first = state.bMarks[number]
    if state.src[first : first + state.tShift[number]].strip():  # the mark of a list item
        first += state.tShift[number]
    line = state.src[first : state.eMarks[number]]
    words = line.strip()
    if len(words) > 2 and words[0] == words[-1] == "|":
        return [cell.strip() for cell in _BAR.split(words[1:-1])]
    if "\t" not in line or not words:
        return []
    # Only blanks are an indent here: a tab before the first word is an empty cell.
    return [cell.strip() for cell in line.removeprefix(" " * state.blkIndent).split("\t")]


def _push_table(state: StateBlock, rows: Sequence[tuple[int, Sequence[str]]], last: int) -> None:
    state.push("table_open", "table", 1).map = [rows[0][0], last]
    for index, (number, cells) in enumerate(rows):
        part, cell_tag = ("thead", "th") if index == 0 else ("tbody", "td")
        if index < 2:
            state.push(f"{part}_open", part, 1).map = [number, number + 1]
        state.push("tr_open", "tr", 1).map = [number, number + 1]
        for cell in cells:
            state.push(f"{cell_tag}_open", cell_tag, 1)
            inline = state.push("inline", "", 0)
            inline.map, inline.content, inline.children = [number, number + 1], cell, []
            state.push(f"{cell_tag}_close", cell_tag, -1)
        state.push("tr_close", "tr", -1)
        if index in (0, len(rows) - 1):
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    state.line = last
