"""A word is found however a file is packed, and nothing else is."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from campaignkit.forget.byte_search import UnreadableFileError, search_file, words_pattern

NAME = "鹮甲一"


def _zip(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.html", data)
    return packed.getvalue()


def _tar(data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        entry = tarfile.TarInfo("a.html")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def _pdf(data: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj <<>>\nstream\n" + zlib.compress(data) + b"\nendstream endobj"


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "zip": _zip,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "tar": _tar,
    "pdf": _pdf,
    "zip in zip": lambda data: _zip(_zip(data)),
    "gzip in zip": lambda data: _zip(gzip.compress(data)),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_packed(packing: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    pattern = words_pattern([NAME])
    file.write_bytes(PACKINGS[packing](f"前面{NAME}后面".encode()))
    assert search_file(file, pattern)
    file.write_bytes(PACKINGS[packing]("没有这个人".encode()))
    assert search_file(file, pattern) == []


@pytest.mark.parametrize(
    "data",
    [
        NAME.encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        NAME.encode("gb18030"),
        json.dumps(NAME).encode(),
        json.dumps(NAME).upper().replace("U", "u").encode(),
        quote(NAME).encode(),
    ],
)
def test_encodings(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" + data)
    assert search_file(file, words_pattern([NAME]))


def test_a_member_s_name_counts(tmp_path: Path) -> None:
    file = tmp_path / "file.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("people/ren-yi/index.html", b"")
    assert [hit.member for hit in search_file(file, words_pattern([], ["people/ren-yi"]))] == [
        "",  # the directory of a ZIP is not compressed
        "people/ren-yi/index.html",
    ]


def test_a_path_and_a_short_name_are_found_as_wholes(tmp_path: Path) -> None:
    file = tmp_path / "file"
    pattern = words_pattern(["李明"], ["people/li-ming"])
    for text, found in (
        ("people/li-ming/", True),
        ("people/li-ming-2/", False),
        ("李明。", True),
        ("李明同志", True),
        ("李明珠", False),
    ):
        file.write_bytes(text.encode())
        assert bool(search_file(file, pattern)) is found, text


def test_a_value_in_pieces_and_a_deleted_one_in_a_database(tmp_path: Path) -> None:
    file = tmp_path / "file.sqlite"
    pattern = words_pattern([NAME])
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE kept (data BLOB)")
        for shift in range(40):  # in one of them the name lies across two pages
            data = b"x" * (4000 + 3 * shift) + NAME.encode() + b"x" * 9000
            database.execute("INSERT INTO kept VALUES (?)", (data,))
    assert search_file(file, pattern)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("DELETE FROM kept")
    assert search_file(file, pattern)
    with closing(sqlite3.connect(file)) as database:
        database.execute("VACUUM")
    assert search_file(file, pattern) == []


def test_what_cannot_be_opened_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "file.zip"
    file.write_bytes(_zip(b"x" * 5000)[:-30])
    with pytest.raises(UnreadableFileError):
        search_file(file, words_pattern([NAME]))
