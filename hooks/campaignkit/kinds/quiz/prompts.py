"""Prompts as keys: to find the same question twice without keeping its words."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from math import ceil

from campaignkit.dialect import joined_text
from campaignkit.model.markdown import parser

NEAR = 0.75
"""Two prompts are near duplicates from this Jaccard similarity of their pairs of characters on."""

SHORT = 8
"""Prompts with fewer pairs than this are compared as a whole only: one character is too much."""

_UNSAID = re.compile(r"[\W_]+")


def plain_words(text: str) -> str:
    """The words of a Markdown text on one line: no marks, no pictures."""
    words = []
    for token in parser().parse(text):
        words.append(joined_text(token.children or ()))
        if token.type.endswith("_close"):
            words.append(" ")
    return " ".join("".join(words).split())


def bare(text: str) -> str:
    """A text without marks, blanks and the differences of width and case."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", plain_words(text)).casefold())


def prompt_key(prompt: str) -> bytes:
    """Equal for prompts that say the same; nothing can be read from it."""
    return _digest(bare(prompt), 16)


def prompt_pairs(prompt: str) -> bytes:
    """The pairs of neighbouring characters as sorted digests of four bytes each."""
    words = bare(prompt)
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    return array("I", sorted(int.from_bytes(_digest(pair, 4)) for pair in pairs)).tobytes()


def near_pairs(prompts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The ids of near duplicates, given the `prompt_pairs` of each id; each two once.

    Prefix filtering, as in joins of similar sets: with rare pairs first, two sets this similar
    share one of their first few, and the shorter comes first. So only questions of about the same
    length that share a rare pair are compared.
    """
    sets = {name: _pairs(packed) for name, packed in prompts.items()}
    sets = {name: pairs for name, pairs in sets.items() if len(pairs) >= SHORT}
    order = {name: at for at, name in enumerate(prompts)}
    frequency = Counter(pair for pairs in sets.values() for pair in pairs)
    index: dict[int, list[str]] = {}
    found: list[tuple[str, str]] = []
    for name in sorted(sets, key=lambda name: (len(sets[name]), order[name])):
        pairs = sets[name]
        shortest = NEAR * len(pairs)
        rarest = sorted(pairs, key=lambda pair: (frequency[pair], pair))
        prefix = rarest[: len(pairs) - ceil(shortest) + 1]
        candidates: set[str] = set()
        for pair in prefix:
            candidates.update(index.get(pair, ()))
            index.setdefault(pair, []).append(name)
        found += [
            (other, name) if order[other] < order[name] else (name, other)
            for other in candidates
            if len(sets[other]) >= shortest and _near(sets[other], pairs)
        ]
    return sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _near(one: frozenset[int], other: frozenset[int]) -> bool:
    shared = len(one & other)
    return shared >= NEAR * (len(one) + len(other) - shared)


def _pairs(packed: bytes) -> frozenset[int]:
    unpacked = array("I")
    unpacked.frombytes(packed)
    return frozenset(unpacked)


def _digest(text: str, size: int) -> bytes:
    return blake2b(text.encode(), digest_size=size).digest()
