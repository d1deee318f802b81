"""Decks are made where they have changed, kept by a key, and made again where that is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from campaignkit.publish.output import Tree
from campaignkit.site import build
from campaignkit.site.deck_pages import DeckJob, DeckMaker
from support.engine import build_site
from support.site import fingerprint, site_case, with_deck, write_site

pytestmark = pytest.mark.site

DECK = "campaigns/talks/sessions/first/slides/"
STORE = ".campaignkit/records-decks.sqlite"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_deck(write_site(site_case("good"), tmp_path / "project"))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the records whose deck was drawn."""
    found: list[str] = []
    draw = DeckMaker.__call__

    def counted(maker: DeckMaker, job: DeckJob) -> object:
        found.append(job.card.uri)
        return draw(maker, job)

    monkeypatch.setattr(DeckMaker, "__call__", counted)
    return found


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def damage(root: Path, column: str) -> None:
    with closing(sqlite3.connect(root / STORE)) as database, database:
        database.execute(f"UPDATE kept SET {column} = x'00' || {column}")


def test_an_unchanged_deck_is_not_drawn_again(root: Path, tmp_path: Path, drawn: list[str]) -> None:
    build_site(root, tmp_path / "one")
    assert drawn == ["campaigns/talks/sessions/first/"]
    assert (tmp_path / "one" / DECK / "index.html").is_file()
    assert "一件事" in (tmp_path / "one" / DECK / "text" / "index.html").read_text("utf-8")
    build_site(root, tmp_path / "two")  # written from what was kept
    assert len(drawn) == 1
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_a_deck_in_its_place_is_not_even_unpacked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Tree(tmp_path / "site")
    build_site(root, first.folder, tree=first)
    monkeypatch.setattr(build.Decks, "_files", lambda *_: pytest.fail("unpacked"))
    build_site(root, first.folder, tree=Tree(first.folder, first.entries))


CHANGES: dict[str, Callable[[Path], None]] = {
    "the deck": lambda root: edit(root, "campaigns/talks/decks/a.md", "讲的是", "讲到"),
    "its record": lambda root: edit(
        root, "campaigns/talks/sessions/first.yml", "title: 第一讲", "title: 头一讲"
    ),
    "its campaign": lambda root: edit(
        root, "campaigns/talks/campaign.yml", "title: 讲座", "title: 讲习所"
    ),
    "a person": lambda root: edit(
        root, "campaigns/people/zhang-san.yml", "name: 张三", "name: 张三丰"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_it_is_made_from_draws_it(
    root: Path, tmp_path: Path, drawn: list[str], change: str
) -> None:
    build_site(root, tmp_path / "one")
    CHANGES[change](root)
    build_site(root, tmp_path / "two")
    assert len(drawn) == 2


def test_an_edit_elsewhere_leaves_it_alone(root: Path, tmp_path: Path, drawn: list[str]) -> None:
    build_site(root, tmp_path / "one")
    edit(root, "campaigns/essay/entries/one.yml", "title: 夜班", "title: 早班")
    build_site(root, tmp_path / "two")
    assert len(drawn) == 1


def damage_facts(root: Path) -> None:
    damage(root, "facts")


def damage_file(root: Path) -> None:
    (root / STORE).write_bytes(b"nonsense" * 1000)


@pytest.mark.parametrize("spoil", [damage_facts, damage_file])
def test_what_is_kept_of_a_damaged_deck_is_drawn_again_and_told(
    root: Path, tmp_path: Path, drawn: list[str], spoil: Callable[[Path], None]
) -> None:
    assert build_site(root, tmp_path / "one").findings == ()
    spoil(root)
    assert [one.rule for one in build_site(root, tmp_path / "two").findings] == ["cache-damaged"]
    assert len(drawn) == 2
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")
    assert build_site(root, tmp_path / "three").findings == ()
    assert len(drawn) == 2


def test_damaged_files_are_drawn_again_when_they_are_written(
    root: Path, tmp_path: Path, drawn: list[str]
) -> None:
    build_site(root, tmp_path / "one")
    damage(root, "payload")
    build_site(root, tmp_path / "two")
    assert len(drawn) == 2
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")


def test_a_deck_that_is_gone_is_forgotten(root: Path, tmp_path: Path, drawn: list[str]) -> None:
    build_site(root, tmp_path / "one")
    edit(root, "campaigns/talks/sessions/first.yml", "deck: decks/a.md\n", "")
    build_site(root, tmp_path / "two")
    assert not (tmp_path / "two" / DECK).exists()
    with closing(sqlite3.connect(root / STORE)) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() == (0,)
