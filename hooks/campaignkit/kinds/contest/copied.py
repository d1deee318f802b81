"""Which works repeat an earlier one, and the passages that they share.

pairs = likely_pairs(works)                 by the sketches of the cards alone
overlap(words, earlier words)               exactly, for those pairs only
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from campaignkit.kinds.contest.entry_text import RUN, bands, likeness

ALIKE = 0.12
"""Likeness of sketches from which two works are read: a third of the words, copied whole."""

PASSAGE = 8
"""Characters from which words that two works share count as a passage."""

_CROWD = 16
"""Works that are remembered for one part of a signature: more would be compared for nothing."""

_NEAREST = 3
"""Earlier works that one is compared with, the likest first."""


class Overlap(NamedTuple):
    """What a work has in common with an earlier one.

    `share` of its words, 0 to 1; the `passages` from long to short, letters and figures only.
    """

    share: float
    passages: tuple[str, ...]


def likely_pairs(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Places of a later work and an earlier one that may have been copied; in order of time.

    Time and memory grow with the number of works, also where all of them are the same.
    """
    crowds: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for later, sketch in enumerate(sketches):
        met: set[int] = set()
        for band in bands(sketch):
            crowd = crowds[band]
            met.update(crowd)
            if len(crowd) < _CROWD:
                crowd.append(later)
        found = ((likeness(sketch, sketches[one]), -one) for one in met)
        for alike, earlier in heapq.nlargest(_NEAREST, found):
            if alike >= ALIKE:
                yield later, -earlier


def overlap(words: str, earlier: str) -> Overlap:
    """The passages of a work that stand in an earlier one, word for word."""
    runs = {earlier[at : at + RUN] for at in range(len(earlier) - RUN + 1)}
    passages, at, end = [], 0, 0
    while at <= len(words) - RUN:
        end = max(at, end)  # all runs before it are known to be in the earlier one
        while end <= len(words) - RUN and words[end : end + RUN] in runs:
            end += 1
        if end == at:
            at += 1
            continue
        length = _longest(words[at : end + RUN - 1], earlier)
        if length >= PASSAGE:
            passages.append(words[at : at + length])
        at += length if length >= PASSAGE else 1
    shared = sum(map(len, passages))
    longest = tuple(sorted(dict.fromkeys(passages), key=len, reverse=True))
    return Overlap(shared / max(1, len(words)), longest)


def _longest(words: str, text: str) -> int:
    """How many of the first characters of `words` stand in a text as they are."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if words[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low
