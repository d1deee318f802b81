"""Bytes of a file become text, or findings that say how to save the file again."""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from campaignkit.base.findings import Finding, Position

MAX_BYTES = 1_000_000
"""Largest YAML or Markdown file we read, in bytes; the longest essay is a hundredth of it."""

MAX_TABLE_BYTES = 10_000_000
"""Largest table or list of records we read, in bytes: about a hundred thousand rows."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff\ufeff]")
"""What no editor means to write; some of these end a line in YAML, and nowhere else."""
_SAVE_AS_UTF8 = "在记事本里点“文件→另存为”，“编码”选“UTF-8”（不带 BOM），再保存"


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file. `content` is None where the bytes are no text at all."""

    content: str | None
    findings: tuple[Finding, ...] = ()


_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe must not wait for its other end; a file is the same on every system."""


def read_bytes(file: Path | str, limit: int = MAX_BYTES) -> bytes:
    """Bytes of a file, one more than `limit` at most. Raises `OSError`.

    A pipe, a socket or a device is no file: it might never end, or never begin.
    """
    handle = os.open(file, _READ)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, "它不是普通文件", str(file))
        return os.read(handle, min(state.st_size, limit + 1))
    finally:
        os.close(handle)


def decode_table(raw: bytes, path: str) -> Text:
    """Decode a table in UTF-8, with or without a BOM, or in GBK: spreadsheets write all of these.

    Bytes that are neither, and office files with another name, are `yaml-encoding` findings.
    """
    if len(raw) > MAX_TABLE_BYTES:
        return Text(None, (_too_large(path, MAX_TABLE_BYTES),))
    if not raw.startswith((*_OFFICE, *_UTF16)):
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                content = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            return _without_controls(content, path, [])
    message = "这不是 CSV 表格，或者文件已损坏"
    hint = "在表格软件里打开，另存为“CSV UTF-8（逗号分隔）”"
    return Text(None, (_finding(path, message, hint),))


def decode(raw: bytes, path: str, limit: int = MAX_BYTES) -> Text:
    """Decode UTF-8; a BOM, GBK, UTF-16 or control characters become `yaml-encoding` findings.

    Text that can still be read (a BOM, GBK) is returned with its finding, so that the other faults
    of the file are told in the same run.
    """
    if len(raw) > limit:
        return Text(None, (_too_large(path, limit),))
    if raw.startswith(_OFFICE):
        message = "这是 Word、Excel 或压缩文件，只是名字改成了现在的样子"
        hint = "打开原来的文件，把文字复制到记事本，编码选 UTF-8 另存"
        return Text(None, (_finding(path, message, hint),))
    if raw.startswith(_UTF16):
        return Text(None, (_finding(path, "文件存成了 UTF-16（“Unicode”）编码", _SAVE_AS_UTF8),))
    findings: list[Finding] = []
    if raw.startswith(_BOM):
        raw = raw[len(_BOM) :]
        findings.append(_finding(path, "文件开头有 BOM（看不见的记号）", _SAVE_AS_UTF8))
    content: str | None
    try:
        content = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        content, finding = _decode_gbk(raw, path, error)
        findings.append(finding)
    return (
        Text(None, tuple(findings))
        if content is None
        else _without_controls(content, path, findings)
    )


def _too_large(path: str, limit: int) -> Finding:
    message = f"文件太大，超过上限 {limit:,} 字节"
    return _finding(path, message, "把文件拆小，图片和附件另存为单独的文件")


def _without_controls(content: str, path: str, findings: list[Finding]) -> Text:
    """Text with Unix line ends, and a finding where it has invisible characters."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(content)
    if control:
        findings.append(_control_character(content, path, control))
        content = _CONTROL.sub("�", content)
    return Text(content, tuple(findings))


def _decode_gbk(raw: bytes, path: str, error: UnicodeDecodeError) -> tuple[str | None, Finding]:
    """Chinese Windows saves GB 18030 unless told otherwise: say so when the bytes are that."""
    line = raw.count(b"\n", 0, error.start) + 1
    start = raw.rfind(b"\n", 0, error.start) + 1
    column = len(raw[start : error.start].decode("utf-8", errors="replace")) + 1
    place = Position(path, line, column)
    try:
        content = raw.decode("gb18030")
    except UnicodeDecodeError:
        message = "这里的字节不是文字，文件可能已损坏"
        return None, Finding(place, "yaml-encoding", message, "从备份恢复，或重新输入后存为 UTF-8")
    message = "文件是 GBK（ANSI）编码，不是 UTF-8"
    return content, Finding(place, "yaml-encoding", message, _SAVE_AS_UTF8)


def _control_character(content: str, path: str, found: re.Match[str]) -> Finding:
    line = content.count("\n", 0, found.start()) + 1
    column = found.start() - content.rfind("\n", 0, found.start())
    message = f"有看不见的控制字符（U+{ord(found[0]):04X}）"
    place = Position(path, line, column)
    return Finding(place, "yaml-encoding", message, "删掉这个字符；它常随粘贴带进来")


def _finding(path: str, message: str, hint: str) -> Finding:
    return Finding(Position(path), "yaml-encoding", message, hint)
