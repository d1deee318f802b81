"""Makes the text of a printed PDF searchable: ideographs in place of Kangxi radicals.

Fonts such as Noto Sans CJK draw 人 (U+4EBA) and the Kangxi radical ⼈ (U+2F08) with one glyph, and
Chromium writes down the radical as that glyph's character. It looks right, but a search for 人
finds nothing, and a screen reader stumbles. So the fonts' ToUnicode tables are
rewritten.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
)

_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_COUNTED = re.compile(r"\d+\s+beginbf(?:char|range)")
_CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_PER_BLOCK = 100
"""Entries that a block of a CMap may have (Adobe technical note 5014)."""

_SUPPLEMENT = str.maketrans(
    "⺁⺄⺈⺊⺌⺜⺝⺠⺧⺩⺫⺬⺶⺻⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙刀卜小日月民牛王目示羊聿西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄斉齐歯齿竜龙龜亀龟",
)
"""Radicals of the supplement that are whole characters, which NFKC leaves as they are: Unicode's
EquivalentUnifiedIdeograph.txt."""


def replace_radicals(file: Path) -> None:
    """Rewrite a PDF's character tables in place, ideographs in the place of radicals."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it remarks on Chromium's object count
    writer = PdfWriter(clone_from=PdfReader(file))
    for page in writer.pages:
        for font in _fonts(page["/Resources"]):
            _replace_radicals_in_font(font)
    writer.write(file)


def _fonts(resources: PdfObject) -> Iterator[DictionaryObject]:
    """Fonts that a page uses, in the forms it draws too."""
    assert isinstance(resources, DictionaryObject)
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    yield from (font.get_object() for font in fonts.values())
    for form in resources.get("/XObject", DictionaryObject()).get_object().values():
        inner = form.get_object().get("/Resources")
        if inner is not None:
            yield from _fonts(inner.get_object())


def _replace_radicals_in_font(font: DictionaryObject) -> None:
    stream = font.get("/ToUnicode", DictionaryObject()).get_object()
    if not isinstance(stream, StreamObject):
        return
    cmap = stream.get_data().decode("latin-1")
    rewritten = replace_radicals_in_cmap(cmap)
    if rewritten != cmap:
        fresh = DecodedStreamObject()
        fresh.set_data(rewritten.encode("latin-1"))
        font[NameObject("/ToUnicode")] = fresh.flate_encode()


def replace_radicals_in_cmap(cmap: str) -> str:
    """A ToUnicode CMap in which no glyph stands for a radical; its other entries are kept."""
    entries = [entry for kind, body in _BLOCK.findall(cmap) for entry in _entries(kind, body)]
    if not any(_RADICALS.search(text) for _, text in entries):
        return cmap
    lines = [f"<{glyph}> <{_hex(ideographs(text))}>" for glyph, text in entries]
    blocks = [lines[at : at + _PER_BLOCK] for at in range(0, len(lines), _PER_BLOCK)]
    head, tail = _COUNTED.split(cmap, maxsplit=1)[0], "endcmap" + cmap.rpartition("endcmap")[2]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return head + body + tail


def _entries(kind: str, body: str) -> Iterator[tuple[str, str]]:
    """Glyphs, as written, with their text; ranges one by one."""
    if kind == "bfchar":
        yield from ((glyph, _text(text)) for glyph, text in _CHAR.findall(body))
        return
    for first, last, text in _RANGE.findall(body):
        start, base = int(first, 16), _text(text)
        for glyph in range(start, int(last, 16) + 1):
            code = f"{glyph:0{len(first)}X}"
            yield code, base[:-1] + chr(ord(base[-1]) + glyph - start)


def ideographs(text: str) -> str:
    """Text with each radical replaced by the character it looks like."""
    known = text.translate(_SUPPLEMENT)
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), known)


def _text(code: str) -> str:
    return bytes.fromhex(code).decode("utf-16-be", errors="replace")


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
