"""What is remembered of records is used only where it is whole, and of this program's making."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from campaignkit.content.record_cache import (
    Chunk,
    DamagedCacheError,
    Remembered,
    Spooled,
    Store,
    digest,
    read_payload,
)

PAYLOADS = {"a": b"first", "b": b"second"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "records")
    records, offset = {}, 0
    for name, payload in PAYLOADS.items():
        spooled = Spooled(digest(payload), offset, len(payload), ())
        records[name] = Remembered((1, 2), (), None, (), (), spooled)
        offset += len(payload)
    store.keep("batch", Chunk(b"context", records).pack(), PAYLOADS.values())
    return store


def test_a_chunk_is_recalled_in_its_context_only(store: Store) -> None:
    chunk, damaged = store.recall("batch", b"context")
    assert not damaged
    assert chunk is not None
    spool = store.spool("batch").read_bytes()
    for name, payload in PAYLOADS.items():
        spooled = chunk.records[name].spooled
        assert spooled is not None
        assert read_payload(spool, spooled) == payload
    assert store.recall("batch", b"another") == (None, False)
    assert store.recall("unheard", b"context") == (None, False)


WRONG = [
    b"",
    b"trash",
    pickle.dumps(None),
    pickle.dumps({"context": b"context"}),
    pickle.dumps(Chunk(b"context", {"a": None})),  # type: ignore[dict-item]
    b"\x80\x04ccampaignkit.cache\nChunk\n)\x81.",  # a Chunk without any attribute
    b"\x80\x04ccampaignkit.cache\nNoSuchClass\n)\x81.",
]


@pytest.mark.parametrize("content", WRONG)
def test_a_damaged_chunk_is_told_and_not_used(store: Store, content: bytes) -> None:
    (store.folder / "batch.chunk").write_bytes(content)
    assert store.recall("batch", b"context") == (None, True)


@pytest.mark.parametrize("content", [b"", b"firstsec", b"firstsecond and more"])
def test_a_spool_of_another_size_is_told_and_not_used(store: Store, content: bytes) -> None:
    store.spool("batch").write_bytes(content)
    assert store.recall("batch", b"context") == (None, True)


def test_a_chunk_without_its_spool_is_not_used(store: Store) -> None:
    store.spool("batch").unlink()
    assert store.recall("batch", b"context") == (None, False)


def test_a_payload_that_is_not_as_it_was_is_never_published(store: Store) -> None:
    chunk, _ = store.recall("batch", b"context")
    assert chunk is not None
    spooled = chunk.records["b"].spooled
    assert spooled is not None
    with pytest.raises(DamagedCacheError, match=r"删掉文件夹 \.campaignkit") as told:
        read_payload(b"firstsecanD", spooled)
    again = pickle.loads(pickle.dumps(told.value))  # on its way from a worker
    assert str(again) == str(told.value)
