"""Scenes of events and services: people without features, nobody's portrait."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageDraw
from sample_strokes import CREAM, GOLD, NIGHT, RED, SAND, TEAL, Colour, canvas, disc, mix, ridge

SCENE = (1800, 1200)
SKIN = (232, 190, 152)


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, coat: Colour, hat: Colour) -> None:
    """A standing figure whose feet are at `(x, y)`."""
    draw.rounded_rectangle((x - 60, y - 330, x + 60, y), 50, fill=coat)
    disc(draw, x, y - 390, 62, SKIN)
    draw.pieslice((x - 66, y - 460, x + 66, y - 330), 180, 360, fill=hat)


def counter() -> Image.Image:
    """Two people on either side of a long table with papers."""
    image, draw = canvas(SCENE, mix(TEAL, CREAM, 0.7), CREAM)
    draw.rectangle((0, 900, 1800, 1200), fill=mix(SAND, NIGHT, 0.25))
    for x in (180, 760, 1340):
        draw.rectangle((x, 140, x + 280, 520), fill=mix(TEAL, CREAM, 0.45))
    _person(draw, 620, 980, RED, NIGHT)
    _person(draw, 1180, 980, TEAL, mix(NIGHT, CREAM, 0.2))
    draw.rectangle((420, 820, 1380, 1040), fill=mix(SAND, RED, 0.3))
    for i in range(5):
        draw.rectangle((820 + 6 * i, 800 - 10 * i, 1000 + 6 * i, 812 - 10 * i), fill=CREAM)
    return image


def checkup() -> Image.Image:
    """A hall with a row of people before a table with a white cloth."""
    image, draw = canvas(SCENE, mix(TEAL, CREAM, 0.82), mix(CREAM, SAND, 0.3))
    draw.rectangle((0, 930, 1800, 1200), fill=mix(TEAL, CREAM, 0.55))
    coats = (RED, GOLD, TEAL, mix(RED, NIGHT, 0.4), mix(TEAL, NIGHT, 0.3))
    for i, coat in enumerate(coats):
        _person(draw, 260 + 190 * i, 1010 + 8 * (i % 2), coat, mix(NIGHT, coat, 0.3))
    _person(draw, 1510, 980, CREAM, NIGHT)
    draw.polygon([(1240, 820), (1760, 820), (1790, 1080), (1210, 1080)], fill=(255, 255, 255))
    draw.rectangle((1330, 760, 1390, 820), fill=TEAL)
    return image


def shade() -> Image.Image:
    """A red awning beside a building site in the sun, a water tank and a bench under it."""
    image, draw = drawing = canvas(SCENE, (250, 214, 150), (250, 240, 214))
    disc(draw, 1500, 230, 120, GOLD)
    ridge(drawing, 12, 620, 90, mix(TEAL, CREAM, 0.55))
    for x in range(120, 760, 150):
        draw.line((x, 300, x, 900), fill=mix(NIGHT, SAND, 0.4), width=14)
    for y in range(340, 900, 140):
        draw.line((90, y, 720, y), fill=mix(NIGHT, SAND, 0.4), width=12)
    draw.rectangle((0, 900, 1800, 1200), fill=SAND)
    for x in (900, 1600):
        draw.line((x, 520, x, 1040), fill=NIGHT, width=20)
    draw.polygon([(820, 560), (1250, 380), (1680, 560)], fill=RED)
    draw.rounded_rectangle((960, 800, 1120, 1040), 20, fill=TEAL)
    draw.rectangle((1200, 950, 1560, 980), fill=mix(NIGHT, SAND, 0.3))
    _person(draw, 1380, 1060, mix(TEAL, CREAM, 0.2), GOLD)
    return image


EVENT_PHOTOS: dict[tuple[str, str], Callable[[], Image.Image]] = {
    ("2021-civilised-tongren", "counter"): counter,
    ("2021-practical-deeds", "checkup"): checkup,
    ("2021-four-seasons", "shade"): shade,
}
"""By campaign and file name."""
