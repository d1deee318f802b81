"""Segments become the files that a browser fetches, below `search/`.

`index.json` is the manifest; `k/<block>-<shard>.bin` holds keys and postings;
`d/<segment>-<chunk>.json` holds texts; `characters.json` is read when a query finds nothing. A
key's block is its first character's code point modulo 64; its shard is its CRC-32 (ISO-HDLC, as
in zlib) modulo the number of shards in a block.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from campaignkit.search.characters import character_table
from campaignkit.search.segment import BLOCKS, Segment

SHARD_BYTES = 12_288
"""About how large a shard may be; a query fetches one for each of its grams."""

FOLDER = "search/"
"""Where the index lies below the site's root."""


@dataclass(frozen=True)
class Index:
    """The index of some segments, made part by part so that memory stays bounded."""

    segments: tuple[Segment, ...]

    @cached_property
    def version(self) -> str:
        """Changes with any content, so that a browser never mixes an old shard with a new one."""
        content = [
            (segment.digest, segment.group.title, segment.group.icon) for segment in self.segments
        ]
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12]

    @cached_property
    def per_block(self) -> int:
        """Shards of each block; follows from the size of the postings alone."""
        total = sum(segment.blocks[-1] for segment in self.segments)
        return 1 + total // (BLOCKS * SHARD_BYTES)

    def jobs(self) -> list[tuple[str, int]]:
        """The parts of the work: characters, texts of each segment, postings of each block."""
        texts = [("texts", number) for number in range(len(self.segments))]
        return [("characters", 0), *texts, *(("keys", number) for number in range(BLOCKS))]

    def files(self, job: tuple[str, int]) -> Iterator[tuple[str, bytes]]:
        """The files of one part, by their path below the site's root."""
        what, number = job
        if what == "characters":
            yield f"{FOLDER}characters.json", character_table()
        else:
            yield from self._texts(number) if what == "texts" else self._keys(number)

    def manifest(self) -> tuple[str, bytes]:
        """The file that the browser reads first."""
        groups = list(dict.fromkeys(segment.group for segment in self.segments))
        manifest = {
            "version": self.version,
            "per_block": self.per_block,
            "groups": [[group.title, group.icon] for group in groups],
            "segments": [
                [segment.count, groups.index(segment.group), segment.per_chunk]
                for segment in self.segments
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
        return f"{FOLDER}index.json", text.encode()

    def _texts(self, number: int) -> Iterator[tuple[str, bytes]]:
        for chunk, content in enumerate(self.segments[number].texts()):
            yield f"{FOLDER}d/{number}-{chunk}.json", content

    def _keys(self, block: int) -> Iterator[tuple[str, bytes]]:
        """The shards of one block; one without keys too, since asking for it must not fail."""
        shards: list[dict[str, bytes]] = [{} for _ in range(self.per_block)]
        for key, blob in self._merged(block).items():
            shards[crc32(key.encode()) % self.per_block][key] = blob
        for number, blobs in enumerate(shards):
            yield f"{FOLDER}k/{block}-{number}.bin", _shard(blobs)

    def _merged(self, block: int) -> dict[str, bytes]:
        """Postings of all segments, each after its segment's number; common keys need the loop."""
        merged: dict[str, bytes] = {}
        for number, segment in enumerate(self.segments):
            keys, blobs = segment.block(block)
            fresh = dict(zip(keys, map(_varint(number).__add__, blobs), strict=True))
            for key in merged.keys() & fresh.keys():
                fresh[key] = merged[key] + fresh[key]
            merged.update(fresh)
        return merged


def _shard(blobs: dict[str, bytes]) -> bytes:
    """Length of the keys (4 bytes), keys, lengths of the postings in LEB128, postings."""
    ordered = sorted(blobs.items())
    keys = "\n".join(key for key, _ in ordered).encode()
    lengths = b"".join(_varint(len(blob)) for _, blob in ordered)
    return b"".join((len(keys).to_bytes(4, "little"), keys, lengths, *(b for _, b in ordered)))


def _varint(number: int) -> bytes:
    """An unsigned number in LEB128."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
