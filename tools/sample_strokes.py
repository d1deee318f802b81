"""The palette and the strokes that all pictures of the example site share."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Drawing = tuple[Image.Image, ImageDraw.ImageDraw]

RED, GOLD, TEAL, CREAM = (178, 52, 40), (222, 164, 66), (28, 104, 108), (248, 238, 218)
NIGHT, SAND, LEAF = (18, 30, 52), (235, 200, 150), (74, 132, 84)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1) of the way from `a` to `b`."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def canvas(size: tuple[int, int], top: Colour, bottom: Colour) -> Drawing:
    """A picture that runs from `top` to `bottom`."""
    image = Image.new("RGB", size, top)
    image.paste(bottom, (0, 0), Image.linear_gradient("L").resize(size))
    return image, ImageDraw.Draw(image, "RGBA")


def glow(image: Image.Image, x: int, y: int, radius: int, colour: Colour, power: float) -> None:
    """Light around a point, `power` (0 to 1) at its centre."""
    fade = [max(0, round((255 - v * 1.42) * power)) for v in range(256)]
    light = Image.radial_gradient("L").point(fade).resize((2 * radius, 2 * radius))
    image.paste(colour, (x - radius, y - radius), light)


def disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: Colour) -> None:
    """A filled circle."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def ridge(drawing: Drawing, seed: int, base: int, height: int, colour: Colour) -> None:
    """A range of hills whose crest swings `height` about `base`."""
    image, draw = drawing
    chance = random.Random(seed)
    waves = [(chance.uniform(0.6, 3.2) / k, chance.uniform(0, 6.3), k) for k in (1, 2, 4)]
    width = image.width
    crest = [
        (x, base - height * sum(a * math.sin(p + k * x / 420) for a, p, k in waves) / 3)
        for x in range(0, width + 20, 20)
    ]
    draw.polygon([*crest, (width, image.height), (0, image.height)], fill=colour)
