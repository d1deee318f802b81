"""Documents for who works on the code name files and names that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from test_architecture import APART, LAYERS

ROOT = Path(__file__).parent.parent
CODE = ROOT / "hooks"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8").split("## Where things are")[1].split("\n## ")[0]
PLACES = re.compile(r"`((?:hooks|tests|campaigns|schemas|site_src|\.vscode)/[\w./-]*)`")
MODULES = re.compile(r"`(\w+/[\w/]+\.py)`")
NAMES = re.compile(r"`([A-Z]\w+(?:\.[a-z_]+)?)`")
ROOMS = sorted(set().union(*LAYERS, APART) - {"campaign_hooks"})


@pytest.mark.parametrize(("text", "least"), [(CONTRIBUTING, 15), (ARCHITECTURE, 4), (README, 3)])
def test_every_file_they_name_is_there(text: str, least: int) -> None:
    places = PLACES.findall(text)
    assert len(places) >= least
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_module_of_the_drawing_s_ways_is_there() -> None:
    modules = [name for name in MODULES.findall(ARCHITECTURE) if not PLACES.match(f"`{name}`")]
    assert len(modules) > 15
    assert [name for name in modules if not (CODE / "campaignkit" / name).is_file()] == []


@pytest.mark.parametrize("text", [CONTRIBUTING, ARCHITECTURE], ids=["contributing", "architecture"])
def test_every_name_of_the_code_they_use_is_there(text: str) -> None:
    code = "\n".join(file.read_text("utf-8") for file in CODE.rglob("*.py"))
    parts = {part for name in NAMES.findall(text) for part in name.split(".")}
    assert len(parts) > 10
    assert [part for part in sorted(parts) if not re.search(rf"\b{part}\b", code)] == []


@pytest.mark.parametrize("text", [ARCHITECTURE, README], ids=["architecture", "readme"])
def test_every_room_is_on_the_map(text: str) -> None:
    assert [room for room in ROOMS if not re.search(rf"\b{room}\b", text)] == []


def test_the_drawing_has_the_layers_in_their_order() -> None:
    drawing = ARCHITECTURE.split("```")[1]
    heights = [drawing.index(room) for room in ("preview", "  site ", "publish", "content", "base")]
    assert heights == sorted(heights)
