"""What a source text says to the check itself: its ignore comments, and links that are misspelt.

Hardly any of 10,000 records says either, so what each says is remembered until it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaignkit.links.cache.link_store import LinkStore
from campaignkit.links.finding import SourceMap
from campaignkit.links.origin.prose_lines import prose
from campaignkit.links.origin.source_faults import source_faults

_MARKS = ("ignore:", "](", "]:", "href=", "src=", "<")
"""A text with none of these says nothing."""


class SourceNotes(NamedTuple):
    """Numbered lines with ignore comments; line, column, length, link and code of each fault."""

    comments: list[tuple[int, str]]
    faults: list[tuple[int, int, int, str, str]]


_Cached = dict[str, "int | tuple[int, list[tuple[int, str]], list[tuple[int, int, int, str, str]]]"]
"""The state of a source; with it what was found there, if anything."""


def scan_sources(sources: SourceMap, cache: LinkStore) -> dict[str, SourceNotes]:
    """What each source says that says anything."""
    before: _Cached = cache.value("sources") or {}
    now: _Cached = {}
    found: dict[str, SourceNotes] = {}
    for path in sources.paths():
        state, cached = sources.state(path), before.get(path)
        if isinstance(cached, tuple) and cached[0] == state != 0:
            found[path] = SourceNotes(*cached[1:])
        elif cached != state or state == 0:
            notes = _scan(path, sources.lines(path))
            if any(notes):
                found[path] = notes
        now[path] = (state, *found[path]) if path in found else state
    if now != before:
        cache.set_value("sources", now)
    return found


def _scan(path: str, lines: Sequence[str]) -> SourceNotes:
    text = "\n".join(lines)
    if not any(mark in text for mark in _MARKS):
        return SourceNotes([], [])
    comments = [(number, line) for number, line in prose(lines) if "ignore:" in line]
    return SourceNotes(comments, list(source_faults(path, lines)))
