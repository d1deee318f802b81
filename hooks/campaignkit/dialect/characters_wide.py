"""Which characters are Chinese ones for the rules of this dialect."""

from __future__ import annotations

import re

WIDE = (
    "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—·\U00020000-\U0003ffff"
)
"""A class for regular expressions: ideographs, full-width forms, and punctuation that a Chinese
text shares with others (quotation marks, dash, ellipsis, middle dot)."""

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs alone."""

WORD_START = f"{HAN}“‘《〈【「『（"
"""What the first word of a Chinese line begins with."""

_WIDE_CHARACTER = re.compile(f"[{WIDE}]")


def is_wide(character: str) -> bool:
    """Whether a single character is Chinese; an empty text is not."""
    return bool(character) and _WIDE_CHARACTER.match(character) is not None


_OWN_SPACE = frozenset("，。、；：！？（）《》〈〉【】「」『』［］｛｝")
"""Full-width punctuation, which has its blank within itself."""


def joins(before: str, after: str) -> bool:
    """Whether a line break between two characters is no blank to a reader of Chinese."""
    if not before or not after or after == "{":  # attributes stand on a line of their own
        return False
    return (is_wide(before) and is_wide(after)) or before in _OWN_SPACE or after in _OWN_SPACE
