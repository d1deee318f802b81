"""Whether a file holds any of some words, however it is packed: ZIP, gzip, bzip2, xz, SQLite, PDF.

What is packed in something is looked at as well, `_DEPTH` levels deep.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_DEPTH = 4
_MOST = 1 << 30
"""Bytes of a file, packed or not, beyond which it is not looked into."""

_AFTER_NAMES = ("同志", "师傅", "老师", "先生", "女士", "说", "和", "与", "及", "等")
_NO_WORD = (
    rb"(?:(?!\xe3[\x90-\xbf]|[\xe4-\xe9])|(?="
    + b"|".join(one.encode() for one in _AFTER_NAMES)
    + rb"))"
)
"""After a name of two characters in UTF-8: no third, U+3400 to U+9FFF, unless it begins one of
these words. The rule `withdrawn-name` reads texts in the same way."""

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_BROKEN = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zlib.error, lzma.LZMAError, zipfile.BadZipFile, zipfile.LargeZipFile),
)


class UnreadableFileError(ValueError):
    """A file cannot be looked into: it is encrypted, damaged or too large."""


@dataclass(frozen=True, slots=True)
class ByteHit:
    """Where in a file something was found.

    `member` is the member of an archive, or empty; `offset` counts the bytes in it.
    """

    member: str
    offset: int


def words_pattern(words: Iterable[str], paths: Iterable[str] = ()) -> re.Pattern[bytes]:
    """A pattern of words in the encodings that programs write, and of paths as whole ones."""
    parts = [form for word in words for form in _forms(word)]
    parts += [re.escape(path.encode()) + rb"(?![a-z0-9-])" for path in paths]
    return re.compile(b"|".join(dict.fromkeys(parts)) or rb"(?!)")


def _forms(word: str) -> Iterator[bytes]:
    """UTF-8, UTF-16, GB 18030, JSON, a URL; after two characters no third may make a word."""
    short = len(word) < 3
    yield re.escape(word.encode()) + (_NO_WORD if short else b"")
    yield re.escape(word.encode("utf-16-le"))
    yield re.escape(word.encode("utf-16-be"))
    if not short:
        yield re.escape(word.encode("gb18030"))
    escaped = json.dumps(word)[1:-1]
    yield re.escape(escaped.encode())
    yield re.escape(re.sub(r"\\u....", lambda m: m[0].upper().replace("U", "u"), escaped).encode())
    yield re.escape(quote(word).encode())


def search_file(file: Path, pattern: re.Pattern[bytes]) -> list[ByteHit]:
    """The first place in a file, and in each of its members. Raises `UnreadableFileError`."""
    try:
        if file.stat().st_size > _MOST:
            raise UnreadableFileError("太大")
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFileError("没有权限，或读不出来") from error
    found = list(_search(data, pattern, "", _DEPTH))
    if data.startswith(b"SQLite format 3\0") and not found:
        found += _search_database(file, pattern)
    return found


def _search(data: bytes, pattern: re.Pattern[bytes], member: str, depth: int) -> Iterator[ByteHit]:
    """Hits in bytes and in what is packed in them."""
    if match := pattern.search(data):
        yield ByteHit(member, match.start())
    if not depth:
        return
    try:
        for name, inner in _members(data):
            path = f"{member}/{name}".strip("/")
            if pattern.search(name.encode()):
                yield ByteHit(path, 0)
            yield from _search(inner, pattern, path, depth - 1)
    except _BROKEN as error:
        raise UnreadableFileError(f"{member or '文件'}打不开：加密了、损坏或太大") from error


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What bytes hold packed, with its name or an empty one."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.file_size > _MOST:
                    raise UnreadableFileError
                yield entry.filename, archive.read(entry)
    elif data.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            yield "", _limited(stream)
    elif data.startswith(b"BZh"):
        with bz2.BZ2File(io.BytesIO(data)) as stream:
            yield "", _limited(stream)
    elif data.startswith(b"\xfd7zXZ\0"):
        with lzma.LZMAFile(io.BytesIO(data)) as stream:
            yield "", _limited(stream)
    elif data.startswith(b"%PDF"):
        for match in _STREAM.finditer(data):
            try:
                yield "", zlib.decompressobj().decompress(match[1], _MOST)
            except zlib.error:  # a picture, or another filter
                continue


def _limited(stream: io.BufferedIOBase) -> bytes:
    data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise UnreadableFileError
    return data


def _search_database(file: Path, pattern: re.Pattern[bytes]) -> Iterator[ByteHit]:
    """Values longer than a page lie in pieces in the file: they are asked for one by one."""
    try:
        uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            database.text_factory = bytes
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            for (table,) in database.execute(query).fetchall():
                name = table.decode().replace('"', '""')
                for row in database.execute(f'SELECT * FROM "{name}"'):
                    for value in row:
                        if isinstance(value, bytes) and pattern.search(value):
                            yield ByteHit(table.decode(), 0)
                            return
    except sqlite3.Error as error:
        raise UnreadableFileError("数据库打不开") from error
