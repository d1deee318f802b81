"""What a source text says to the check itself: its ignore comments, and links that are misspelt.

Hardly any of 10,000 records says either, so what each says is remembered until it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaignkit.links.cache.link_store import Cache
from campaignkit.links.finding import SourceMap
from campaignkit.links.origin.prose_lines import prose
from campaignkit.links.origin.source_faults import written_faults

_MARKS = ("ignore:", "](", "]:", "href=", "src=", "<")
"""A text with none of these says nothing."""


class Said(NamedTuple):
    """Numbered lines with ignore comments; line, column, length, link and code of each fault."""

    comments: list[tuple[int, str]]
    faults: list[tuple[int, int, int, str, str]]


_Known = dict[str, "int | tuple[int, list[tuple[int, str]], list[tuple[int, int, int, str, str]]]"]
"""The state of a source; with it what the source said, if it said anything."""


def said_in(sources: SourceMap, cache: Cache) -> dict[str, Said]:
    """What each source says that says anything."""
    before: _Known = cache.noted("sources") or {}
    now: _Known = {}
    found: dict[str, Said] = {}
    for path in sources.paths():
        state, known = sources.state(path), before.get(path)
        if isinstance(known, tuple) and known[0] == state != 0:
            found[path] = Said(*known[1:])
        elif known != state or state == 0:
            said = _said(path, sources.lines(path))
            if any(said):
                found[path] = said
        now[path] = (state, *found[path]) if path in found else state
    if now != before:
        cache.note("sources", now)
    return found


def _said(path: str, lines: Sequence[str]) -> Said:
    text = "\n".join(lines)
    if not any(mark in text for mark in _MARKS):
        return Said([], [])
    comments = [(number, line) for number, line in prose(lines) if "ignore:" in line]
    return Said(comments, list(written_faults(path, lines)))
