"""The picture that chat apps show beside a link: 1200 × 630 pixels, drawn with Pillow.

Same card and same fonts, same bytes. Without a Chinese font the picture has the mark and the
colours, and no words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from campaignkit.publish.card_text import CardText
from campaignkit.publish.chinese_fonts import Faces
from campaignkit.publish.mark import draw_mark

SIZE = (1200, 630)
"""What the Open Graph readers of chat apps ask for."""

PAPER, INK, SOFT, RED, FILL, WASH, LINE = (
    *("#faf6ef", "#241d18", "#5e534a", "#b8000a", "#c7000b", "#fbe9e4", "#e2d7c7"),
)
"""The light colours of `site.css`."""

_LEFT, _RIGHT, _TITLE, _LINES = 84, 1116, 76, 3
_NO_START = "，。、；：！？）》”’·—…"
"""Marks with which no line begins."""
_OPENING = ("“", "‘", "《", "（")


def draw_card(text: CardText, faces: Faces | None) -> bytes:
    """A card as PNG."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 23, SIZE[1]), fill=FILL)
    pen.rectangle((_LEFT, 522, _RIGHT, 523), fill=LINE)
    draw_mark(pen, _LEFT, 72, 64)
    if faces:
        _write(pen, text, faces)
    raw = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(raw, "PNG", optimize=True)
    return raw.getvalue()


def _write(pen: ImageDraw.ImageDraw, text: CardText, faces: Faces) -> None:
    plain = _font(faces.plain, 34)
    pen.text((_LEFT + 88, 104), text.sort, fill=RED, font=plain, anchor="lm")
    if text.sample:
        _chip(pen, _RIGHT, "示例", plain)
    size, lines = _fitted(text.title, faces.headline)
    top = 334 - len(lines) * size * 1.32 / 2
    for number, line in enumerate(lines):
        # An opening mark fills the right half of its square: it hangs, so that the text is flush.
        hung = size / 2 if line[:1] in _OPENING else 0
        place = (_LEFT - hung, top + (number + 0.5) * size * 1.32)
        pen.text(place, line, fill=INK, font=_font(faces.headline, size), anchor="lm")
    told = " · ".join(filter(None, (text.status, text.date)))
    pen.text((_LEFT, 574), told, fill=RED, font=plain, anchor="lm")
    room = _RIGHT - _LEFT - plain.getlength(told) - 48
    publisher = _cut(text.publisher, plain, room)
    pen.text((_RIGHT, 574), publisher, fill=SOFT, font=plain, anchor="rm")


def _chip(pen: ImageDraw.ImageDraw, right: float, word: str, font: ImageFont.FreeTypeFont) -> None:
    width = font.getlength(word)
    pen.rectangle((right - width - 36, 72, right, 136), fill=WASH, outline=RED, width=2)
    pen.text((right - width / 2 - 18, 104), word, fill=RED, font=font, anchor="mm")


def _fitted(title: str, file: Path) -> tuple[int, list[str]]:
    """The largest size at which a title takes three lines, and the lines; the rest is cut off."""
    for size in (_TITLE, 64, 54):
        lines = list(_wrapped(title, _font(file, size)))
        if len(lines) <= _LINES:
            return size, lines
    font = _font(file, 54)
    return 54, [*lines[: _LINES - 1], _cut("".join(lines[_LINES - 1 :]), font, _RIGHT - _LEFT)]


def _wrapped(title: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """A title in lines that fit; Latin words are kept whole where they are not too long."""
    line = ""
    for word in _words(title):
        if line and font.getlength(line + word) > _RIGHT - _LEFT and word not in _NO_START:
            yield line.rstrip()
            line = ""
        line += word
    yield line.rstrip()


def _words(title: str) -> Iterator[str]:
    """Characters that a line may begin with, Latin words in one piece."""
    word = ""
    for sign in title:
        if word and not (sign.isascii() and sign.isalnum() and word[-1].isascii()):
            yield word
            word = ""
        if sign.isascii() and sign.isalnum() and len(word) < 20:
            word += sign
        else:
            yield from filter(None, (word, sign))
            word = ""
    yield from filter(None, (word,))


def _cut(text: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    """A text that fits, with an ellipsis where something was left out."""
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…"


@lru_cache(16)
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels; of a collection, the face for simplified Chinese."""
    # The basic layout needs no library that one machine may have and another may not.
    layout = ImageFont.Layout.BASIC
    first = ImageFont.truetype(file, size, layout_engine=layout)
    if file.suffix.lower() != ".ttc":
        return first
    for number in range(12):
        try:
            face = ImageFont.truetype(file, size, number, layout_engine=layout)
        except OSError:
            break
        if (face.getname()[0] or "").endswith(" SC"):
            return face
    return first
