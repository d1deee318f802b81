"""Attribute values as a browser reads them: entities, white space, candidate lists, refreshes.

Source: HTML Standard, §13.2.5.72 (character references), §4.8.4.3.10 (srcset), §4.2.5.3 (refresh).
Each function gives values with the offset in the raw attribute, so that a caret can point at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([A-Za-z][A-Za-z0-9]*)(;?)(=?))")
_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}


def names(text: str) -> frozenset[str]:
    """The words of `text`, for tables that are read better as a sentence."""
    return frozenset(text.split())


def decoded(raw: str) -> str:
    """An attribute's value after character references.

    `&copy=1` stays as it is: in an attribute a name without `;` counts only before something that
    is neither `=` nor alphanumeric, which is what keeps query strings alive.
    """
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def _character(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return _numbered(int(match[1], 16) if match[1] else int(match[2][:9]))
    name, semicolon, equals = match[3], match[4], match[5]
    if semicolon and f"{name};" in html5:
        return html5[f"{name};"] + equals
    if not equals and name in html5:
        return html5[name] + semicolon
    return match[0]


def _numbered(code: int) -> str:
    if code in _WINDOWS_1252:
        return _WINDOWS_1252[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "�"
    return chr(code)


def words(raw: str) -> Iterator[tuple[str, int]]:
    """The items of a space-separated list such as `headers` or `ping`."""
    for match in re.finditer(r"[^\t\n\f\r ]+", raw):
        yield decoded(match[0]), match.start()


_CANDIDATE = re.compile(r"[\t\n\f\r ,]*([^\t\n\f\r ]+)")


def srcset(raw: str) -> Iterator[tuple[str, int]]:
    """The URLs of a `srcset`, whose commas may also stand inside a URL or its descriptor."""
    position = 0
    while match := _CANDIDATE.match(raw, position):
        url = match[1].rstrip(",")
        if url:
            yield decoded(url), match.start(1)
        position = match.end() if match[1].endswith(",") else _after_descriptor(raw, match.end())


def _after_descriptor(raw: str, position: int) -> int:
    depth = 0
    for index in range(position, len(raw)):
        char = raw[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char == "," and not depth:
            return index + 1
    return len(raw)


_REFRESH = re.compile(
    r"[\t\n\f\r ]*(?:\d+[\d.]*|\.[\d.]*)(?:[\t\n\f\r ]*[;,]|[\t\n\f\r ])[\t\n\f\r ]*"
    r"(?:[uU][rR][lL][\t\n\f\r ]*=[\t\n\f\r ]*)?(?P<quote>[\"']?)"
)


def refresh(raw: str) -> Iterator[tuple[str, int]]:
    """The URL of `<meta http-equiv=refresh content="0; url=…">`, if there is one."""
    match = _REFRESH.match(raw)
    if not match:
        return
    rest, quote = raw[match.end() :], match["quote"]
    url = rest.split(quote, 1)[0] if quote else rest
    if url.strip():
        yield decoded(url), match.end()
