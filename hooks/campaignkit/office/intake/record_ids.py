"""Stable ASCII ids for new records, and which row is which record of an earlier run."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pypinyin import lazy_pinyin

_LONGEST = 48
"""Characters of an id before the number that tells it from others."""
_WINDOWS_NAMES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
_ALIKE = 0.5
"""Share of a record's values that a corrected row must still have."""


def new_id(label: str, taken: Collection[str], fallback: str) -> str:
    """An id from the pinyin of a record's name; with a number where others have it."""
    plain = unicodedata.normalize("NFKC", label)
    words = "-".join(lazy_pinyin(plain, v_to_u=False, errors=lambda text: f" {text} ")).lower()
    words = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    words = words or fallback
    if words in _WINDOWS_NAMES:
        words = f"{words}-1"
    if words not in taken:
        return words
    return next(name for n in range(2, len(taken) + 3) if (name := f"{words}-{n}") not in taken)


def record_key(label: str, data: Mapping[str, Any], fields: Iterable[str]) -> str:
    """What tells a record from others: its name and some of its fields."""
    return json.dumps([label, *(data.get(field) for field in fields)], ensure_ascii=False)


def match_corrected(
    rows: Sequence[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]
) -> dict[int, str]:
    """Ids for rows whose key no record has: the records that they were before a correction.

    Both are what is left once keys have been matched. A pair shares most of its values, more than
    either shares with any other.
    """
    by_value: dict[str, list[str]] = defaultdict(list)
    for record, data in records.items():
        for leaf in _leaves(data):
            by_value[leaf].append(record)
    found: dict[int, str] = {}
    pairs = []
    for number, data in enumerate(rows):
        leaves = _leaves(data)
        shared = Counter(record for leaf in leaves for record in by_value.get(leaf, ()))
        best = shared.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            record, count = best[0]
            if count >= _ALIKE * max(len(leaves), len(_leaves(records[record]))):
                pairs.append((count, -number, record))
    for _, number, record in sorted(pairs, reverse=True):
        if record not in found.values():
            found[-number] = record
    return found


def _leaves(data: Any, path: str = "") -> set[str]:
    if isinstance(data, Mapping):
        return {leaf for key, value in data.items() for leaf in _leaves(value, f"{path}.{key}")}
    if isinstance(data, list):
        return {leaf for n, value in enumerate(data) for leaf in _leaves(value, f"{path}.{n}")}
    return {f"{path}={data}"}
