"""Whether it is worth searching a text at all, told in a few microseconds.

Nearly all texts hold nothing, and a build asks of each record. So the bytes of a text are mapped
at once by `bytes.translate`: digits become `0`, what may stand between the digits of a number
vanishes, all else ends a run. A text that can hold a number then has eleven zeros in a row.
"""

from __future__ import annotations

import re

_DIGITS = (*range(0x30, 0x3A), *range(0x90, 0x9A))
"""ASCII digits, and the last bytes of full-width ones: every Chinese character has a first byte
that ends the run, so that its own bytes of this range cannot add up to a number."""

_SEPARATORS = bytes(
    (
        *b" -.*_`~\\()+",
        *(0xC2, 0xA0, 0xAD, 0xB7),  # no-break blank, soft hyphen, middle dot
        *(0xE2, 0xE3, 0xEF, *range(0x80, 0x90), 0x9F, 0xAF, 0xA2, 0xA7),  # blanks and dashes
        *(0xBB, 0xBC, 0xBD, 0xBF, 0x88, 0xE3, 0x83),  # full-width signs, bullets
    )
)
_MAP = bytes(0x30 if byte in _DIGITS else 0x0A for byte in range(256))
_ENOUGH = b"0" * 11
_SPOKEN = re.compile("一[三四五六七八九][〇零一二三四五六七八九幺]{9}")
_DOMAINS = (b"com", b"COM", b".cn", b".net")


def may_hold_any(text: str) -> bool:
    """Whether a text may hold personal data. True where it can't be told so fast."""
    raw = text.encode("utf-8", "replace")
    return (
        b"@" in raw
        or "＠" in text
        or _ENOUGH in raw.translate(_MAP, _SEPARATORS)
        or b"<" in raw
        or b"&" in raw
        or (b"." in raw and any(domain in raw for domain in _DOMAINS))
        or _SPOKEN.search(text) is not None
    )
