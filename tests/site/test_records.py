"""A record that is as it was is neither rendered nor stamped again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaignkit.content.record_cache import Visited
from campaignkit.model.card import Card
from campaignkit.model.record import Record
from campaignkit.publish.output import Tree
from campaignkit.site import records
from campaignkit.site.records import Renderer
from support.engine import build_site
from support.site import site_case, write_site

ENTRY = "campaigns/essay/entries/one.yml"


class Counted:
    """Ids of the records that were rendered, and how many pages were stamped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rendered: list[str] = []
        self.stamped = 0
        begin, stamp = Renderer.begin, records.stamp

        def counting(self: Renderer, *common: Any) -> Callable[[Record, Card], Visited]:
            visit = begin(self, *common)

            def visited(record: Record, card: Card) -> Visited:
                counted.rendered.append(card.id)
                return visit(record, card)

            return visited

        def stamped(*given: Any) -> bytes:
            counted.stamped += 1
            return stamp(*given)

        counted = self
        monkeypatch.setattr(Renderer, "begin", counting)
        monkeypatch.setattr(records, "stamp", stamped)

    def taken(self) -> tuple[list[str], int]:
        """What was counted since the last time."""
        found = sorted(self.rendered), self.stamped
        self.rendered.clear()
        self.stamped = 0
        return found


@pytest.mark.site
def test_only_what_has_changed_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(site_case("good"), tmp_path / "project")
    counted = Counted(monkeypatch)
    build_site(root, tmp_path / "first")
    rendered, stamped = counted.taken()
    assert stamped == len(rendered) > 1
    build_site(root, tmp_path / "second")  # another folder: every page is stamped from memory
    assert counted.taken() == ([], stamped)
    entry = root / ENTRY
    entry.write_text(entry.read_text("utf-8").replace("title: 夜班", "title: 早班"), "utf-8")
    build_site(root, tmp_path / "third")
    assert counted.taken() == (["one"], stamped)


@pytest.mark.site
def test_a_page_in_its_place_is_not_stamped_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(site_case("good"), tmp_path / "project")
    first = Tree(tmp_path / "site")
    build_site(root, first.folder, tree=first)
    counted = Counted(monkeypatch)
    build_site(root, first.folder, tree=Tree(first.folder, first.entries))
    assert counted.taken() == ([], 0)
