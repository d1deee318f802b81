"""What is remembered of records is used only where it is whole, and of this program's making."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from campaignkit.base.store import FileStore, take_damage
from campaignkit.content.record_cache import (
    CachedRecord,
    ChangedCacheError,
    Chunk,
    Spooled,
    Store,
    digest,
    read_payload,
)

PAYLOADS = {"a": b"first", "b": b"second"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(FileStore.below(tmp_path, "records"))
    records, offset = {}, 0
    for name, payload in PAYLOADS.items():
        spooled = Spooled(digest(payload), offset, len(payload), ())
        records[name] = CachedRecord((1, 2), (), None, (), (), spooled)
        offset += len(payload)
    store.keep("batch", Chunk(b"context", records).pack(), PAYLOADS.values())
    return store


def test_a_chunk_is_recalled_in_its_context_only(store: Store) -> None:
    chunk, spool = store.recall("batch", b"context"), store.spool("batch")
    assert chunk is not None
    assert spool is not None
    for name, payload in PAYLOADS.items():
        spooled = chunk.records[name].spooled
        assert spooled is not None
        assert read_payload(spool, spooled) == payload
    assert store.recall("batch", b"another") is None
    assert store.recall("unheard", b"context") is None
    assert told(store) == []


def told(store: Store) -> list[str]:
    return [finding.rule for finding in take_damage(store.files.folder.parent)]


ANOTHERS = [
    pickle.dumps(None),
    pickle.dumps({"context": b"context"}),
    pickle.dumps(Chunk(b"context", {"a": None})),  # type: ignore[dict-item]
    b"\x80\x04ccampaignkit.content.record_cache\nChunk\n)\x81.",  # without any attribute
    b"\x80\x04ccampaignkit.content.record_cache\nNoSuchClass\n)\x81.",
]


@pytest.mark.parametrize("content", ANOTHERS)
def test_a_chunk_of_another_version_is_not_used(store: Store, content: bytes) -> None:
    store.files.write("batch.chunk", content)
    assert store.recall("batch", b"context") is None


@pytest.mark.parametrize("content", [b"", b"trash", pickle.dumps(Chunk(b"context"))])
def test_a_damaged_chunk_is_told_and_not_used(store: Store, content: bytes) -> None:
    store.chunk_file("batch").write_bytes(content)
    assert store.recall("batch", b"context") is None
    assert told(store) == ["cache-damaged"]


@pytest.mark.parametrize("content", [b"", b"firstsec", b"firstsecond and more" * 4])
def test_a_spool_of_another_size_is_told_and_not_used(store: Store, content: bytes) -> None:
    (store.files.folder / "batch.spool").write_bytes(content)
    assert store.recall("batch", b"context") is None
    assert told(store) == ["cache-damaged"]


def test_a_spool_of_other_bytes_is_told_and_not_used(store: Store) -> None:
    file = store.files.folder / "batch.spool"
    file.write_bytes(file.read_bytes()[:-1] + b"D")
    assert store.spool("batch") is None
    assert told(store) == ["cache-damaged"]
    assert told(store) == []


def test_a_chunk_without_its_spool_is_not_used(store: Store) -> None:
    (store.files.folder / "batch.spool").unlink()
    assert store.recall("batch", b"context") is None
    assert told(store) == []


def test_a_payload_that_is_not_as_it_was_is_never_published(store: Store) -> None:
    chunk = store.recall("batch", b"context")
    assert chunk is not None
    spooled = chunk.records["b"].spooled
    assert spooled is not None
    with pytest.raises(ChangedCacheError, match="再构建一次") as found:
        read_payload(b"firstsecanD", spooled)
    again = pickle.loads(pickle.dumps(found.value))  # on its way from a worker
    assert str(again) == str(found.value)
