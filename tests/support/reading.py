"""What a fast reading of a file has to have in common with the thorough one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaignkit.source import Document, parse


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _paths(value, (*path, key))


def assert_read_alike(text: str, data: Any) -> None:
    """`data` of a text, and the places in it, are what reading it in full brings: no finding."""
    full, findings = parse(text, "a.yml")
    assert findings == ()
    assert full is not None
    assert (full.swallowed, full.swallowers) == (frozenset(), frozenset())
    assert repr(data) == repr(full.data)  # 1, 1.0 and True are equal to each other
    fast = Document("a.yml", text, data)
    for path in _paths(data):
        assert fast.value_position(path) == full.value_position(path)
        assert fast.key_position(path) == full.key_position(path)
        assert fast.text_position(path, 2, 3) == full.text_position(path, 2, 3)
