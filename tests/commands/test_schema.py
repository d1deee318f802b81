"""The schemas are current, accept what the checker accepts, and complain of what it does."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from campaignkit.commands import scaffold, schema
from campaignkit.content.load import load
from campaignkit.kinds import KINDS, Kind
from campaignkit.model.settings import Settings
from campaignkit.source import parse
from support.case import parse as parse_case
from support.uncomment import uncommented

ROOT = Path(__file__).parents[2]
SCHEMAS = schema.schemas()
CASES = sorted((ROOT / "tests" / "cases").glob("*/*ok.txt"))
TODAY = date(2026, 3, 1)


def _schema_for(path: str) -> str | None:
    """The schema that the editors' program takes for a file; the most exact pattern wins."""
    if fnmatchcase(path, schema.globs()["person"]):
        return "person"
    return next((name for name, glob in schema.globs().items() if _matches(path, glob)), None)


def _matches(path: str, glob: str) -> bool:
    return fnmatchcase(path, glob) and path.count("/") == glob.count("/")


def _faults(name: str, text: str) -> list[str]:
    document, _ = parse(text, name)
    assert document is not None
    errors = Draft7Validator(SCHEMAS[name]).iter_errors(document.data)
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


@pytest.mark.parametrize("name", SCHEMAS)
def test_committed_file_is_current(name: str) -> None:
    file = ROOT / "schemas" / f"{name}.schema.json"
    assert file.read_text("utf-8") == schema.as_text(SCHEMAS[name]), (
        "run: campaignkit schema --to schemas"
    )


def test_no_other_file_is_committed() -> None:
    found = {file.name for file in (ROOT / "schemas").iterdir()}
    assert found == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_is_a_draft_7_schema(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


def test_editor_settings_map_every_schema_to_its_files() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    wanted = {f"./schemas/{name}.schema.json": glob for name, glob in schema.globs().items()}
    assert settings["yaml.schemas"] == wanted


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_has_a_chinese_title(name: str) -> None:
    for path, part in _properties(SCHEMAS[name]):
        title = part.get("title", "")
        assert title == "ISBN" or any(char > "\u4e00" for char in title), path


def _properties(part: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(part, dict):
        for key, inner in part.get("properties", {}).items():
            if "title" in inner or "if" not in path:
                found.append((f"{path}/{key}", inner))
        for key, inner in part.items():
            if key != "if":
                found += _properties(inner, f"{path}/{key}")
    if isinstance(part, list):
        for inner in part:
            found += _properties(inner, path)
    return found


def _content() -> list[Path]:
    return sorted((ROOT / "campaigns").rglob("*.yml"))


def test_the_site_s_own_content_is_valid() -> None:
    checked = 0
    for file in _content():
        name = _schema_for(file.relative_to(ROOT).as_posix())
        if name:
            checked += 1
            assert _faults(name, file.read_text("utf-8")) == [], file
    assert checked > 50


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_check_is_silent_about_is_valid(file: Path) -> None:
    for path, raw in parse_case(file.read_text("utf-8")).files.items():
        name = _schema_for(path)
        if name and not Path(path).name.startswith((".", "_", "~")):
            assert _faults(name, raw.decode()) == [], path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("full", [False, True], ids=["as-written", "all-uncommented"])
def test_scaffolds_are_valid(kind: Kind, full: bool, tmp_path: Path) -> None:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    made = scaffold.render(load(tmp_path, now, Settings()), kind, TODAY)
    files = {f"campaigns/x/{name}": text for name, text in made.campaign.items()}
    files |= {f"campaigns/{name}": text for name, text in made.common.items()}
    for path, text in files.items():
        name = _schema_for(path)
        if name:
            assert _faults(name, uncommented(text) if full else text) == [], path


BAD = [
    ("campaign", "kind: quizz"),
    ("campaign", "title: 没有类别"),
    ("entries", "title: 甲\nauthors: []"),
    ("entries", "title: 甲\nauthors: [5]"),
    ("entries", "title: 甲\nauthors: [{name: 乙}]\nstatement_signed: 是"),
    ("entries", "title: 甲\nauthors: [{name: 乙}]\nstatment_signed: true"),
    (
        "sessions",
        "title: 甲\nstart: 2021/5/1\nend: 2021-05-01\nvenue: hall\nspeakers: [a]\nabstract: 乙",
    ),
    ("profiles", "name: 甲\nstage: 推荐\naward: a"),
    ("profiles", "name: 甲\nstage: nominated\naward:"),
    ("person", "name: 甲\nunit: 乙\noccupation: 丙\nbio: 丁\nbirth_year: '1980'"),
    ("person", "name: 甲\nunit: 乙\noccupation: 丙\nbio: '  '"),
    ("organisations", "FTU: {name: 甲}"),
    ("organisations", "ftu: 甲"),
]


@pytest.mark.parametrize(("name", "text"), BAD)
def test_what_check_complains_of_is_invalid(name: str, text: str) -> None:
    assert _faults(name, text) != []


GOOD = [
    (
        "entries",
        "title: 2021\nauthors: [zhang-san]\nbody:\nmedia:\nconsent:\nstatement_signed: yes",
    ),
    ("person", "name: 甲\nunit: 0571\noccupation: 丙\nbio: 丁\ngender:\nhonours:\nsample: no"),
    ("organisations", ""),
    ("organisations", "ftu: {name: 甲, parent: }"),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_blanks_and_numbers_are_valid_where_check_takes_them(name: str, text: str) -> None:
    assert _faults(name, text) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_has_a_schema_of_its_own(kind: Kind) -> None:
    assert schema.schema_of(kind.name)["properties"]["kind"]["const"] == kind.name
