"""Parsed facts of HTML fragments: pages of one site are mostly the same text.

A page is cut before tags that begin its parts. A fragment that begins and ends where nothing is
open (no comment, no script, no SVG, no template) means the same wherever it stands, so that its
facts can be cached by its text alone; see `scan.Tokenizer`. Every other fragment is read anew.
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
MAX_CACHED_CHARS = 4_000_000
"""The cache is cleared when it holds more than this many characters."""

Elements = Callable[[str, Iterable[Tag], Facts], None]
"""Adds to the facts what the tags of a text say."""


class FragmentCache:
    """Parsed facts of HTML fragments, keyed by their text.

    A fragment is stored the second time it is seen. `parsed` counts the runs of the tokenizer.
    """

    def __init__(self) -> None:
        self.parsed = 0
        self._cached: dict[str, Facts] = {}
        self._cached_at_end: dict[str, Facts] = {}
        self._seen: set[int] = set()
        self._size = 0

    def read(self, text: str, facts: Facts, add_elements: Elements) -> None:
        """Add the facts of all of `text` to `facts`; `add_elements` parses what is not cached."""
        bounds = [0, *(match.start() for match in _CUT.finditer(text, 1)), len(text)]
        index = 0
        while index < len(bounds) - 1:
            start, end = bounds[index], bounds[index + 1]
            found = self._facts_by_text(end == bounds[-1]).get(text[start:end])
            if found is None:
                index = self._parse_from(text, bounds, index, facts, add_elements)
                continue
            if found is not _NO_FACTS:
                _merge(found, start, facts)
            index += 1

    def _facts_by_text(self, last: bool) -> dict[str, Facts]:
        """The cache to use; at a file's end an open tag or comment is cut short, and differs."""
        return self._cached_at_end if last else self._cached

    def _parse_from(
        self, text: str, bounds: list[int], index: int, facts: Facts, add_elements: Elements
    ) -> int:
        """Parse from the bound `index` to one where nothing is open; returns its index."""
        start, end = bounds[index], bounds[index + 1]
        is_repeated = self._has_seen(text[start:end])
        following = index + 1
        if not is_repeated:
            following = self._unseen_until(text, bounds, following)
        tokenizer = Tokenizer(text, position=start, cuts=bounds, first=following)
        self.parsed += 1
        if is_repeated:
            found = Facts()
            add_elements(text, tokenizer.run(), found)
            _shift(found, -start)
            if tokenizer.position == end and not tokenizer.is_dependent:
                self._store(text[start:end], found, last=end == bounds[-1])
            _merge(found, start, facts)
        else:
            add_elements(text, tokenizer.run(), facts)
        return bisect_left(bounds, tokenizer.position)

    def _unseen_until(self, text: str, bounds: list[int], index: int) -> int:
        """Where a row of fragments that were never seen ends; they are parsed in one go."""
        while index < len(bounds) - 1:
            fragment = text[bounds[index] : bounds[index + 1]]
            if (
                fragment in self._cached
                or fragment in self._cached_at_end
                or hash(fragment) in self._seen
            ):
                break
            self._seen.add(hash(fragment))
            index += 1
        return index

    def _has_seen(self, fragment: str) -> bool:
        mark = hash(fragment)
        if mark in self._seen:
            return True
        if len(self._seen) > MAX_CACHED_CHARS // 64:
            self._seen.clear()
        self._seen.add(mark)
        return False

    def _store(self, fragment: str, found: Facts, *, last: bool) -> None:
        if self._size > MAX_CACHED_CHARS:
            self._cached.clear()
            self._cached_at_end.clear()
            self._size = 0
        self._facts_by_text(last)[fragment] = found if found != _NO_FACTS else _NO_FACTS
        self._size += len(fragment) + 64


_NO_FACTS = Facts()


def _shift(facts: Facts, shift: int) -> None:
    """Add `shift` (characters) to every offset in `facts`, in place."""
    facts.references = [
        Reference(offset + shift, place, use, link) for offset, place, use, link in facts.references
    ]
    facts.ids = {name: offset + shift for name, offset in facts.ids.items()}
    facts.notes = [Note(offset + shift, code, text) for offset, code, text in facts.notes]
    facts.comments = [(offset + shift, text) for offset, text in facts.comments]


def _merge(fragment: Facts, shift: int, facts: Facts) -> None:
    """Append to `facts` those of a fragment, with `shift` (characters) added to their offsets."""
    facts.references += [
        Reference(offset + shift, place, use, link)
        for offset, place, use, link in fragment.references
    ]
    if fragment.ids or fragment.notes:
        _add_notes(fragment, shift, facts)
    if fragment.named:
        facts.named |= fragment.named
    if fragment.comments:
        facts.comments += [(offset + shift, text) for offset, text in fragment.comments]
    if facts.base is None:
        facts.base = fragment.base
    facts.scripted = facts.scripted or fragment.scripted


def _add_notes(fragment: Facts, shift: int, facts: Facts) -> None:
    """An id that an earlier fragment has too is its duplicate."""
    notes = [Note(offset + shift, code, text) for offset, code, text in fragment.notes]
    for name, offset in fragment.ids.items():
        if name in facts.ids:
            notes.append(Note(offset + shift, "duplicate-id", name))
        else:
            facts.ids[name] = offset + shift
    facts.notes += sorted(notes, key=lambda note: note.offset)
