"""Bytes of a built file -> text, by the character set that a browser would use.

Source: HTML Standard, §13.2.3 (byte order mark, then `meta charset` in the first 1,024 bytes);
Encoding Standard for the labels. A static server that sends no charset leaves UTF-8 as the only
sensible default, so bytes that are not UTF-8 are a fault of the page.
"""

from __future__ import annotations

import codecs
import contextlib
import re

import webencodings

_META = re.compile(
    rb"<meta[^>]*?\scharset\s*=\s*[\"']?\s*([^\s\"'/>;]+)"
    rb"|<meta[^>]*?content\s*=\s*[\"'][^\"'>]*charset\s*=\s*([^\s\"';>]+)",
    re.IGNORECASE,
)
_XML = re.compile(rb"\A<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_CSS = re.compile(rb'\A@charset "([^"]+)";')
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str, str]:
    """Text, the name of the character set used, and the declared one if it does not fit.

    The third value is empty where all bytes could be read; else the text is the best reading of
    them (GB 18030 if that fits, else with U+FFFD) and the fault is for the caller to report.
    """
    declared = _declared(data[:1024])
    try:
        return data.decode(declared), declared, ""
    except (UnicodeDecodeError, LookupError):
        pass
    late = _declared(data)
    if late != declared:  # too far down for the standard, but browsers then read the page again
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return data.decode(late), late, ""
    try:
        return data.decode("gb18030"), "gb18030", declared
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), "utf-8", declared


def _declared(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    match = _META.search(head) or _XML.match(head) or _CSS.match(head)
    if not match:
        return "utf-8"
    label = next(group for group in match.groups() if group).decode("ascii", "replace")
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name.startswith("utf-16"):
        return "utf-8"  # the standard's rule: a page that can say "utf-16" in ASCII is not UTF-16
    # Browsers read GBK and GB 2312 with the decoder of their superset.
    name = str(encoding.name)
    return {"gbk": "gb18030", "x-user-defined": "latin-1"}.get(name, name)
