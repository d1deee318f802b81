"""A site is exchanged whole, and what a crash left is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.pages import publish as module
from campaignkit.pages.publish import BusyError, discard, open_stage, publish


def staged(site: Path, text: str) -> module.Stage:
    stage = open_stage(site)
    (stage.folder / "index.html").write_text(text)
    return stage


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".site.lock"}


def test_a_first_site_and_its_successor(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("one", "two"):
        publish(staged(site, text))
        assert (site / "index.html").read_text() == text
        assert names(tmp_path) == {"site"}


def test_a_discarded_stage_leaves_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, "one"))
    discard(staged(site, "two"))
    assert (site / "index.html").read_text() == "one"
    assert names(tmp_path) == {"site"}


def test_a_second_build_is_told_to_wait(tmp_path: Path) -> None:
    stage = open_stage(tmp_path / "site")
    with pytest.raises(BusyError):
        open_stage(tmp_path / "site")
    discard(stage)
    discard(open_stage(tmp_path / "site"))


def test_where_nothing_can_be_exchanged_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    site = tmp_path / "site"
    publish(staged(site, "one"))
    publish(staged(site, "two"))
    assert (site / "index.html").read_text() == "two"
    assert names(tmp_path) == {"site"}


def test_a_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(site, "one"))
    site.rename(tmp_path / ".site.old")
    discard(open_stage(site))
    assert (site / "index.html").read_text() == "one"


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".site.stage").mkdir()
    (tmp_path / ".site.stage" / "half.html").write_text("x")
    stage = open_stage(tmp_path / "site")
    assert list(stage.folder.iterdir()) == []
    discard(stage)
