"""The site's mark as pixels, from the same drawing that browsers show (`mark.svg`)."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

_FILE = Path(__file__).parents[1] / "theme/assets/campaignkit/mark.svg"
_BAR = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)")
_VIEW = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_GROUND = re.compile(r'rx="(\d+)" fill="(#\w+)"')
_INK = re.compile(r'<path [^>]*fill="(#\w+)"')


class Mark(NamedTuple):
    """A rounded square with bars on it: `bars` are left, top, width and height, out of `side`."""

    side: float
    radius: float
    ground: str
    ink: str
    bars: tuple[tuple[float, float, float, float], ...]


@cache
def mark() -> Mark:
    """The geometry of `mark.svg`. Raises `ValueError` where the drawing has other shapes."""
    text = _FILE.read_text("utf-8")
    view, ground, ink = _VIEW.search(text), _GROUND.search(text), _INK.search(text)
    bars = [tuple(map(float, found)) for found in _BAR.findall(text)]
    if not (view and ground and ink and bars):
        raise ValueError("mark.svg is not a rounded square with bars")
    return Mark(float(view[1]), float(ground[1]), ground[2], ink[1], tuple(bars))  # type: ignore[arg-type]


def draw_mark(
    pen: ImageDraw.ImageDraw, left: float, top: float, size: float, *, bleed: float | None = None
) -> None:
    """Draw the mark in a square. With `bleed` the ground has no corners, and the bars are smaller.

    A system that cuts an icon to a shape of its own leaves `1 - 2 * bleed` of the side.
    """
    known = mark()
    inner = size * (1 - 2 * (bleed or 0))
    scale, edge = inner / known.side, (size - inner) / 2
    square = (left, top, left + size - 1, top + size - 1)
    radius = 0 if bleed is not None else known.radius * scale
    pen.rounded_rectangle(square, radius, fill=known.ground)
    for x, y, width, height in known.bars:
        corner = (left + edge + x * scale, top + edge + y * scale)
        far = (corner[0] + width * scale - 1, corner[1] + height * scale - 1)
        pen.rectangle((*map(round, corner), *map(round, far)), fill=known.ink)


def icon(size: int, *, bleed: float | None = None) -> bytes:
    """The mark as a PNG of `size` pixels; drawn four times as large, so that edges are smooth."""
    large = Image.new("RGBA", (size * 4, size * 4))
    draw_mark(ImageDraw.Draw(large), 0, 0, size * 4, bleed=bleed)
    raw = BytesIO()
    large.resize((size, size), Image.Resampling.BOX).save(raw, "PNG", optimize=True)
    return raw.getvalue()
