"""Reads a search index as a browser does: the other half of campaignkit/search, for tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

Found = set[tuple[int, int]]
"""Documents, numbered over all segments, and the field that a key was found in."""


@dataclass
class Reader:
    """An index as its files, by path below the site's root."""

    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        self.manifest = json.loads(self.files["search/index.json"])

    def texts(self) -> list[list[str]]:
        """What is shown of each document, in order."""
        found = []
        for number, (count, _, per_chunk) in enumerate(self.manifest["segments"]):
            for chunk in range(-(-count // per_chunk)):
                found += json.loads(self.files[f"search/d/{number}-{chunk}.json"])
        return found

    def find(self, key: str) -> Found:
        """Where a key stands."""
        shard = crc32(key.encode()) % self.manifest["per_block"]
        data = self.files[f"search/k/{ord(key[0]) % 64}-{shard}.bin"]
        size = int.from_bytes(data[:4], "little")
        keys = data[4 : 4 + size].decode().split("\n") if size else []
        at = 4 + size
        lengths = []
        for _ in keys:
            length, at = _varint(data, at)
            lengths.append(length)
        if key not in keys:
            return set()
        place = keys.index(key)
        start = at + sum(lengths[:place])
        return self._decode(data[start : start + lengths[place]])

    def _decode(self, data: bytes) -> Found:
        found: Found = set()
        at = 0
        while at < len(data):
            segment, at = _varint(data, at)
            base = sum(count for count, _, _ in self.manifest["segments"][:segment])
            count = self.manifest["segments"][segment][0]
            if data[at] < 128:
                found.add((base + data[at + 1], data[at]))
                at += 2
                continue
            end = at + 2 + data[at + 1]
            at += 2
            while at < end:
                field, numbers, at = _entry(data, at, count)
                found |= {(base + number, field) for number in numbers}
        return found


def _entry(data: bytes, at: int, count: int) -> tuple[int, list[int], int]:
    field, mode = data[at] & 3, data[at] >> 2
    at += 1
    if mode == 1:
        end = at + 2 + data[at]
        return field, list(data[at + 1 : end]), end
    if mode == 2:
        end = at + (count + 7) // 8
        bits = int.from_bytes(data[at:end], "little")
        return field, [number for number in range(count) if bits >> number & 1], end
    return field, list(range(count)), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at
