"""Loading: few things are read at once, many are listed in batches, and ids are settled."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content import entities
from campaignkit.content.check import check
from campaignkit.content.entities import Gathered
from campaignkit.content.load import BATCH_SIZE, Loaded, load, read_record
from campaignkit.kinds.honour import HONOUR
from campaignkit.model.settings import Settings
from support.case import ORGANISATIONS, PERSON, parse

NOW = datetime(2021, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
CASES = Path(__file__).parents[1] / "cases"
CAMPAIGN = """\
kind: honour
title: 最美劳动者
summary: 评选最美劳动者。
state: published
hosts: [ftu]
timeline: {open: 2021-04-01, close: 2021-04-20}
awards: [{id: best, title: 最美劳动者, count: 1000, level: city}]
"""
PROFILE = """\
name: 李四
stage: nominated
award: best
consent: {profile: true, date: 2021-04-01, scope: 网站}
"""


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / "campaigns" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _write(
        tmp_path,
        {
            "organisations.yml": ORGANISATIONS,
            "people/zhang-san.yml": PERSON,
            "x/campaign.yml": CAMPAIGN,
        },
    )
    return tmp_path


def test_a_folder_that_cannot_be_looked_into_does_not_count_as_empty(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "campaigns/x/profiles").mkdir()
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "profiles":
            raise PermissionError(13, "no", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        _load(root)


def _load(root: Path) -> Loaded:
    return load(root, NOW, Settings())


def _rules(loaded: Loaded) -> list[str]:
    return [finding.rule for finding in loaded.gathered.findings]


def test_catalogue_has_what_is_few_and_no_records(root: Path) -> None:
    _write(root, {"x/profiles/li-si.yml": PROFILE})
    loaded = _load(root)
    assert set(loaded.catalogue.campaigns) == {"x"}
    assert set(loaded.catalogue.people) == {"zhang-san"}
    assert set(loaded.catalogue.organisations) == {"ftu"}
    assert list(loaded.catalogue.all_cards()) == []
    assert [batch.ids for batch in loaded.batches] == [("li-si",)]


def test_loading_reads_no_record(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(root, {f"x/profiles/p{n}.yml": PROFILE for n in range(5)})
    opened = []
    real = entities.read

    def spy(file: Path, path: str) -> object:
        opened.append(path)
        return real(file, path)

    monkeypatch.setattr(entities, "read", spy)
    _load(root)
    assert opened
    assert not [path for path in opened if "/profiles/" in path]


def test_batches_are_bounded_and_complete(root: Path) -> None:
    count = 2 * BATCH_SIZE + 3
    _write(root, {f"x/profiles/p{n:04}.yml": PROFILE for n in range(count)})
    batches = _load(root).batches
    assert all(0 < len(batch.ids) <= 2 * BATCH_SIZE for batch in batches)
    assert len(batches) > 1
    assert sorted(i for batch in batches for i in batch.ids) == [f"p{n:04}" for n in range(count)]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_findings_and_cards_do_not_depend_on_the_number_of_workers(
    workers: int, root: Path
) -> None:
    bad = PROFILE.replace("award: best", "award: bset")
    _write(root, {f"x/profiles/p{n:04}.yml": PROFILE for n in range(BATCH_SIZE)})
    _write(root, {f"x/profiles/q{n:04}.yml": bad for n in range(BATCH_SIZE)})
    checked = check(root, NOW, Settings(), workers=workers)
    assert len(checked.findings) == BATCH_SIZE
    assert list(checked.catalogue.records("x", "profiles")) == sorted(
        [f"p{n:04}" for n in range(BATCH_SIZE)] + [f"q{n:04}" for n in range(BATCH_SIZE)],
        key=lambda i: (i[0] == "q", i),
    )


def test_a_record_is_read_with_its_id_and_place(root: Path) -> None:
    _write(root, {"x/profiles/li-si.yml": PROFILE})
    loaded = _load(root)
    collection = HONOUR.collections[0]
    record, good = read_record(loaded.catalogue, collection, "x", "li-si", Gathered())
    assert record is not None
    assert good
    assert (record.id, record.folder) == ("li-si", "campaigns/x/profiles")
    assert str(record.value_position("stage")) == "campaigns/x/profiles/li-si.yml:2:8"


def test_records_of_a_campaign_with_errors_are_still_validated(root: Path) -> None:
    _write(
        root,
        {
            "x/campaign.yml": CAMPAIGN.replace("title: 最美劳动者\n", "", 1),
            "x/profiles/li-si.yml": PROFILE.replace("nominated", "推荐"),
        },
    )
    found = check(root, NOW, Settings(), workers=1).findings
    assert [(f.position.path, f.rule) for f in found] == [
        ("campaigns/x/campaign.yml", "missing-field"),
        ("campaigns/x/profiles/li-si.yml", "bad-value"),
    ]


def test_hidden_and_office_files_are_passed_over(root: Path) -> None:
    _write(root, {f"x/profiles/{name}.yml": "[" for name in (".a", "~$b", "_c")})
    _write(root, {".new-y-1/campaign.yml": "["})
    assert _rules(_load(root)) == []
    assert _load(root).batches == ()


def test_links_out_of_the_content_are_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yml"
    outside.write_text(PROFILE, "utf-8")
    folder = root / "campaigns/x/profiles"
    folder.mkdir()
    (folder / "secret.yml").symlink_to(outside)
    (folder / "li-si.yml").write_text(PROFILE, "utf-8")
    (folder / "again.yml").symlink_to(folder / "li-si.yml")
    found = check(root, NOW, Settings(), workers=1)
    assert [(f.position.path, f.rule) for f in found.findings] == [
        ("campaigns/x/profiles/secret.yml", "file-outside")
    ]
    assert set(found.catalogue.records("x", "profiles")) == {"again", "li-si"}


def test_folders_out_of_the_content_are_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    _write(outside, {"y/campaign.yml": CAMPAIGN, "y/profiles/li-si.yml": PROFILE})
    (root / "campaigns/y").symlink_to(outside / "campaigns/y")
    (root / "campaigns/x/profiles").symlink_to(outside / "campaigns/y/profiles")
    found = check(root, NOW, Settings(), workers=1)
    assert [(f.position.path, f.rule) for f in found.findings] == [
        ("campaigns/x/profiles", "file-outside"),
        ("campaigns/y", "file-outside"),
    ]
    assert set(found.catalogue.campaigns) == {"x"}
    assert not list(found.catalogue.all_cards())


def test_links_that_lead_nowhere_are_findings(root: Path) -> None:
    folder = root / "campaigns/x/profiles"
    folder.mkdir()
    (folder / "gone.yml").symlink_to(folder / "nowhere.yml")
    (root / "campaigns/people/loop.yml").symlink_to(root / "campaigns/people/loop.yml")
    found = check(root, NOW, Settings(), workers=1).findings
    assert [(f.position.path, f.rule) for f in found] == [
        ("campaigns/people/loop.yml", "file-outside"),
        ("campaigns/x/profiles/gone.yml", "missing-file"),
    ]


def test_a_file_that_vanishes_after_listing_is_a_finding(root: Path) -> None:
    _write(root, {"x/profiles/li-si.yml": PROFILE})
    loaded = _load(root)
    (root / "campaigns/x/profiles/li-si.yml").unlink()
    gathered = Gathered()
    read_record(loaded.catalogue, HONOUR.collections[0], "x", "li-si", gathered)
    assert [finding.rule for finding in gathered.findings] == ["missing-file"]


def test_names_no_file_system_should_have(root: Path) -> None:
    folder = root / "campaigns/x/profiles"
    folder.mkdir()
    for name in ("a\nb.yml", "\x1b[31m.yml", "-.yml", "x" * 80 + ".yml", "é.yml"):
        (folder / name).write_text(PROFILE, "utf-8")
    found = check(root, NOW, Settings(), workers=1).findings
    assert {finding.rule for finding in found} == {"bad-value"}
    assert len(found) == 4


def test_the_same_content_gives_the_same_findings(root: Path) -> None:
    parse((CASES / "unknown-id/none.txt").read_text("utf-8")).write(root)
    first = check(root, NOW, Settings(), workers=1).findings
    assert first == check(root, NOW, Settings(), workers=2).findings
    assert len(first) > 5
