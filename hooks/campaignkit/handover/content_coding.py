"""Undo gzip, deflate and br of an HTTP body, piece by piece, so that no bomb fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli

PIECE = 1 << 16
"""Bytes that are given out at a time, at least about: brotli fills its own buffers."""


_CUT = "不完整"


class CodingError(ValueError):
    """A body is not in the coding that its header names, or in one that nobody here knows."""


def decoder(coding: str) -> Callable[[Iterable[bytes]], Iterator[bytes]] | None:
    """What undoes a `Content-Encoding` (RFC 9110, 8.4); None where there is nothing to undo.

    Its iterator raises `CodingError`. An unknown coding raises it at once.
    """
    name = coding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip", "deflate"}:
        return _inflated
    if name == "br":
        return _unbrotlied
    raise CodingError(coding)


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a body in gzip or zlib's format."""
    inflate, begun = zlib.decompressobj(wbits=47), False
    try:
        for chunk in chunks:
            rest, begun = chunk, True
            while rest and not inflate.eof:
                yield inflate.decompress(rest, PIECE)
                rest = inflate.unconsumed_tail
    except zlib.error as error:
        raise CodingError(str(error)) from None
    if begun and not inflate.eof:
        raise CodingError(_CUT)


def _unbrotlied(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpack, begun = brotli.Decompressor(), False
    try:
        for chunk in chunks:
            begun = True
            yield unpack.process(chunk, output_buffer_limit=PIECE)
            while not unpack.can_accept_more_data() and not unpack.is_finished():
                yield unpack.process(b"", output_buffer_limit=PIECE)
    except brotli.error as error:
        raise CodingError(str(error)) from None
    if begun and not unpack.is_finished():
        raise CodingError(_CUT)
