"""Segments become the files that a browser fetches, below `search/`.

`index.json` is the manifest; `k/<block>-<shard>.bin` holds keys and postings;
`d/<segment>-<chunk>.json` holds texts. A key's block is its first character's code point modulo
64; its shard is its CRC-32 (ISO-HDLC, as in zlib) modulo the number of shards in a block.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from campaignkit.search.segment import BLOCKS, Segment

SHARD_BYTES = 12_288
"""About how large a shard may be; a query fetches one for each of its grams."""

FOLDER = "search"


@dataclass(frozen=True, slots=True)
class IndexWriter:
    """Writes the index of some segments below `site`, part by part; runs in any process."""

    site: Path
    segments: tuple[Segment, ...]

    @property
    def per_block(self) -> int:
        """Shards of each block; follows from the size of the postings alone."""
        total = sum(segment.blocks[-1] for segment in self.segments)
        return 1 + total // (BLOCKS * SHARD_BYTES)

    def errands(self) -> list[tuple[str, int]]:
        """The parts of the work: texts of each segment, and postings of each block."""
        texts = [("texts", number) for number in range(len(self.segments))]
        return texts + [("keys", number) for number in range(BLOCKS)]

    def __call__(self, errand: tuple[str, int]) -> int:
        """Do one part; how many files it wrote."""
        what, number = errand
        files = self._texts(number) if what == "texts" else self._keys(number)
        written = 0
        for path, content in files:
            file = self.site / FOLDER / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            written += 1
        return written

    def _texts(self, number: int) -> Iterator[tuple[str, bytes]]:
        for chunk, content in enumerate(self.segments[number].texts()):
            yield f"d/{number}-{chunk}.json", content

    def _keys(self, block: int) -> Iterator[tuple[str, bytes]]:
        """The shards of one block."""
        per_block = self.per_block
        shards: list[dict[str, bytes]] = [{} for _ in range(per_block)]
        for key, blob in self._merged(block).items():
            shards[crc32(key.encode()) % per_block][key] = blob
        for number, blobs in enumerate(shards):
            if blobs:
                yield f"k/{block}-{number}.bin", _shard(blobs)

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


def write_manifest(writer: IndexWriter) -> None:
    """Write what the browser reads first."""
    groups = list(dict.fromkeys(segment.group for segment in writer.segments))
    manifest = {
        "version": _version(writer.segments),
        "per_block": writer.per_block,
        "groups": [[group.title, group.icon] for group in groups],
        "segments": [
            [segment.count, groups.index(segment.group), segment.per_chunk]
            for segment in writer.segments
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    file = writer.site / FOLDER / "index.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def _version(segments: Sequence[Segment]) -> str:
    """Changes with any content, so that a browser never mixes an old shard with a new one."""
    digests = "".join(segment.digest for segment in segments)
    return hashlib.sha256(digests.encode()).hexdigest()[:12]


def _shard(blobs: dict[str, bytes]) -> bytes:
    """Like a segment's block, but lengths are LEB128."""
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
