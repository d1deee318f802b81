"""What is kept on disk comes back as it was written, or counts as missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaignkit.base import store as stores
from campaignkit.base.store import DamagedError, FileStore, seal, take_damage, unseal, write_whole

DATA = b"\x00what was written\xff" * 10


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    store = FileStore.below(tmp_path, "records")
    store.write("one", DATA)
    return store


def test_bytes_and_objects_come_back(store: FileStore, tmp_path: Path) -> None:
    assert store.read("one") == DATA
    assert store.size("one") == len(DATA)
    store.dump("two", {"a": [1, 2]})
    assert store.load("two", dict) == {"a": [1, 2]}
    assert store.load("two", list) is None
    assert (store.read("three"), store.size("three")) == (None, None)
    store.forget("one")
    assert store.read("one") is None
    assert take_damage(tmp_path) == []


@pytest.mark.parametrize("place", range(len(seal(DATA) + DATA)))
def test_each_byte_counts(place: int) -> None:
    raw = bytearray(seal(DATA) + DATA)
    assert unseal(bytes(raw)) == DATA
    raw[place] ^= 1
    with pytest.raises(DamagedError):
        unseal(bytes(raw))


@pytest.mark.parametrize("left", [0, 1, 15, 16, 17, len(DATA) + 15])
def test_a_file_that_was_cut_short_is_told_once_and_removed(
    store: FileStore, tmp_path: Path, left: int
) -> None:
    file = store.folder / "one"
    file.write_bytes(file.read_bytes()[:left])
    assert store.read("one") is None
    assert not file.exists()
    assert store.read("one") is None
    (told,) = take_damage(tmp_path)
    assert (told.rule, told.level) == ("cache-damaged", "warning")
    assert "1 个文件" in told.message
    assert "删" not in told.message + told.hint
    assert take_damage(tmp_path) == []


def test_another_format_is_not_read(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "FORMAT", b"another")
    assert store.read("one") is None


def test_a_system_that_takes_less_is_asked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    write_whole(tmp_path / "file", DATA, DATA)
    assert (tmp_path / "file").read_bytes() == DATA + DATA


def test_a_disk_that_fills_up_leaves_the_old_file(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, taken = os.write, []

    def short(handle: int, data: bytes) -> int:
        taken.append(len(data))
        if len(taken) > 2:
            raise OSError(28, "No space left on device")
        return write(handle, data[:9])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", short)
        with pytest.raises(OSError, match="No space"):
            store.write("one", DATA * 2)
    assert store.read("one") == DATA
    assert [file.name for file in store.folder.iterdir()] == ["one"]
