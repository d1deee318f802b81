"""Text over several lines: YAML makes a space of each line's end, and Chinese has none."""

from __future__ import annotations

import re

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—"
_WIDE_END = re.compile(f"[{_WIDE}]$")
_WIDE_START = re.compile(f"[{_WIDE}]")


def joined(value: str, source: str) -> str:
    """The value of a plain, quoted or folded scalar without spaces between Chinese characters.

    `source` is the scalar as the file has it, over its lines. Where it is not simply the lines of
    `value` put together (escapes, blank lines), the value stays as it is.
    """
    head, body = _parted(source)
    rows = [row.strip() for row in body.split("\n")]
    if " ".join(rows) != value.rstrip("\n"):
        return value
    text = rows[0]
    for row in rows[1:]:
        wide = _WIDE_END.search(text) and _WIDE_START.match(row)
        text += row if wide else f" {row}"
    return text + value[len(value.rstrip("\n")) :] if head == ">" else text


def _parted(source: str) -> tuple[str, str]:
    """The sign that a scalar begins with (`"`, `'`, `>` or none), and its lines."""
    sign = source[:1]
    if sign in ('"', "'"):
        return sign, source[1:-1]
    if sign == ">":
        return sign, source.partition("\n")[2].rstrip()
    return "", source
