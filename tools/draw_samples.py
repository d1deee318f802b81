"""Draws the example site's pictures: photographs, portraits and covers, all of them invented.

Run `python tools/draw_samples.py` in the project's folder; it writes into `campaigns/`. The same
code gives the same pictures. Each file keeps to a budget of bytes, so that a page with many of
them still opens on a slow telephone.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from sample_covers import COVERS, ROSE
from sample_events import EVENT_PHOTOS
from sample_scenes import PHOTOS
from sample_strokes import CREAM, GOLD, NIGHT, RED, SAND, TEAL, Colour, canvas, disc, mix

CAMPAIGNS = Path(__file__).parents[1] / "campaigns"
SKIN, HAIR = (232, 190, 152), (44, 38, 40)


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
    for (folder, name), scene in EVENT_PHOTOS.items():
        save(scene(), CAMPAIGNS / folder / "photos" / f"{name}.jpg", 40_000)
    for folder, names in PLACES.items():
        for name in names:
            face = portrait(*FACES[name])
            save(face, CAMPAIGNS / folder / "portraits" / f"{name}.jpg", 20_000)


if __name__ == "__main__":
    main()
