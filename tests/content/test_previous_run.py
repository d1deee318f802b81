"""A preview takes over what it knew of records, and ends where a fresh one would begin."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content import batch as batches
from campaignkit.content.batch import Errand
from campaignkit.content.check import Checked, check, conclude
from campaignkit.content.previous_run import FEW, Earlier
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.model.settings import Settings
from support.site import site_case

NOON = datetime(2021, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
ESSAY = "campaigns/essay/campaign.yml"
ONE = "campaigns/essay/entries/one.yml"


class Desk:
    """A project that is checked again and again by one process."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site_case("good").write(root)
        self.root, self.store = root, Store(root / ".campaignkit" / "preview")
        self.earlier = Earlier()
        self.read: list[str] = []
        original = batches.read_record

        def counted(catalogue: Any, collection: Any, campaign: str, record: str, *rest: Any) -> Any:
            self.read.append(f"{campaign}/{record}")
            return original(catalogue, collection, campaign, record, *rest)

        monkeypatch.setattr(batches, "read_record", counted)
        self.check()
        self.read.clear()

    def check(self, settings: Settings | None = None) -> Checked:
        """As a preview does."""
        found = check(
            self.root,
            NOON,
            settings or Settings(),
            preview=True,
            workers=1,
            store=self.store,
            earlier=self.earlier,
        )
        self.earlier = self.earlier.and_then(found.catalogue, found.chunks)
        return found

    def fresh(self) -> Checked:
        """As a preview does that has just been started, without any memory."""
        return check(self.root, NOON, Settings(), preview=True, workers=1)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def checked_again(self, hurried: Checked) -> Checked:
        """What a pass over all that is to be checked again makes of it."""
        errand = Errand(hurried.loaded.catalogue, self.store, None, dict(hurried.contexts))
        again = {batch.name: Chunk.unpack(errand(batch)) for batch in hurried.stale}
        chunks = [(batch, again.get(batch.name, chunk)) for batch, chunk in hurried.chunks]
        return conclude(hurried.loaded, chunks)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def same(one: Checked, other: Checked) -> bool:
    """Whether two checks say the same."""
    cards = [list(checked.catalogue.all_cards()) for checked in (one, other)]
    return one.findings == other.findings and cards[0] == cards[1]


def test_a_saved_campaign_reads_no_record(desk: Desk) -> None:
    desk.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    found = desk.check()
    assert desk.read == []
    assert {batch.campaign for batch in found.stale} == {"essay"}
    assert found.catalogue.campaigns["essay"].summary == "另一句话。"


def test_only_changed_records_are_read(desk: Desk) -> None:
    desk.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    desk.edit(ONE, "title: 夜班", "title: 早班")
    found = desk.check()
    assert desk.read == ["essay/one"]
    assert found.catalogue.records("essay", "entries")["one"].title == "早班"


def test_what_is_unchanged_is_neither_read_nor_checked_again(desk: Desk) -> None:
    found = desk.check()
    assert desk.read == []
    assert found.stale == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ESSAY, "id: first,", "id: best,"),
        (ESSAY, "title: 一等奖", "title: 特等奖"),
        (ESSAY, "close: 2021-06-30T17:30", "close: 2021-12-30T17:30"),
        (ESSAY, "state: published", "state: draft"),
        ("campaigns/people/zhang-san.yml", "name: ", "name: 示例·"),
    ],
)
def test_checked_again_all_is_as_in_a_fresh_preview(
    desk: Desk, path: str, old: str, new: str
) -> None:
    desk.edit(path, old, new)
    hurried = desk.check()
    assert desk.read == []
    assert hurried.stale
    assert same(desk.checked_again(hurried), desk.fresh())


def test_a_new_finding_waits_for_the_second_check(desk: Desk) -> None:
    desk.edit(ESSAY, "id: first,", "id: best,")
    hurried = desk.check()
    assert not hurried.findings
    assert [one.position.path for one in desk.checked_again(hurried).findings] == [ONE]


def test_a_campaign_with_an_error_costs_no_reading_and_misses_nothing(desk: Desk) -> None:
    desk.edit(ONE, "award: first", "aword: first")
    desk.check()
    desk.read.clear()
    desk.edit(ESSAY, "title: 职工征文", "title：职工征文")
    broken = desk.check()
    assert desk.read == []
    assert "essay" not in {batch.campaign for batch in broken.stale}
    assert same(broken, desk.fresh())
    desk.read.clear()
    desk.edit(ESSAY, "title：职工征文", "title: 职工征文")
    mended = desk.check()
    assert desk.read == []
    assert same(mended, desk.fresh())


def test_a_record_saved_while_its_campaign_has_an_error(desk: Desk) -> None:
    desk.edit(ESSAY, "title: 职工征文", "title：职工征文")
    desk.check()
    desk.edit(ONE, "award: first", "award: frist")
    assert same(desk.check(), desk.fresh())
    desk.read.clear()
    desk.edit(ESSAY, "title：职工征文", "title: 职工征文")
    mended = desk.check()
    assert desk.read == ["essay/one"]
    assert same(mended, desk.fresh())


def test_another_kind_is_another_campaign(desk: Desk) -> None:
    desk.edit(ESSAY, "kind: contest", "kind: study")
    assert same(desk.check(), desk.fresh())


def test_a_removed_campaign_is_gone(desk: Desk) -> None:
    shutil.rmtree(desk.root / "campaigns" / "talks")
    hurried = desk.check()
    assert hurried.catalogue.records("talks", "sessions") == {}
    assert same(desk.checked_again(hurried), desk.fresh())
    assert not any(name.startswith("talks.") for name in desk.earlier.known)


def test_records_come_and_go(desk: Desk) -> None:
    (desk.root / "campaigns/essay/entries/two.yml").unlink()
    (desk.root / "campaigns/essay/entries/two.md").unlink()
    text = (desk.root / ONE).read_text("utf-8")
    (desk.root / "campaigns/essay/entries/six.yml").write_text(text, "utf-8")
    hurried = desk.check()
    assert set(hurried.catalogue.records("essay", "entries")) == {"one", "six"}
    assert same(desk.checked_again(hurried), desk.fresh())


def test_other_settings_have_everything_read(desk: Desk) -> None:
    found = desk.check(Settings(rules={"consent-missing": "warning"}))
    assert "essay/one" in desk.read
    assert found.stale == []


def test_many_changed_records_are_left_to_the_workers(desk: Desk) -> None:
    text = (desk.root / ONE).read_text("utf-8")
    for number in range(FEW + 1):
        (desk.root / f"campaigns/essay/entries/p{number:02}.yml").write_text(text, "utf-8")
    desk.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    found = desk.check()
    assert len([name for name in desk.read if name.startswith("essay/")]) == FEW + 3
    assert found.stale == []
