"""Which documents of a segment have a key, and where, in as few bytes as will do.

In memory a number with 4 x 256 bits: bit `256 * field + document`, fields being title (0), words
(1), text (2) and pinyin of the title (3). On disk two bytes, field and document, where there is
one; else 0x80, the length of what follows, and an entry for each field: `field | mode << 2`, then
by mode

    1  how many, less one, and a byte for each document
    2  a bit for each document of the segment, lowest first
    3  nothing: all documents of the segment
"""

from __future__ import annotations

from collections.abc import Iterator

FIELDS = 4
WIDTH = 256
"""Bits of a field."""

_LIST, _BITS, _ALL = 1, 2, 3
_LONG = 0x80
_FIELD = (1 << WIDTH) - 1


def single(count: int) -> Iterator[tuple[int, bytes]]:
    """The postings that most keys have: one document, of `count`, in one field."""
    for field in range(FIELDS):
        for number in range(count):
            yield 1 << (WIDTH * field + number), bytes((field, number))


def encode(mask: int, count: int) -> bytes:
    """The bytes for documents that `mask` names, of the `count` in the segment."""
    out = bytearray((_LONG, 0))
    for field in range(FIELDS):
        bits = mask >> (WIDTH * field) & _FIELD
        if bits:
            out += _entry(field, bits, count)
    out[1] = len(out) - 2
    return bytes(out)


def _entry(field: int, bits: int, count: int) -> bytes:
    found, width = bits.bit_count(), (count + 7) // 8
    if found == count:
        return bytes((field | _ALL << 2,))
    if found < width:
        return bytes((field | _LIST << 2, found - 1, *numbers(bits)))
    return bytes((field | _BITS << 2,)) + bits.to_bytes(width, "little")


def numbers(bits: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
