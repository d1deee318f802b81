"""A preview takes over what it knew of records, and ends where a fresh one would begin."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaignkit.base.store import FileStore
from campaignkit.content import batch as batches
from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult, check, conclude
from campaignkit.content.previous_run import FEW, PreviousRun
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.model.settings import Settings
from support.site import site_case

NOON = datetime(2021, 8, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
ESSAY = "campaigns/essay/campaign.yml"
ONE = "campaigns/essay/entries/one.yml"


class CheckerUnderTest:
    """A project that is checked again and again by one process."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        site_case("good").write(root)
        self.root, self.store = root, Store(FileStore(root / ".campaignkit" / "preview"))
        self.earlier = PreviousRun()
        self.read: list[str] = []
        original = batches.read_record

        def counted(catalogue: Any, collection: Any, campaign: str, record: str, *rest: Any) -> Any:
            self.read.append(f"{campaign}/{record}")
            return original(catalogue, collection, campaign, record, *rest)

        monkeypatch.setattr(batches, "read_record", counted)
        self.check()
        self.read.clear()

    def check(self, settings: Settings | None = None) -> CheckResult:
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
        self.earlier = self.earlier.merged_with(found.catalogue, found.chunks)
        return found

    def fresh(self) -> CheckResult:
        """As a preview does that has just been started, without any memory."""
        return check(self.root, NOON, Settings(), preview=True, workers=1)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def checked_again(self, hurried: CheckResult) -> CheckResult:
        """What a pass over all that is to be checked again makes of it."""
        job = BatchJob(hurried.loaded.catalogue, self.store, None, dict(hurried.contexts))
        again = {batch.name: Chunk.unpack(job(batch)) for batch in hurried.stale}
        chunks = [(batch, again.get(batch.name, chunk)) for batch, chunk in hurried.chunks]
        return conclude(hurried.loaded, chunks)


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckerUnderTest:
    return CheckerUnderTest(tmp_path, monkeypatch)


def same(one: CheckResult, other: CheckResult) -> bool:
    """Whether two checks say the same."""
    cards = [list(checked.catalogue.all_cards()) for checked in (one, other)]
    return one.findings == other.findings and cards[0] == cards[1]


def test_a_saved_campaign_reads_no_record(checker: CheckerUnderTest) -> None:
    checker.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    found = checker.check()
    assert checker.read == []
    assert {batch.campaign for batch in found.stale} == {"essay"}
    assert found.catalogue.campaigns["essay"].summary == "另一句话。"


def test_only_changed_records_are_read(checker: CheckerUnderTest) -> None:
    checker.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    checker.edit(ONE, "title: 夜班", "title: 早班")
    found = checker.check()
    assert checker.read == ["essay/one"]
    assert found.catalogue.records("essay", "entries")["one"].title == "早班"


def test_what_is_unchanged_is_neither_read_nor_checked_again(checker: CheckerUnderTest) -> None:
    found = checker.check()
    assert checker.read == []
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
    checker: CheckerUnderTest, path: str, old: str, new: str
) -> None:
    checker.edit(path, old, new)
    hurried = checker.check()
    assert checker.read == []
    assert hurried.stale
    assert same(checker.checked_again(hurried), checker.fresh())


def test_a_new_finding_waits_for_the_second_check(checker: CheckerUnderTest) -> None:
    checker.edit(ESSAY, "id: first,", "id: best,")
    hurried = checker.check()
    assert not hurried.findings
    assert [one.position.path for one in checker.checked_again(hurried).findings] == [ONE]


def test_a_campaign_with_an_error_costs_no_reading_and_misses_nothing(
    checker: CheckerUnderTest,
) -> None:
    checker.edit(ONE, "award: first", "aword: first")
    checker.check()
    checker.read.clear()
    checker.edit(ESSAY, "title: 职工征文", "title：职工征文")
    broken = checker.check()
    assert checker.read == []
    assert "essay" not in {batch.campaign for batch in broken.stale}
    assert same(broken, checker.fresh())
    checker.read.clear()
    checker.edit(ESSAY, "title：职工征文", "title: 职工征文")
    mended = checker.check()
    assert checker.read == []
    assert same(mended, checker.fresh())


def test_a_record_saved_while_its_campaign_has_an_error(checker: CheckerUnderTest) -> None:
    checker.edit(ESSAY, "title: 职工征文", "title：职工征文")
    checker.check()
    checker.edit(ONE, "award: first", "award: frist")
    assert same(checker.check(), checker.fresh())
    checker.read.clear()
    checker.edit(ESSAY, "title：职工征文", "title: 职工征文")
    mended = checker.check()
    assert checker.read == ["essay/one"]
    assert same(mended, checker.fresh())


def test_another_kind_is_another_campaign(checker: CheckerUnderTest) -> None:
    checker.edit(ESSAY, "kind: contest", "kind: study")
    assert same(checker.check(), checker.fresh())


def test_a_removed_campaign_is_gone(checker: CheckerUnderTest) -> None:
    shutil.rmtree(checker.root / "campaigns" / "talks")
    hurried = checker.check()
    assert hurried.catalogue.records("talks", "sessions") == {}
    assert same(checker.checked_again(hurried), checker.fresh())
    assert not any(name.startswith("talks.") for name in checker.earlier.known)


def test_records_come_and_go(checker: CheckerUnderTest) -> None:
    (checker.root / "campaigns/essay/entries/two.yml").unlink()
    (checker.root / "campaigns/essay/entries/two.md").unlink()
    text = (checker.root / ONE).read_text("utf-8")
    (checker.root / "campaigns/essay/entries/six.yml").write_text(text, "utf-8")
    hurried = checker.check()
    assert set(hurried.catalogue.records("essay", "entries")) == {"one", "six"}
    assert same(checker.checked_again(hurried), checker.fresh())


def test_other_settings_have_everything_read(checker: CheckerUnderTest) -> None:
    found = checker.check(Settings(rules={"consent-missing": "warning"}))
    assert "essay/one" in checker.read
    assert found.stale == []


def test_many_changed_records_are_left_to_the_workers(checker: CheckerUnderTest) -> None:
    text = (checker.root / ONE).read_text("utf-8")
    for number in range(FEW + 1):
        (checker.root / f"campaigns/essay/entries/p{number:02}.yml").write_text(text, "utf-8")
    checker.edit(ESSAY, "summary: 写写身边的人和事。", "summary: 另一句话。")
    found = checker.check()
    assert len([name for name in checker.read if name.startswith("essay/")]) == FEW + 3
    assert found.stale == []
