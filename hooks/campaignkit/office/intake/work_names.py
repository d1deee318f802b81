"""Which record a file belongs to: by its name in a cell, or by the parts of its own name.

Offices agree on names such as 类别-姓名-题目.docx; the parts may come in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SPLIT = re.compile(r"[-_+—–－＋~～,，、;；（）()《》\[\]【】]+")


def stem(name: str) -> str:
    """A file's name without its folders and its ending, folded for comparison."""
    base = name.rpartition("/")[2]
    return plain(base.rpartition(".")[0] if "." in base else base)


def plain(text: object) -> str:
    """Text without blanks and punctuation, in half-width signs."""
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(char for char in folded if char.isalnum())


class WorkNames:
    """Looks up records by what their values say. `values` gives each record's, ids included."""

    def __init__(self, values: Mapping[str, Iterable[object]]) -> None:
        self._by_value: dict[str, set[str]] = defaultdict(set)
        for record, own in values.items():
            for value in own:
                if plain(value):
                    self._by_value[plain(value)].add(record)

    def find(self, name: str) -> list[str]:
        """The records that a file's name fits best: one, several alike, or none.

        At least half of the parts must be values of the record, numbers not counted.
        """
        base = name.rpartition("/")[2].rpartition(".")[0]
        whole = self._by_value.get(plain(base))
        if whole and len(whole) == 1:
            return sorted(whole)
        parts = {plain(part) for part in _SPLIT.split(base)}
        parts = {part for part in parts if part and not part.isdigit()}
        scores: dict[str, int] = defaultdict(int)
        for part in parts:
            for record in self._by_value.get(part, ()):
                scores[record] += 1
        best = max(scores.values(), default=0)
        if not best or best * 2 < len(parts):
            return []
        return sorted(record for record, score in scores.items() if score == best)


def leaves(data: Any) -> Iterator[object]:
    """All texts and numbers in a record's data."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    elif not isinstance(data, bool):
        yield data
