"""Whatever becomes of a file of the cache, what is published is what was written.

Every file of a small site's cache is damaged in turn, at its beginning, middle and end, in a
way that leaves its size and its modification time as they were; then the site is built anew.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from campaignkit.base.store import DAMAGE_LIST, take_damage
from support.engine import build_site, organisations
from support.served import add_profiles

pytestmark = pytest.mark.site

PLACES: dict[str, Callable[[int], int]] = {
    "first": lambda size: 0,
    "middle": lambda size: size // 2,
    "last": lambda size: size - 1,
}


def published(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def damage(file: Path, place: int) -> None:
    """Change one byte; size and modification time stay."""
    state, data = file.stat(), bytearray(file.read_bytes())
    data[place] ^= 0xFF
    file.write_bytes(bytes(data))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A project with a cache, and the files of its site."""
    root = tmp_path_factory.mktemp("project")
    organisations(root)
    add_profiles(root, "2020-craftsmen", 3)
    picture = io.BytesIO()
    Image.effect_noise((60, 40), 50).save(picture, "PNG")
    (root / "campaigns/2020-craftsmen/cover.png").write_bytes(picture.getvalue())
    file = root / "campaigns/2020-craftsmen/campaign.yml"
    cover = "cover: {file: cover.png, alt: 封面上的花纹, credit: 示例}\n"
    file.write_text(file.read_text("utf-8") + cover, "utf-8")
    build_site(root, root / "site")
    return root, published(root / "site")


def cached(root: Path) -> list[Path]:
    """Every file of the cache."""
    found = [file for file in (root / ".campaignkit").rglob("*") if file.is_file()]
    return sorted(file for file in found if file.name != DAMAGE_LIST)


def test_the_cache_has_a_file_of_each_sort(built: tuple[Path, dict[str, bytes]]) -> None:
    names = [file.relative_to(built[0]).as_posix() for file in cached(built[0])]
    for sort in ("media/", ".chunk", ".spool", ".segment", ".segments", "search/index.files"):
        assert any(sort in name for name in names), (sort, names)


@pytest.mark.parametrize("place", PLACES)
def test_each_file_of_the_cache(
    built: tuple[Path, dict[str, bytes]], tmp_path: Path, place: str
) -> None:
    root, clean = built
    for number, file in enumerate(cached(root)):
        if not file.exists():  # segments get a new name where their list was lost
            continue
        damage(file, PLACES[place](file.stat().st_size))
        build_site(root, tmp_path / str(number))
        assert published(tmp_path / str(number)) == clean, file
        shutil.rmtree(tmp_path / str(number))
        take_damage(root / ".campaignkit")


@pytest.mark.parametrize("left", [0, 10, 40])
def test_each_file_of_the_cache_cut_short(
    built: tuple[Path, dict[str, bytes]], tmp_path: Path, left: int
) -> None:
    root, clean = built
    for number, file in enumerate(cached(root)):
        if file.exists():
            file.write_bytes(file.read_bytes()[:left])
            build_site(root, tmp_path / str(number))
            assert published(tmp_path / str(number)) == clean, file
            shutil.rmtree(tmp_path / str(number))
