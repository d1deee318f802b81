"""Draw the pictures of the example's slide decks: flat shapes, no people's faces, no emblems.

Run from the project's folder: `python tools/draw_decks.py`. Same code, same pictures.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SCALE = 2
PAPER, SAND, GOLD = "#f7eeda", "#ecc98f", "#dfa443"
RED, WINE, INK, TEAL, FOG = "#b3322a", "#7c2a2e", "#22252e", "#1d6a70", "#8fb3a9"

Draw = ImageDraw.ImageDraw
Point = tuple[float, float]


def polygon(draw: Draw, points: list[Point], fill: str) -> None:
    """A filled shape in picture pixels."""
    draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)


def line(draw: Draw, points: list[Point], fill: str, width: float) -> None:
    """A line with rounded joints."""
    scaled = [(x * SCALE, y * SCALE) for x, y in points]
    draw.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")


def circle(draw: Draw, x: float, y: float, radius: float, fill: str) -> None:
    """A disc."""
    box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
    draw.ellipse(box, fill=fill)


def box(draw: Draw, x: float, y: float, width: float, height: float, fill: str) -> None:
    """A rectangle."""
    draw.rectangle([x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE], fill=fill)


def blend(first: str, second: str, share: float) -> str:
    """A colour between two."""
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (first, second))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


def sky(draw: Draw, top: str, bottom: str, until: float = HEIGHT) -> None:
    """Bands from one colour to another, wide enough to be seen as bands."""
    bands = 14
    for band in range(bands):
        shade = blend(top, bottom, band / (bands - 1))
        box(draw, 0, until * band / bands, WIDTH, until / bands + 1, shade)


def hill(draw: Draw, base: float, height: float, phase: float, fill: str) -> None:
    """A range of hills up to the picture's lower edge."""
    points: list[Point] = [
        (x, base - height * (0.5 + 0.5 * math.sin(x / 260 + phase) * math.cos(x / 510 + phase)))
        for x in range(0, WIDTH + 20, 20)
    ]
    polygon(draw, [*points, (WIDTH, HEIGHT), (0, HEIGHT)], fill)


def mine(draw: Draw) -> None:
    """A pithead at dawn, rails running to it, workers seen from behind."""
    sky(draw, WINE, GOLD, 620)
    circle(draw, 1130, 470, 150, SAND)
    hill(draw, 640, 190, 0.4, blend(WINE, GOLD, 0.35))
    hill(draw, 690, 120, 2.1, WINE)
    box(draw, 0, 660, WIDTH, 240, INK)
    for x in (330, 520):
        line(draw, [(x, 670), (425, 210)], INK, 16)
    for y in (330, 430, 540):
        half = (y - 210) * 0.2
        line(draw, [(425 - half, y), (425 + half, y)], INK, 10)
    circle(draw, 425, 205, 64, INK)
    circle(draw, 425, 205, 46, GOLD)
    circle(draw, 425, 205, 12, INK)
    line(draw, [(470, 240), (760, 660)], INK, 8)
    box(draw, 620, 560, 210, 110, INK)
    polygon(draw, [(605, 565), (725, 500), (845, 565)], INK)
    for x in (655, 735):
        box(draw, x, 595, 42, 34, GOLD)
    for x in (-1, 1):
        line(draw, [(1000 + x * 16, 665), (1000 + x * 330, 900)], SAND, 10)
    for step in range(8):
        y = 672 + step * step * 4.1
        half = 24 + (y - 665) * 1.45
        line(draw, [(1000 - half, y), (1000 + half, y)], blend(INK, SAND, 0.35), 4 + step)
    crowd(draw)


def crowd(draw: Draw) -> None:
    """Three rows of people from behind, the nearer the darker."""
    chance = random.Random(1922)
    for row, shade in enumerate((0.45, 0.25, 0.0)):
        size = 24 + row * 9
        for x in range(20 - row * 15, 760 - row * 60, size * 2 + 4):
            y = 742 + row * 62 + chance.uniform(-6, 6)
            colour = blend(INK, RED, shade)
            circle(draw, x, y, size * 0.55, colour)
            circle(draw, x, y + size * 1.55, size, colour)
            box(draw, x - size, y + size * 1.5, size * 2, 200, colour)


def pattern(draw: Draw) -> None:
    """An eight-petalled flower counted out on squared paper."""
    box(draw, 0, 0, WIDTH, HEIGHT, PAPER)
    step = 30
    for x in range(0, WIDTH, step):
        line(draw, [(x, 0), (x, HEIGHT)], blend(PAPER, TEAL, 0.18), 1)
    for y in range(0, HEIGHT, step):
        line(draw, [(0, y), (WIDTH, y)], blend(PAPER, TEAL, 0.18), 1)
    for column in range(-15, 15):
        for row in range(-15, 15):
            colour = _stitch(column + 0.5, row + 0.5)
            if colour:
                x, y = 800 + column * step, 450 + row * step
                box(draw, x + 2, y + 2, step - 4, step - 4, colour)


def _stitch(x: float, y: float) -> str | None:
    radius, angle = math.hypot(x, y), math.atan2(y, x)
    petal = 8.2 + 4.6 * math.cos(8 * angle)
    if radius < 2.2:
        return INK
    if radius < 4.2:
        return GOLD
    if radius < petal * 0.72:
        return WINE
    if radius < petal:
        return RED
    return TEAL if 13.4 < radius < 14.6 else None


def tea(draw: Draw) -> None:
    """Tea terraces under a low sun, with one row picked bare."""
    sky(draw, FOG, PAPER, 520)
    circle(draw, 1240, 300, 120, SAND)
    hill(draw, 560, 150, 1.2, blend(TEAL, FOG, 0.6))
    for row in range(7):
        base = 560 + row * 62
        shade = blend(blend(TEAL, FOG, 0.35), INK, row / 11)
        hill(draw, base, 70 + row * 6, 0.9 + row * 0.35, shade)
        for x in range(-40 + row * 17, WIDTH, 74):
            top = base - (70 + row * 6) * (
                0.5
                + 0.5 * math.sin(x / 260 + 0.9 + row * 0.35) * math.cos(x / 510 + 0.9 + row * 0.35)
            )
            tone = GOLD if row == 3 else blend(shade, FOG, 0.3)
            circle(draw, x, top + 14, 21 + row * 2.4, tone)


def page(draw: Draw) -> None:
    """A ruled sheet with a struck-out line, a pen beside it."""
    box(draw, 0, 0, WIDTH, HEIGHT, RED)
    polygon(draw, [(330, 70), (1190, 10), (1270, 900), (390, 900)], WINE)
    polygon(draw, [(290, 60), (1150, 60), (1150, 900), (290, 900)], PAPER)
    chance = random.Random(7)
    for index in range(11):
        y = 170 + index * 66
        start = 390 if index % 4 == 0 else 350
        end = 1090 if index % 4 != 3 else 760
        line(draw, [(start, y), (end - chance.uniform(0, 60), y)], blend(PAPER, INK, 0.75), 12)
    line(draw, [(340, 302), (1060, 302)], RED, 8)
    line(draw, [(930, 268), (1060, 236)], RED, 8)
    line(draw, [(1560, 120), (1130, 640)], INK, 54)
    polygon(draw, [(1109, 622), (1151, 658), (1070, 716)], GOLD)
    polygon(draw, [(1086, 690), (1094, 697), (1070, 716)], INK)
    line(draw, [(1500, 192), (1560, 120)], GOLD, 56)


def seam(draw: Draw) -> None:
    """The cut face of a weld with three pores in a row, and the sparks of the torch."""
    sky(draw, INK, "#30343f")
    polygon(draw, [(0, 560), (700, 560), (790, 820), (0, 820)], "#5d6673")
    polygon(draw, [(1600, 560), (900, 560), (810, 820), (1600, 820)], "#6b7583")
    polygon(draw, [(680, 548), (800, 520), (920, 548), (815, 826), (785, 826)], "#9aa4b1")
    for index, (x, y, radius) in enumerate(((770, 610, 17), (800, 655, 14), (806, 705, 11))):
        circle(draw, x, y, radius + 5, blend(GOLD, RED, index / 3))
        circle(draw, x, y, radius, INK)
    chance = random.Random(40)
    for _ in range(120):
        angle, length = chance.uniform(math.pi * 1.02, math.pi * 1.98), chance.uniform(60, 460)
        start = chance.uniform(0.25, 0.8) * length
        ends = [
            (800 + math.cos(angle) * far, 505 + math.sin(angle) * far * 0.95 + far * far / 1900)
            for far in (start, length)
        ]
        line(draw, ends, chance.choice((GOLD, SAND, PAPER, RED)), chance.uniform(2, 5))
    for radius, colour in ((62, RED), (44, GOLD), (26, PAPER)):
        circle(draw, 800, 505, radius, colour)


PICTURES: dict[str, Callable[[Draw], None]] = {
    "campaigns/2021-workers-institute/media/anyuan-dawn.png": mine,
    "campaigns/2021-workers-institute/media/counted-flower.png": pattern,
    "campaigns/2021-workers-institute/media/tea-terraces.png": tea,
    "campaigns/2021-workers-institute/media/a-page.png": page,
    "campaigns/2021-model-workers-in-schools/media/weld-section.png": seam,
}


def main() -> None:
    """Draw all pictures into the campaigns' folders."""
    for name, paint in PICTURES.items():
        image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        paint(ImageDraw.Draw(image))
        small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        small.quantize(128, dither=Image.Dither.NONE).save(name, optimize=True)


if __name__ == "__main__":
    main()
