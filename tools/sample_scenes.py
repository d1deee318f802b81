"""The invented scenes of the example's photo contest.

Scenes are drawn at twice the size they are saved at, which smooths their edges. Chance is seeded,
so that the same code gives the same picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter
from sample_strokes import (
    CREAM,
    GOLD,
    LEAF,
    NIGHT,
    RED,
    TEAL,
    Colour,
    canvas,
    disc,
    glow,
    mix,
    ridge,
)

PHOTO = (2400, 1600)


def tea_hills() -> Image.Image:
    """Rows of tea on hills in the morning."""
    image, draw = drawing = canvas(PHOTO, (250, 206, 150), (252, 240, 214))
    glow(image, 1740, 480, 620, (255, 236, 180), 0.95)
    disc(draw, 1740, 480, 110, (255, 246, 214))
    for i in range(4):
        ridge(drawing, 11 + i, 640 + 110 * i, 90, mix((170, 190, 170), (92, 146, 112), i / 3))
    for i in range(17):
        y, swing = 1010 + 8 * i + 1.9 * i * i, 60 + 6 * i
        row = [(float(x), y + swing * math.sin(x / 520 + i / 9)) for x in range(-40, 2480, 20)]
        draw.line(row, fill=mix((86, 142, 84), (30, 84, 58), i / 16), width=50 + 6 * i)
        light = mix((172, 202, 112), LEAF, i / 16)
        draw.line([(x, v - 16 - i) for x, v in row], fill=light, width=10 + i // 2)
    return image


def bridge_at_dusk() -> Image.Image:
    """A suspension bridge over a gorge after sunset."""
    image, draw = drawing = canvas(PHOTO, (44, 62, 104), (244, 158, 92))
    glow(image, 900, 1010, 900, (255, 196, 120), 0.7)
    for i, shade in enumerate([(130, 92, 110), (84, 68, 100), (48, 46, 78)]):
        ridge(drawing, 30 + i, 900 + 130 * i, 110, shade)
    draw.rectangle((0, 1230, 2400, 1600), fill=(38, 48, 80))
    for i in range(24):
        x, y = random.Random(i).randint(300, 1500), 1250 + 14 * i
        draw.line((x, y, x + 260 - 4 * i, y), fill=(244, 158, 92, 130), width=6)
    for x in (560, 1840):
        draw.rectangle((x - 22, 470, x + 22, 1260), fill=NIGHT)
    for start, end in ((-720, 560), (560, 1840), (1840, 3120)):
        middle, half = (start + end) / 2, (end - start) / 2
        cable = [(x, 980 - 500 * ((x - middle) / half) ** 2) for x in range(start, end + 1, 32)]
        draw.line(cable, fill=NIGHT, width=10)
        for across, down in cable:
            draw.line((across, down, across, 1030), fill=NIGHT, width=3)
    draw.rectangle((0, 1020, 2400, 1052), fill=NIGHT)
    for x in range(60, 2400, 160):
        glow(image, x, 1008, 44, (255, 232, 170), 1.0)
    return image


def welding_sparks() -> Image.Image:
    """Sparks from a seam, and the outline of a masked welder."""
    image, draw = canvas(PHOTO, (14, 20, 34), (46, 34, 40))
    glow(image, 1500, 1040, 1000, (255, 176, 84), 0.75)
    for x in range(0, 2400, 300):
        draw.line((x, 0, x, 1600), fill=(0, 0, 0, 60), width=16)
    body: Colour = (10, 14, 24)
    shoulder = [(120, 1600), (260, 980), (560, 760), (820, 780), (940, 900)]
    draw.polygon([*shoulder, (1380, 1010), (1390, 1070), (900, 1130), (960, 1600)], fill=body)
    disc(draw, 700, 640, 200, body)
    draw.rounded_rectangle((600, 520, 930, 860), 70, fill=(26, 34, 50))
    draw.rounded_rectangle((790, 610, 920, 690), 16, fill=(255, 190, 96))
    draw.rectangle((1100, 1150, 2400, 1230), fill=(30, 32, 42))
    chance = random.Random(7)
    for _ in range(200):
        angle, length = chance.uniform(-3.0, 0.4), chance.gauss(260, 220)
        dx, dy = math.cos(angle) * length, math.sin(angle) * length
        arc = [(1500 + dx * t, 1120 + dy * t + 320 * t * t) for t in (0.55, 0.7, 0.85, 1.0)]
        fire = mix((255, 244, 200), (255, 140, 50), chance.random())
        draw.line(arc, fill=fire, width=chance.randint(2, 6))
    glow(image, 1500, 1120, 240, (255, 255, 240), 1.0)
    return image


def stitched_rosette(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """Eight petals in a lozenge."""
    draw.polygon([(x, y - 290), (x + 290, y), (x, y + 290), (x - 290, y)], outline=TEAL, width=20)
    for petal in range(8):
        a = math.pi * petal / 4
        tip = (x + 225 * math.cos(a), y + 225 * math.sin(a))
        left, right = (
            (x + 120 * math.cos(a + d), y + 120 * math.sin(a + d)) for d in (0.42, -0.42)
        )
        draw.polygon([(x, y), left, tip, right], fill=RED if petal % 2 else GOLD)
    disc(draw, x, y, 50, CREAM)


def embroidery() -> Image.Image:
    """A stitched pattern on indigo cloth, sharp in the middle only, as a close-up is."""
    image, draw = canvas(PHOTO, (26, 32, 74), (34, 26, 62))
    for column in range(-1, 5):
        for row in range(-1, 4):
            x, y = 300 + 600 * column, 230 + 600 * row
            stitched_rosette(draw, x, y)
            for radius, colour in ((74, (206, 92, 110)), (44, (26, 32, 74)), (26, GOLD)):
                disc(draw, x + 300, y + 300, radius, colour)
    distance = Image.radial_gradient("L").resize(PHOTO).point([min(255, 2 * v) for v in range(256)])
    soft = image.filter(ImageFilter.GaussianBlur(14))
    return Image.composite(soft, image.filter(ImageFilter.GaussianBlur(2)), distance)


def night_shift() -> Image.Image:
    """Lit windows of a workshop at night."""
    image, draw = drawing = canvas(PHOTO, (10, 18, 40), (36, 62, 92))
    disc(draw, 1960, 300, 90, (244, 236, 208))
    ridge(drawing, 5, 900, 120, (16, 30, 54))
    for x, y in ((1500, 360), (1720, 480)):
        draw.polygon([(x, 1000), (x + 24, y), (x + 96, y), (x + 120, 1000)], fill=(20, 28, 46))
        glow(image, x + 60, y - 10, 46, (230, 80, 60), 1.0)
    for x in range(160, 1360, 300):
        draw.polygon([(x, 860), (x + 300, 700), (x + 300, 860)], fill=(26, 36, 58))
    draw.rectangle((160, 860, 2260, 1400), fill=(26, 36, 58))
    chance = random.Random(21)
    for x in range(220, 2200, 150):
        for y in (920, 1060, 1200):
            lit = chance.random() < 0.62
            draw.rectangle((x, y, x + 96, y + 92), fill=(250, 204, 116) if lit else (40, 54, 80))
    draw.rectangle((0, 1400, 2400, 1600), fill=(12, 18, 32))
    for x in range(260, 2200, 300):
        draw.polygon(
            [(x, 1400), (x + 110, 1400), (x + 180, 1600), (x - 70, 1600)], fill=(250, 204, 116, 30)
        )
    return image


def river_city() -> Image.Image:
    """A town between a river and misty mountains."""
    image, draw = drawing = canvas(PHOTO, (150, 196, 206), (240, 236, 222))
    for i in range(3):
        ridge(drawing, 50 + i, 560 + 120 * i, 130, mix((158, 190, 196), (84, 138, 142), i / 2))
    chance = random.Random(3)
    for x in range(-20, 2400, 92):
        top = chance.randint(640, 940)
        draw.rectangle(
            (x, top, x + 78, 1160), fill=mix((236, 222, 200), (196, 136, 108), chance.random())
        )
        for y in range(top + 30, 1120, 52):
            draw.line((x + 16, y, x + 62, y), fill=(110, 126, 136), width=14)
    ridge(drawing, 60, 1150, 30, (78, 126, 92))
    water = [(x, 1290 + 60 * math.sin(x / 520)) for x in range(0, 2420, 20)]
    draw.polygon([*water, (2400, 1600), (0, 1600)], fill=(72, 140, 150))
    for i in range(34):
        x, y = chance.randint(0, 2300), 1350 + 7 * i
        draw.line((x, y, x + chance.randint(80, 320), y), fill=(190, 222, 220, 150), width=6)
    draw.polygon([(1180, 1470), (1520, 1470), (1470, 1520), (1230, 1520)], fill=(70, 52, 46))
    draw.arc((1250, 1400, 1440, 1540), 180, 360, fill=(70, 52, 46), width=16)
    return image


def road(top: Colour, bottom: Colour, hill: Colour, lamps: bool) -> Image.Image:
    """The same mountain road under another sky; `lamps` light it."""
    image, draw = drawing = canvas(PHOTO, top, bottom)
    for i in range(3):
        ridge(drawing, 80 + i, 620 + 120 * i, 150, mix(mix(hill, bottom, 0.5), hill, i / 2))
    draw.polygon(
        [(0, 1600), (1130, 880), (1270, 880), (2400, 1600)], fill=mix(hill, (40, 40, 48), 0.7)
    )
    for i in range(7):
        y, half = 900 + 14 * i * i, 3 + 2.4 * i
        near, wide = y + 12 + 8 * i, 1.5 * half
        corners = [(1200 - half, y), (1200 + half, y), (1200 + wide, near), (1200 - wide, near)]
        draw.polygon(corners, fill=CREAM)
    for i in range(6):
        for side in (-1, 1):
            x, y, tall = 1200 + side * (110 + 38 * i * i), 890 + 24 * i * i, 90 + 40 * i
            draw.line((x, y, x, y - tall), fill=(70, 74, 88), width=4 + 2 * i)
            if lamps:
                glow(image, round(x), round(y - tall), 30 + 12 * i, (255, 220, 140), 1.0)
    return image


PHOTOS: dict[str, Callable[[], Image.Image]] = {
    "tea-hills": tea_hills,
    "bridge-at-dusk": bridge_at_dusk,
    "welding-sparks": welding_sparks,
    "embroidery": embroidery,
    "night-shift": night_shift,
    "river-city": river_city,
    "road-dawn": lambda: road((96, 120, 168), (250, 200, 160), (70, 92, 104), lamps=False),
    "road-noon": lambda: road((96, 170, 214), (226, 240, 240), (66, 128, 84), lamps=False),
    "road-night": lambda: road((8, 14, 34), (40, 52, 96), (20, 32, 50), lamps=True),
}
