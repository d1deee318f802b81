"""At most 256 documents become one file: postings by key in 64 blocks, and texts in chunks.

Segments know nothing of each other: document numbers count from 0 in each, so that one can be
made anew, or kept, whatever happens to the others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from pathlib import Path

from campaignkit.search.grams import exact_keys, grams, short_grams
from campaignkit.search.pinyin import pinyin_keys
from campaignkit.search.postings import encode, single
from campaignkit.search.search_document import Group, SearchDocument

SEGMENT_SIZE = 256
"""Most documents in a segment: a document's number is one byte."""

BLOCKS = 64
"""Parts of a segment's postings, by first character: the index is merged part by part."""

CHUNK_BYTES = 8192
"""About how large a file of texts is; the browser fetches up to ten to show ten results."""

INDEXED, SHOWN = 20_000, 3_000
"""Characters of a text that are found, and that the index keeps for excerpts."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment's file, and where things lie in it, in bytes. `per_chunk` is in documents."""

    path: Path
    group: Group
    count: int
    per_chunk: int
    blocks: tuple[int, ...]
    chunks: tuple[int, ...]
    digest: str

    def block(self, number: int) -> tuple[list[str], list[bytes]]:
        """Keys of one block, sorted, and their postings."""
        with self.path.open("rb") as file:
            file.seek(self.blocks[number])
            data = file.read(self.blocks[number + 1] - self.blocks[number])
        size = int.from_bytes(data[:4], "little")
        keys = data[4 : 4 + size].decode().split("\n") if size else []
        body = data[4 + size + len(keys) :]
        ends = accumulate(data[4 + size : 4 + size + len(keys)], initial=0)
        return keys, [body[start:end] for start, end in pairwise(ends)]

    def texts(self) -> Iterator[bytes]:
        """The chunks of texts, each a JSON file's content."""
        with self.path.open("rb") as file:
            file.seek(self.chunks[0])
            for start, end in pairwise(self.chunks):
                yield file.read(end - start)


def block_of(key: str) -> int:
    """The block that a key belongs to."""
    return ord(key[0]) % BLOCKS


def write_segments(stem: Path, group: Group, documents: Sequence[SearchDocument]) -> list[Segment]:
    """Write documents of one group as segments: files beside each other that begin with `stem`."""
    return [
        _write(stem.with_name(f"{stem.name}.{start}.segment"), group, part)
        for start in range(0, len(documents), SEGMENT_SIZE)
        if (part := documents[start : start + SEGMENT_SIZE])
    ]


def _write(path: Path, group: Group, documents: Sequence[SearchDocument]) -> Segment:
    blocks = _blocks(_masks(documents), len(documents))
    per_chunk, chunks = _chunks(documents)
    content = b"".join((*blocks, *chunks))
    path.write_bytes(content)
    block_ends = tuple(accumulate(map(len, blocks), initial=0))
    chunk_ends = tuple(accumulate(map(len, chunks), initial=block_ends[-1]))
    digest = hashlib.sha256(content).hexdigest()
    return Segment(path, group, len(documents), per_chunk, block_ends, chunk_ends, digest)


def _masks(documents: Sequence[SearchDocument]) -> dict[str, int]:
    """For each key a number with a bit for each document and field that has it.

    Most keys are in one document; those are added without a loop.
    """
    masks: dict[str, int] = {}
    for number, document in enumerate(documents):
        for field, keys in enumerate(_keys(document)):
            bit = 1 << (field * SEGMENT_SIZE + number)
            known = keys & masks.keys()
            for key in known:
                masks[key] |= bit
            masks.update(dict.fromkeys(keys - known, bit))
    return masks


def _keys(document: SearchDocument) -> tuple[set[str], set[str], set[str], set[str]]:
    """Keys of title, words, text and pinyin; each only in the first that has it."""
    title = {*short_grams(document.title), *exact_keys(document.title)}
    words: set[str] = set().union(*map(short_grams, _parts(document))) - title
    text = grams(document.text[:INDEXED]) - title - words
    return title, words, text, pinyin_keys(document.title) - title - words - text


def _parts(document: SearchDocument) -> tuple[str, ...]:
    """Subtitle and words, in parts that other documents may share."""
    return *document.subtitle.split(" · "), *document.words


def _blocks(masks: dict[str, int], count: int) -> list[bytes]:
    """The blocks: length of the keys (4 bytes), keys, lengths of the postings, postings."""
    singles = dict(single(count))
    keys: list[list[str]] = [[] for _ in range(BLOCKS)]
    for first, same in groupby(sorted(masks), key=itemgetter(0)):
        keys[block_of(first)].extend(same)
    return [
        _pack(found, [singles.get(masks[key]) or encode(masks[key], count) for key in found])
        for found in keys
    ]


def _pack(keys: Sequence[str], blobs: Sequence[bytes]) -> bytes:
    text = "\n".join(keys).encode()
    return b"".join((len(text).to_bytes(4, "little"), text, bytes(map(len, blobs)), *blobs))


def _chunks(documents: Sequence[SearchDocument]) -> tuple[int, list[bytes]]:
    """Documents in a chunk, and the chunks: arrays of what a result shows."""
    shown = [_shown(document) for document in documents]
    total = sum(map(len, shown))
    per_chunk = max(1, CHUNK_BYTES * len(shown) // max(1, total))
    return per_chunk, [
        b"[" + b",".join(shown[start : start + per_chunk]) + b"]"
        for start in range(0, len(shown), per_chunk)
    ]


def _shown(document: SearchDocument) -> bytes:
    fields: Iterable[str] = (
        document.uri,
        document.title,
        document.subtitle,
        document.text[:SHOWN],
        document.picture,
        document.same_as,
    )
    return json.dumps(list(fields), ensure_ascii=False, separators=(",", ":")).encode()
