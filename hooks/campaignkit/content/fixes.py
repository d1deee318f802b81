"""Repairs that a program can make safely, in the text of a file and nowhere else.

A finding says what stands at its place and what should (`Finding.fix`); full-width punctuation in
the syntax of YAML is told by its character. All else of a file, its comments, order and quotes,
stays byte for byte. A file that would mean something else afterwards is left alone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from campaignkit.base.findings import Finding, Fix, Position
from campaignkit.source import parse

_SYNTAX = "yaml-full-width"
_ASCII = {
    "：": ":",
    "，": ",",
    "｛": "{",
    "［": "[",
    "】": "]",
    "］": "]",
    "｝": "}",
    **dict.fromkeys("－—–―−‐•●", "-"),
}
_SPACED = ":,-"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file before and after its repairs; `count` is how many there are."""

    path: str
    before: bytes
    after: bytes
    count: int

    @property
    def diff(self) -> str:
        """What changes, as `diff -u` shows it."""
        old, new = (
            side.decode("utf-8-sig").replace("\r\n", "\n").splitlines(keepends=True)
            for side in (self.before, self.after)
        )
        rows = unified_diff(old, new, f"a/{self.path}", f"b/{self.path}")
        return "".join(row if row.endswith("\n") else f"{row}\n" for row in rows)


def plan(root: Path, findings: Iterable[Finding]) -> Iterator[FixedFile]:
    """The files that can be repaired, in order, each as it is now and as it would be."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix or finding.rule == _SYNTAX:
            by_path[finding.position.path].append(finding)
    for path, found in sorted(by_path.items()):
        file = root / path
        if not file.resolve().is_relative_to(root.resolve()) or not file.is_file():
            continue
        fixed = _fixed(path, file.read_bytes(), found)
        if fixed:
            yield fixed


def write(root: Path, fixed: FixedFile) -> bool:
    """Write a repaired file in one step; False, and nothing is done, where it has changed since.

    Raises `OSError`.
    """
    file = (root / fixed.path).resolve()
    beside = file.with_name(f".{file.name}.fixing")
    try:
        beside.write_bytes(fixed.after)
        beside.chmod(file.stat().st_mode)
        if file.read_bytes() != fixed.before:
            return False
        os.replace(beside, file)  # noqa: PTH105  the same on every system
    finally:
        beside.unlink(missing_ok=True)
    return True


def _fixed(path: str, raw: bytes, findings: Sequence[Finding]) -> FixedFile | None:
    """The file with all repairs that fit its text; None where none does, or they are not safe."""
    try:
        written = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        return None
    windows = "\r\n" in written
    if written.count("\r") != written.count("\r\n") or (
        windows and written.count("\r\n") != written.count("\n")
    ):
        return None  # mixed line ends: they could not all be kept
    text = written.replace("\r\n", "\n")
    edits = list(_edits(text, findings))
    new = _apply(text, edits)
    syntax = any(finding.rule in (_SYNTAX, "yaml-syntax") for finding in findings)
    if new == text or (path.endswith(".yml") and not _is_safe(path, text, new, syntax)):
        return None
    after = new.replace("\n", "\r\n") if windows else new
    head = _BOM if raw.startswith(_BOM) else b""
    return FixedFile(path, raw, head + after.encode(), len(edits))


def _edits(text: str, findings: Sequence[Finding]) -> Iterator[tuple[int, Fix]]:
    """Offset and repair of each finding whose text is still there; of two that meet, the first."""
    end = 0
    for finding in sorted(findings, key=lambda finding: finding.position):
        at = _offset(text, finding.position)
        fix = finding.fix or _syntax_fix(text, at)
        if fix and at >= end and text.startswith(fix.old, at):
            yield at, fix
            end = at + len(fix.old)


def _offset(text: str, place: Position) -> int:
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return start + place.column - 1


def _syntax_fix(text: str, at: int) -> Fix | None:
    """The ASCII sign for a full-width one, with a blank where YAML wants one."""
    old = text[at : at + 1]
    sign = _ASCII.get(old)
    if sign is None:
        return None
    blank = sign in _SPACED and text[at + 1 : at + 2] not in (" ", "\n", "")
    return Fix(old, f"{sign} " if blank else sign)


def _apply(text: str, edits: Sequence[tuple[int, Fix]]) -> str:
    for at, fix in reversed(edits):
        text = text[:at] + fix.new + text[at + len(fix.old) :]
    return text


def _is_safe(path: str, old: str, new: str, syntax: bool) -> bool:
    """Whether a YAML file still has its keys and lists, or fewer faults of syntax than before."""
    before, faults = parse(old, path)
    after, left = parse(new, path)
    if syntax:
        return len(left) < len(faults)
    if before is None or after is None:
        return False
    return len(left) <= len(faults) and _shape(before.data) == _shape(after.data)


def _shape(data: Any) -> Any:
    """Keys, lists and the types of values, without the values."""
    if isinstance(data, dict):
        return {key: _shape(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_shape(value) for value in data]
    return type(data)
