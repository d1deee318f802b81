"""What a correction in a sheet and an edit by hand make of a record together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class _Nothing:
    """Stands for a key that is not there."""

    def __repr__(self) -> str:
        return "（没有）"


NOTHING: Any = _Nothing()


@dataclass(slots=True)
class Merged:
    """The data, where both sides changed the same value, and what was the last common state.

    A conflict is a path with the value in the file and that in the sheet; the file's is kept, and
    `base` keeps the old value there, so that the conflict is told again until it is settled.
    """

    data: dict[str, Any]
    base: dict[str, Any]
    conflicts: list[tuple[str, Any, Any]] = field(default_factory=list)


def merge(base: Mapping[str, Any], file: Mapping[str, Any], sheet: Mapping[str, Any]) -> Merged:
    """Merge by keys, and within parts by their keys; lists and values as a whole."""
    merged = Merged({}, {})
    data, kept = _mapping(base, file, sheet, "", merged)
    merged.data, merged.base = data, kept
    return merged


def _mapping(
    base: Mapping[str, Any],
    file: Mapping[str, Any],
    sheet: Mapping[str, Any],
    path: str,
    merged: Merged,
) -> tuple[dict[str, Any], dict[str, Any]]:
    data, kept = {}, {}
    for key in dict.fromkeys((*file, *sheet, *base)):
        sides = (base.get(key, NOTHING), file.get(key, NOTHING), sheet.get(key, NOTHING))
        value, known = _value(*sides, f"{path}.{key}".lstrip("."), merged)
        if value is not NOTHING:
            data[key] = value
        if known is not NOTHING:
            kept[key] = known
    return data, kept


def _value(base: Any, file: Any, sheet: Any, path: str, merged: Merged) -> tuple[Any, Any]:
    if _same(file, sheet) or _same(base, sheet):
        return file, sheet
    if _same(base, file):
        return sheet, sheet
    if isinstance(file, dict) and isinstance(sheet, dict):
        return _mapping(base if isinstance(base, dict) else {}, file, sheet, path, merged)
    merged.conflicts.append((path, file, sheet))
    return file, base


def _same(one: Any, other: Any) -> bool:
    """Equal, where true is not 1, and the text 1 is: an editor may have left out quotes."""
    if one is NOTHING or other is NOTHING:
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return type(one) in (int, float, str) and str(one) == str(other)
