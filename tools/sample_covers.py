"""The campaigns' covers: one geometric idea for each kind, no words and no emblem."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image
from sample_strokes import CREAM, GOLD, NIGHT, RED, SAND, TEAL, Colour, canvas, disc, mix, ridge

COVER = (2400, 1260)
ROSE = (214, 110, 96)


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
    "2021-china-dream-labour": (ribbons, RED, GOLD),
    "2021-civilised-tongren": (chevrons, TEAL, SAND),
    "2021-good-netizens": (wave, NIGHT, GOLD),
    "2021-flag-frontline": (chevrons, RED, SAND),
    "2021-practical-deeds": (roofs, TEAL, TEAL),
    "2021-four-seasons": (rosette, TEAL, RED, 4),
    "2021-migrant-care": (roofs, RED, NIGHT),
    "2021-new-citizens": (roofs, GOLD, RED),
    "2021-innovation-studios": (tiles, TEAL, CREAM),
    "2021-worker-services": (roofs, TEAL, GOLD),
}
