"""Keys for titles by how they are read: `tongren`, `gongjiang`, `trgj`, `gj` for 铜仁工匠."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaignkit.search.characters import readings
from campaignkit.search.grams import DOT, EXACT_LIMIT, runs

LONGEST = 6
"""Most characters of a part of a title that has a key of its own."""

_HAN = re.compile("[\u3400-\u9fff]+")
_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao",
    "盖": "ge", "繁": "po", "乐": "yue", "尉": "yu", "冼": "xian", "折": "she", "员": "yun",
    "种": "chong", "翟": "zhai", "缪": "miao", "任": "ren", "华": "hua", "覃": "qin", "石": "shi",
}  # fmt: skip
"""Readings of surnames that a dictionary of words reads differently; Xinhua dictionary."""


def pinyin_keys(title: str) -> set[str]:
    """Full pinyin and initials of the parts of a title, without spaces and tones."""
    found = (_HAN.findall(run) for run in runs(DOT.sub("\n", title)))
    return set().union(*(_keys(han) for part in found for han in part))


@lru_cache(4096)
def name_order(name: str) -> tuple[str, ...]:
    """Sort key of a person's name: its syllables, the first read as a surname.

    The first letter of the first syllable is the letter under which an index has the name; a name
    that begins with no Chinese character sorts by its own letters. “示例·” before a name, which
    marks invented people, does not count.
    """
    bare = name.removeprefix("示例·")
    han = _HAN.match(bare)
    if han is None:
        return (bare.casefold(), name)
    first, *rest = readings(han[0])
    return (_SURNAMES.get(han[0][0], first), *rest, bare, name)


@lru_cache(4096)
def _keys(han: str) -> frozenset[str]:
    """Remembered, since the library takes a tenth of a millisecond for a name."""
    syllables = readings(han)
    keys = set(_joined(syllables))
    if han[0] in _SURNAMES:
        keys.update(_joined([_SURNAMES[han[0]], *syllables[1:LONGEST]]))
    return frozenset(keys)


def _joined(syllables: list[str]) -> Iterator[str]:
    """Each part of up to `LONGEST` syllables, the whole, and the initials of two or more."""
    count = len(syllables)
    spans = [
        (start, end)
        for start in range(count)
        for end in range(start + 1, min(start + LONGEST, count) + 1)
    ]
    if LONGEST < count <= EXACT_LIMIT:
        spans.append((0, count))
    for start, end in spans:
        yield "".join(syllables[start:end])
        if end - start > 1:
            yield "".join(one[0] for one in syllables[start:end])
