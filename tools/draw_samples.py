"""Draws the example site's pictures: photographs, portraits and covers, all of them invented.

Run `python tools/draw_samples.py` in the project's folder; it writes into `campaigns/`. The same
code gives the same pictures. Each file keeps to a budget of bytes, so that a page with many of
them still opens on a slow telephone.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from sample_scenes import (
    CREAM,
    GOLD,
    NIGHT,
    PHOTOS,
    RED,
    SAND,
    TEAL,
    Colour,
    canvas,
    disc,
    mix,
    ridge,
)

CAMPAIGNS = Path(__file__).parents[1] / "campaigns"
COVER = (2400, 1260)
ROSE, SKIN, HAIR = (214, 110, 96), (232, 190, 152), (44, 38, 40)


def save(image: Image.Image, path: Path, limit: int) -> None:
    """Write half-size JPEG of at most `limit` bytes, at the best quality that keeps to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    for quality in range(82, 40, -4):
        small.save(path, "JPEG", quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= limit:
            return
    raise ValueError(f"{path.name} does not fit into {limit} bytes")


def portrait(ground: Colour, coat: Colour, hat: Colour | None, long_hair: bool) -> Image.Image:
    """A face without features: nobody's portrait. `hat` is a helmet's colour."""
    image, draw = canvas((720, 720), mix(ground, CREAM, 0.35), ground)
    disc(draw, 360, 360, 310, mix(ground, CREAM, 0.55))
    if long_hair:
        draw.rounded_rectangle((218, 190, 502, 520), 140, fill=HAIR)
    draw.rounded_rectangle((130, 520, 590, 900), 150, fill=coat)
    neck = [(300, 420), (420, 420), (430, 540), (360, 610), (290, 540)]
    draw.polygon(neck, fill=mix(SKIN, RED, 0.15))
    draw.polygon([(290, 522), (360, 610), (330, 650), (262, 534)], fill=CREAM)
    draw.polygon([(430, 522), (360, 610), (390, 650), (458, 534)], fill=CREAM)
    draw.pieslice((236, 160, 484, 440), 180, 360, fill=HAIR)
    draw.rounded_rectangle((252, 230, 468, 480), 108, fill=SKIN)
    draw.chord((246, 170, 474, 350), 180, 360, fill=HAIR)
    if hat:
        draw.pieslice((222, 120, 498, 420), 180, 360, fill=hat)
        draw.rounded_rectangle((196, 258, 524, 292), 16, fill=mix(hat, NIGHT, 0.2))
        draw.rounded_rectangle((338, 112, 382, 264), 20, fill=mix(hat, CREAM, 0.35))
    return image


def pages(ground: Colour, ink: Colour) -> Image.Image:
    """Study: leaves of a book, fanned out."""
    image, draw = canvas(COVER, ground, mix(ground, NIGHT, 0.35))
    for i in range(12):
        a, b = math.pi * (1 + i / 12), math.pi * (1 + (i + 0.8) / 12)
        corners = [
            (1200 + r * math.cos(t), 1330 + r * 0.86 * math.sin(t))
            for r, t in ((1150, a), (1150, b), (150, b), (150, a))
        ]
        draw.polygon(corners, fill=mix(ink, CREAM, abs(i - 5.5) / 6))
    disc(draw, 1200, 1330, 230, mix(ground, NIGHT, 0.4))
    return image


def ribbons(ground: Colour, ink: Colour) -> Image.Image:
    """Essays: lines of writing that turn into a river."""
    image, draw = canvas(COVER, ground, mix(ground, CREAM, 0.5))
    for i in range(8):
        line = [
            (x, 190 + 125 * i + (x / 2400) ** 2 * 200 * math.sin(x / 400 + i / 3))
            for x in range(-20, 2440, 20)
        ]
        draw.line(line, fill=mix(ink, GOLD, i / 7), width=40 + (i % 3) * 16)
    return image


def aperture(ground: Colour, ink: Colour) -> Image.Image:
    """Photographs: the blades of a lens."""
    image, draw = canvas(COVER, ground, mix(ground, NIGHT, 0.5))
    disc(draw, 1200, 630, 560, mix(ink, NIGHT, 0.3))
    for i in range(8):
        a = math.pi * i / 4
        blade = [
            (1200 + r * math.cos(a + t), 630 + r * math.sin(a + t))
            for r, t in ((520, 0), (520, 0.75), (250, 1.1), (250, 0.3))
        ]
        draw.polygon(blade, fill=mix(ink, CREAM, (i % 4) / 5))
    disc(draw, 1200, 630, 250, mix(ground, NIGHT, 0.7))
    disc(draw, 1110, 540, 34, CREAM)
    return image


def wave(ground: Colour, ink: Colour) -> Image.Image:
    """Singing: the loudness of a song."""
    image, draw = canvas(COVER, mix(ground, NIGHT, 0.3), ground)
    for i in range(48):
        loud = 60 + 430 * abs(math.sin(i / 7.6) * math.cos(i / 2.3)) * math.sin(math.pi * i / 47)
        colour = mix(ink, CREAM, abs(i - 24) / 30)
        draw.rounded_rectangle((50 + 48 * i, 630 - loud, 78 + 48 * i, 630 + loud), 14, fill=colour)
    return image


def seats(ground: Colour, ink: Colour) -> Image.Image:
    """Lectures: rows of listeners in the light of a stage."""
    image, draw = canvas(COVER, mix(ground, NIGHT, 0.4), ground)
    for half in (900, 620, 340):
        draw.polygon(
            [(1140, 0), (1260, 0), (1200 + half, 1260), (1200 - half, 1260)], fill=(*ink, 60)
        )
    for row in range(4):
        for seat in range(-9, 10):
            x, y = 1200 + seat * (150 + 26 * row) + 75 * (row % 2), 800 + 130 * row
            colour = mix(mix(ground, ink, 0.5), NIGHT, 0.25 + row / 6)
            disc(draw, x, y, 44 + 5 * row, colour)
            draw.rounded_rectangle((x - 72, y + 44, x + 72, y + 300), 60, fill=colour)
    return image


def rosette(ground: Colour, ink: Colour, petals: int = 16) -> Image.Image:
    """Honours: a rosette in rays of light."""
    image, draw = canvas(COVER, ground, mix(ground, NIGHT, 0.3))
    for i in range(24):
        a = math.pi * i / 12
        ray = [(1200 + 1700 * math.cos(a + t), 630 + 1700 * math.sin(a + t)) for t in (0, 0.13)]
        draw.polygon([(1200, 630), *ray], fill=(*ink, 46))
    for radius, share in ((470, 0.0), (350, 0.45), (230, 0.8)):
        for i in range(petals):
            a = 2 * math.pi * i / petals + share
            x, y = 1200 + radius * 0.72 * math.cos(a), 630 + radius * 0.72 * math.sin(a)
            disc(draw, x, y, radius * 2.3 / petals + 22, mix(ink, CREAM, share))
        disc(draw, 1200, 630, radius * 0.74, mix(ink, CREAM, share))
    disc(draw, 1200, 630, 110, ground)
    return image


def tiles(ground: Colour, ink: Colour) -> Image.Image:
    """Craftsmen: fitted hexagons."""
    image, draw = canvas(COVER, ground, mix(ground, NIGHT, 0.3))
    for row in range(-1, 5):
        for column in range(-1, 8):
            x, y = 130 + 360 * column + 180 * (row % 2), 60 + 312 * row
            colour = mix(ground, ink, ((column * 5 + row * 3) % 7) / 7)
            draw.regular_polygon((x, y, 200), 6, rotation=30, fill=colour)
            if (column * 3 + row * 5) % 4 == 0:
                draw.regular_polygon((x, y, 110), 6, rotation=30, fill=mix(ink, CREAM, 0.5))
    return image


def chevrons(ground: Colour, ink: Colour) -> Image.Image:
    """Teams: arrows in step."""
    image, draw = canvas(COVER, mix(ground, NIGHT, 0.3), ground)
    for i in range(9):
        x = -300 + 320 * i
        back, tip = (x + 330, 630), (x + 500, 630)
        arrow = [(x, 0), (x + 170, 0), tip, (x + 170, 1260), (x, 1260), back]
        draw.polygon(arrow, fill=mix(ink, CREAM, (i % 3) / 3))
    return image


def roofs(ground: Colour, ink: Colour) -> Image.Image:
    """Homes: roofs of a mountain village with light in the windows."""
    image, draw = drawing = canvas(COVER, mix(ground, CREAM, 0.55), mix(ground, CREAM, 0.85))
    ridge(drawing, 4, 520, 130, mix(ground, CREAM, 0.35))
    for row in range(3):
        for column in range(-1, 6):
            x, y = 520 * column + 260 * (row % 2), 560 + 220 * row
            draw.rectangle((x + 50, y + 130, x + 430, 1260), fill=mix(CREAM, SAND, row / 2))
            draw.polygon(
                [(x, y + 150), (x + 240, y), (x + 480, y + 150)], fill=mix(ground, ink, row / 3)
            )
            draw.rectangle((x + 200, y + 180, x + 280, y + 280), fill=GOLD)
    return image


COVERS: dict[str, tuple[Callable[..., Image.Image], Colour, Colour, *tuple[int, ...]]] = {
    "2021-party-history": (pages, RED, GOLD),
    "2021-essay": (ribbons, CREAM, RED),
    "2021-photo": (aperture, TEAL, GOLD),
    "2021-singing": (wave, RED, GOLD),
    "2021-workers-institute": (seats, TEAL, GOLD),
    "2021-model-workers-in-schools": (seats, RED, SAND),
    "2021-most-beautiful-worker": (rosette, RED, GOLD, 20),
    "2021-tongren-craftsman": (tiles, TEAL, GOLD),
    "2021-may-day-medal": (rosette, TEAL, SAND, 12),
    "2021-guizhou-craftsman": (tiles, RED, GOLD),
    "2021-women-pacesetter": (rosette, GOLD, ROSE, 8),
    "2021-worker-pioneer": (chevrons, RED, GOLD),
    "2021-model-home": (roofs, TEAL, RED),
}
FACES: dict[str, tuple[Colour, Colour, Colour | None, bool]] = {
    "zhang-san": (TEAL, (52, 84, 120), GOLD, False),
    "li-wenyuan": (SAND, (66, 62, 70), None, False),
    "tian-xiaohe": (ROSE, NIGHT, None, True),
    "yang-shouyi": (GOLD, (52, 58, 110), None, True),
    "ran-qingyan": ((120, 164, 116), (40, 92, 66), None, False),
    "luo-yuan": ((150, 186, 190), TEAL, None, False),
    "shi-qing": (ROSE, (214, 120, 48), (236, 120, 48), True),
    "wu-mingyue": ((236, 206, 160), (96, 158, 170), None, True),
}
PLACES = {
    "people": (
        "zhang-san",
        "li-wenyuan",
        "tian-xiaohe",
        "yang-shouyi",
        "ran-qingyan",
        "luo-yuan",
        "wu-mingyue",
    ),
    "2021-most-beautiful-worker": ("zhang-san", "shi-qing"),
    "2021-tongren-craftsman": ("yang-shouyi", "ran-qingyan"),
    "2021-women-pacesetter": ("wu-mingyue",),
}
"""Whose portrait goes into which folder: a file may not refer to a picture outside its own."""


def main() -> None:
    """Draw everything."""
    for name, scene in PHOTOS.items():
        save(scene(), CAMPAIGNS / "2021-photo" / "media" / f"{name}.jpg", 60_000)
    for name, (cover, *colours) in COVERS.items():
        save(cover(*colours), CAMPAIGNS / name / "media" / "cover.jpg", 40_000)
    for folder, names in PLACES.items():
        for name in names:
            face = portrait(*FACES[name])
            save(face, CAMPAIGNS / folder / "portraits" / f"{name}.jpg", 20_000)


if __name__ == "__main__":
    main()
