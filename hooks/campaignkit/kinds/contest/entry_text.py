"""The words of an entry, and the sketch by which copied ones are found.

A sketch is small enough for a card: a digest of the words, and a MinHash signature of their runs of
five characters. Two signatures agree in as many places as the sets of runs overlap (Broder 1997),
whatever the order of the passages.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from pathlib import Path

from campaignkit.base.fingerprint import digest
from campaignkit.model.files import content_file
from campaignkit.model.markdown import paragraphs
from campaignkit.source import decode, read_bytes, split_front_matter

RUN = 5
"""Characters of a run: two texts that share one by chance are rare in Chinese."""

SHORTEST = 12
"""Characters below which a work says too little to be a copy: a line of a poem, a caption."""

ROWS = 2
"""Numbers of a signature that must agree at once for two works to be compared."""

_NUMBERS = 128
_LOW = 0xFFFF
_SEED = 20210501
_DIGEST = 16
_BAND = ROWS * array("H").itemsize
_UNSAID = re.compile(r"[\W_]+")


def markdown_of(body: str | None, file: str | None, home: Path) -> str | None:
    """The Markdown of an entry; None where it has none, or it cannot be read."""
    if body is not None or file is None or not file.endswith(".md"):
        return body
    found = content_file(home, file)
    try:
        text = decode(read_bytes(found), file).content if found else None
    except OSError:
        return None
    return None if text is None else split_front_matter(text).body


def words_of(markdown: str | None) -> str:
    """The letters and figures of a text, without marks, blanks and headings."""
    return _UNSAID.sub("", "".join(paragraphs(markdown))) if markdown else ""


def sketch(words: str) -> bytes:
    """The sketch of the words of an entry; empty for one that is too short."""
    if len(words) < SHORTEST:
        return b""
    from rensa import RMinHash  # records without texts need not load it

    signature = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    signature.update([words[at : at + RUN] for at in range(len(words) - RUN + 1)])
    low = array("H", (number & _LOW for number in signature.digest()))  # half the size is enough
    return digest(words.encode()) + low.tobytes()


def text_digest(sketch: bytes) -> bytes:
    """The part of a sketch that changes with the words."""
    return sketch[:_DIGEST]


def bands(sketch: bytes) -> Iterator[tuple[int, bytes]]:
    """Parts of a signature with their places: works that agree in one are worth comparing."""
    for start in range(_DIGEST, len(sketch), _BAND):
        yield start, sketch[start : start + _BAND]


def likeness(one: bytes, other: bytes) -> float:
    """How much two works have in common, 0 to 1, as far as their signatures tell."""
    mine, theirs = array("H", one[_DIGEST:]), array("H", other[_DIGEST:])
    return sum(a == b for a, b in zip(mine, theirs, strict=True)) / _NUMBERS
