"""Which paths may stand in a manifest, and how a hostile name is shown.

A manifest comes from outside, and its paths are joined to a folder and to a URL: nothing in them
may lead out of either (`../`, an absolute path, a drive letter), hide what is written (control and
direction characters), or mean something else on another system (a backslash).
"""

from __future__ import annotations

import unicodedata

MAX_PATH_BYTES = 1024
"""Longest path in a manifest, in bytes of UTF-8."""

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that show nothing or change what is shown: control, format, surrogate,
line and paragraph separators."""


def path_fault(path: str) -> str:
    """Why a path may not stand in a manifest, in Chinese; empty where it may."""
    if not path:
        return "是空的"
    if not path.isprintable() and any(unicodedata.category(char) in _HIDDEN for char in path):
        return "有看不见的字符，或者不是 UTF-8"
    if len(path.encode()) > MAX_PATH_BYTES:
        return f"超过 {MAX_PATH_BYTES} 个字节"
    if "\\" in path:
        return "有反斜杠"
    parts = path.split("/")
    if ":" in parts[0]:
        return "第一段有冒号，像盘符或网址"
    if any(part in {"", ".", ".."} for part in parts):
        return "不是从网站根目录写起的普通路径"
    return ""


def shown(text: str) -> str:
    """Text with the characters that cannot be seen written out, so that a terminal obeys none."""
    return "".join(
        char.encode("unicode_escape", "surrogatepass").decode()
        if unicodedata.category(char) in _HIDDEN
        else char
        for char in text
    )
