"""`campaignkit new`: what it writes is complete, commented and right, and is all there or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from campaignkit.commands import scaffold
from campaignkit.commands.scaffold import ScaffoldError
from campaignkit.content.check import check
from campaignkit.content.load import Loaded, load
from campaignkit.kinds import KINDS, Kind
from campaignkit.model.outline import as_model, keys_of, model_at
from campaignkit.model.settings import Settings
from campaignkit.model.status import Status, status_at
from campaignkit.source import parse
from support.uncomment import uncommented

TODAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 15, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    return tmp_path


def _load(root: Path) -> Loaded:
    return load(root, NOW, Settings(), preview=True)


def _new(root: Path, kind: str, campaign: str, title: str = "") -> scaffold.Scaffold:
    return scaffold.new(_load(root), kind, campaign, TODAY, title)


def _findings(root: Path) -> list[str]:
    found = check(root, NOW, Settings(), preview=True, workers=1).findings
    return [f"{finding.position} {finding.rule} {finding.message}" for finding in found]


def _tree(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*")}


@each_kind
def test_passes_check(kind: Kind, root: Path) -> None:
    _new(root, kind.name, "my-campaign")
    assert _findings(root) == []


def test_all_kinds_and_the_same_kind_twice_live_together(root: Path) -> None:
    for kind in KINDS:
        _new(root, kind.name, f"{kind.name}-1")
        _new(root, kind.name, f"{kind.name}-2")
        _new(root, kind.name, f"{kind.name}-3")
    assert _findings(root) == []


@each_kind
def test_is_a_draft_that_has_not_begun(kind: Kind, root: Path) -> None:
    _new(root, kind.name, "x")
    campaign = _load(root).catalogue.campaigns["x"]
    assert campaign.state == "draft"
    assert status_at(campaign, NOW) is Status.UPCOMING


def _keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, str]]:
    """Every key of a model and of the models in it, each with its model's name."""
    if model in seen:
        return
    seen.add(model)
    for key, field in keys_of(model).items():
        yield model.__name__, key
        inner = (
            as_model(field.annotation) or model_at(model, (key, 0)) or model_at(model, (key, "x"))
        )
        if inner:
            yield from _keys(inner, seen)


WRITTEN_BY_PROGRAM = {("Review", "fingerprint")}
"""Fields that `campaignkit review` writes, and nobody by hand."""


@each_kind
def test_every_field_appears(kind: Kind, root: Path) -> None:
    made = _new(root, kind.name, "x")
    models = {"campaign.yml": kind.model}
    models |= {f"{c.name}/example-1.yml": c.model for c in kind.collections}
    for name, model in models.items():
        text = made.campaign[name]
        keys = set(_keys(model, set()))
        missing = {(m, k) for m, k in keys if not re.search(rf"\b{k}:", text)}
        assert missing - WRITTEN_BY_PROGRAM == set()


@each_kind
def test_every_comment_is_true_when_taken_away(kind: Kind, root: Path) -> None:
    made = _new(root, kind.name, "x")
    for name in made.campaign:
        if name.endswith(".yml"):
            file = root / "campaigns" / "x" / name
            file.write_text(uncommented(file.read_text("utf-8")), "utf-8")
    absent = {"missing-file", "unknown-id", "consent-missing", "date-order", "awarded-too-early"}
    found = check(root, NOW, Settings(), preview=True, workers=1).findings
    left = [f"{f.position} {f.message}" for f in found if f.rule not in absent]
    assert [line for line in left if "只能写一个" not in line] == []


def test_a_person_s_comments_are_true_too(root: Path) -> None:
    made = _new(root, "lecture", "x")
    text = uncommented(made.common["people/sample-speaker.yml"])
    assert parse(text, "x")[1] == ()
    assert "\nwithdrawn" not in text
    assert "\n  withdrawn: 2026-09-15" in text


@each_kind
def test_explains_itself_in_chinese(kind: Kind, root: Path) -> None:
    made = _new(root, kind.name, "x")
    for name, text in made.campaign.items():
        if name.endswith(".yml"):
            assert text.startswith("# ")
            assert "{{" not in text
            assert "{%" not in text


def test_title_may_hold_anything(root: Path) -> None:
    _new(root, "study", "x", '他说："好: #1"\\')
    assert _load(root).catalogue.campaigns["x"].title == '他说："好: #1"\\'
    assert [one for one in _findings(root) if " typography " not in one] == []


def test_uses_what_the_project_has(root: Path) -> None:
    people = root / "campaigns" / "people"
    people.mkdir(parents=True)
    (root / "campaigns" / "organisations.yml").write_text("ftu: {name: 市总工会}\n", "utf-8")
    person = "name: 张三\nunit: ftu\noccupation: 钳工\nbio: 班长。\n"
    (people / "a-hidden.yml").write_text(
        f"{person}consent: {{profile: true, date: 2021-01-01, scope: 网, withdrawn: 2021-02-01}}\n",
        "utf-8",
    )
    (people / "zhang-san.yml").write_text(
        f"{person}consent: {{profile: true, date: 2021-01-01, scope: 网}}\n", "utf-8"
    )
    made = _new(root, "lecture", "x")
    assert made.common == {}
    assert "speakers: [zhang-san]" in made.campaign["sessions/example-1.yml"]
    assert "hosts: [ftu]" in made.campaign["campaign.yml"]
    assert _findings(root) == []


def test_makes_what_the_project_lacks(root: Path) -> None:
    assert set(_new(root, "lecture", "x").common) == {
        "organisations.yml",
        "people/sample-speaker.yml",
    }
    assert set(_new(root, "study", "y").common) == set()


BAD_IDS = ["", "My Essay", "征文", "a_b", "../x", "a/b", "A", "x" * 65, "people"]


@pytest.mark.parametrize("campaign", BAD_IDS)
def test_refuses_a_bad_id(campaign: str, root: Path) -> None:
    before = _tree(root)
    with pytest.raises(ScaffoldError) as caught:
        _new(root, "study", campaign)
    assert caught.value.hint
    assert _tree(root) == before


def test_bad_id_is_mended_in_the_hint(root: Path) -> None:
    with pytest.raises(ScaffoldError, match="例如 my-essay-2021"):
        _new(root, "study", "My Essay（2021）")


def test_refuses_an_existing_folder(root: Path) -> None:
    _new(root, "study", "x")
    text = (root / "campaigns/x/campaign.yml").read_text("utf-8")
    with pytest.raises(ScaffoldError, match="已经有了"):
        _new(root, "contest", "x")
    assert (root / "campaigns/x/campaign.yml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("kind", "hint"), [("contst", "contest"), ("征集评选", "contest"), ("x", "study")]
)
def test_refuses_an_unknown_kind(kind: str, hint: str, root: Path) -> None:
    with pytest.raises(ScaffoldError, match=hint):
        _new(root, kind, "x")


def test_refuses_where_no_organisation_can_be_used(root: Path) -> None:
    (root / "campaigns").mkdir()
    (root / "campaigns/organisations.yml").write_text("- x\n", "utf-8")
    with pytest.raises(ScaffoldError, match="没有可用的组织"):
        _new(root, "study", "x")


@pytest.mark.parametrize("nth", range(1, 6))
def test_a_disk_that_fails_leaves_nothing(
    nth: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _tree(root)
    opened = 0
    real = Path.open

    def fail_late(self: Path, *args: object, **kwargs: object) -> object:
        nonlocal opened
        if args[:1] == ("x",):
            opened += 1
            if opened == nth:
                raise OSError(28, "No space left on device")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    loaded = _load(root)
    monkeypatch.setattr(Path, "open", fail_late)
    with pytest.raises(ScaffoldError, match="磁盘满了"):
        scaffold.new(loaded, "lecture", "x", TODAY)
    left = {name for name in _tree(root) if (root / name).is_file()}
    assert left == before


def test_a_rename_that_fails_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    before = _tree(root)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(ScaffoldError, match="没有权限"):
        _new(root, "lecture", "x")
    assert {name for name in _tree(root) if (root / name).is_file()} == before
