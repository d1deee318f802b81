"""Pages of one site are mostly the same text: what was read in a piece of one serves the others.

A page is cut before tags that begin its parts. A piece that begins and ends where nothing is open
(no comment, no script, no SVG, no template) means the same wherever it stands, so that its facts
can be remembered by its text alone; see `scan.Tokenizer`. Every other piece is read anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from campaignkit.links.html.facts import Facts, Note, Reference
from campaignkit.links.html.scan import Tag, Tokenizer

_CUT = re.compile(
    r"<(?:title|link|meta|script|body|header|nav|main|article|aside|section|form|footer|h1|a)"
    r"(?=[\t\n\f\r >])"
)
_MOST = 4_000_000
"""Characters of pieces to remember; past that all are forgotten, and learnt anew."""

Elements = Callable[[str, Iterable[Tag], Facts], None]
"""Adds to the facts what the tags of a text say."""


class Pieces:
    """Facts of pieces of HTML that were met twice. `read_anew` counts the pieces that were read."""

    def __init__(self) -> None:
        self.read_anew = 0
        self._known: dict[str, Facts] = {}
        self._last: dict[str, Facts] = {}
        self._met: set[int] = set()
        self._size = 0

    def read(self, text: str, facts: Facts, elements: Elements) -> None:
        """Read all of `text`, as far as its pieces are not known."""
        bounds = [0, *(match.start() for match in _CUT.finditer(text, 1)), len(text)]
        number = 0
        while number < len(bounds) - 1:
            start, end = bounds[number], bounds[number + 1]
            found = self._of(end == bounds[-1]).get(text[start:end])
            if found is None:
                number = self._read_anew(text, bounds, number, facts, elements)
                continue
            if found is not _NOTHING:
                _add(found, start, facts)
            number += 1

    def _of(self, last: bool) -> dict[str, Facts]:
        """Known pieces; at the end of a file an open tag or comment is cut short, and differs."""
        return self._last if last else self._known

    def _read_anew(
        self, text: str, bounds: list[int], number: int, facts: Facts, elements: Elements
    ) -> int:
        """Read from that bound to one where nothing is open; the number of that one."""
        start, end = bounds[number], bounds[number + 1]
        learns = self._has_met(text[start:end])
        following = number + 1
        if not learns:
            following = self._new_until(text, bounds, following)
        tokenizer = Tokenizer(text, position=start, cuts=bounds, first=following)
        self.read_anew += 1
        if learns:
            found = Facts()
            elements(text, tokenizer.run(), found)
            _move(found, -start)
            if tokenizer.position == end:
                self._remember(text[start:end], found, last=end == bounds[-1])
            _add(found, start, facts)
        else:
            elements(text, tokenizer.run(), facts)
        return bisect_left(bounds, tokenizer.position)

    def _new_until(self, text: str, bounds: list[int], number: int) -> int:
        """Where a row of pieces that were never met ends; they are read in one go."""
        while number < len(bounds) - 1:
            piece = text[bounds[number] : bounds[number + 1]]
            if piece in self._known or piece in self._last or hash(piece) in self._met:
                break
            self._met.add(hash(piece))
            number += 1
        return number

    def _has_met(self, piece: str) -> bool:
        mark = hash(piece)
        if mark in self._met:
            return True
        if len(self._met) > _MOST // 64:
            self._met.clear()
        self._met.add(mark)
        return False

    def _remember(self, piece: str, found: Facts, *, last: bool) -> None:
        if self._size > _MOST:
            self._known.clear()
            self._last.clear()
            self._size = 0
        self._of(last)[piece] = found if found != _NOTHING else _NOTHING
        self._size += len(piece) + 64


_NOTHING = Facts()


def _move(facts: Facts, shift: int) -> None:
    """Count all offsets from another place."""
    facts.references = [
        Reference(offset + shift, place, use, link) for offset, place, use, link in facts.references
    ]
    facts.ids = {name: offset + shift for name, offset in facts.ids.items()}
    facts.notes = [Note(offset + shift, code, text) for offset, code, text in facts.notes]
    facts.comments = [(offset + shift, text) for offset, text in facts.comments]


def _add(piece: Facts, shift: int, facts: Facts) -> None:
    """Add the facts of a piece that stands at offset `shift`, behind all that is there."""
    facts.references += [
        Reference(offset + shift, place, use, link) for offset, place, use, link in piece.references
    ]
    if piece.ids or piece.notes:
        _add_notes(piece, shift, facts)
    if piece.named:
        facts.named |= piece.named
    if piece.comments:
        facts.comments += [(offset + shift, text) for offset, text in piece.comments]
    if facts.base is None:
        facts.base = piece.base
    facts.scripted = facts.scripted or piece.scripted


def _add_notes(piece: Facts, shift: int, facts: Facts) -> None:
    """An id that an earlier piece has too is its duplicate."""
    notes = [Note(offset + shift, code, text) for offset, code, text in piece.notes]
    for name, offset in piece.ids.items():
        if name in facts.ids:
            notes.append(Note(offset + shift, "duplicate-id", name))
        else:
            facts.ids[name] = offset + shift
    facts.notes += sorted(notes, key=lambda note: note.offset)
