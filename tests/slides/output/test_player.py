from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from campaignkit.slides.output import player
from campaignkit.slides.output.player import PlayerError


@pytest.fixture
def reveal(tmp_path: Path) -> Path:
    spec = find_spec("pyreveal")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).parent / "revealjs"
    for name in player.reveal_files():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, tmp_path / name)
    return tmp_path


def test_installed_files_are_those_that_were_reviewed(reveal: Path) -> None:
    assert player._verified(reveal) == player.reveal_files()


def test_a_changed_file_is_refused_with_both_sums(reveal: Path) -> None:
    with (reveal / "dist/reveal.js").open("a") as file:
        file.write("fetch('https://evil.example')")
    with pytest.raises(PlayerError, match=r"dist/reveal\.js 与 reveal\.js 6\.0\.1 不一致.*sha256"):
        player._verified(reveal)


def test_a_missing_file_is_named(reveal: Path) -> None:
    (reveal / "dist/plugin/zoom.js").unlink()
    with pytest.raises(PlayerError, match=r"缺少 dist/plugin/zoom\.js"):
        player._verified(reveal)


def test_public_script_has_no_notes_plugin() -> None:
    assert "RevealNotes" not in player.script(lecturer=False).replace("window.RevealNotes", "")
    assert "speaker-controls" in player.script(lecturer=True)


def test_licence_lies_beside_the_assets() -> None:
    licence = player.site_assets()["reveal-LICENSE.txt"]
    assert "Hakim El Hattab" in licence
    assert "Permission is hereby granted" in licence
