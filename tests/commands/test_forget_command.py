"""`campaignkit forget`: what it lists, what it removes, and when it says that nothing is left."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from campaignkit.commands.cli import cli
from campaignkit.publish.swap import open_stage, publish
from support.site import site_case, write_site

NAME = "鹮甲一"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a cache, two published trees, a pack, and rows of the intake."""
    root = write_site(site_case("withdrawal"), tmp_path)
    Image.new("RGB", (8, 8), "red").save(root / "campaigns/people/ren-yi.jpg")
    for text in ("鹮甲一", "空白"):
        stage = open_stage(root / "site")
        stage.tree.put("index.html", text.encode())
        stage.tree.put("same.html", "同样".encode())
        publish(stage)
    (root / ".site.stage/people/ren-yi").mkdir(parents=True)
    (root / ".site.stage/people/ren-yi/index.html").write_text("x", "utf-8")
    (root / ".campaignkit").mkdir()
    (root / ".campaignkit/kept").write_text(NAME, "utf-8")
    with zipfile.ZipFile(root / "网站.zip", "w") as archive:
        archive.writestr("people/index.html", NAME)
    (root / "photo.jpg").write_bytes((root / "campaigns/people/ren-yi.jpg").read_bytes())
    _intake(root)
    monkeypatch.chdir(root)
    return root


def _intake(root: Path) -> None:
    (root / "private").mkdir()
    kept = {"ren-yi": {"data": {"name": NAME}}, "ren-er": {"data": {"name": "留下者"}}}
    told = {"format": 1, "collections": {"profiles": {"records": kept, "pending": {}}}}
    (root / "private/medal.intake.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    rows = "种类,编号,手机\r\nprofiles,ren-yi,1\r\nprofiles,ren-er,2\r\n"
    (root / "private/medal.csv").write_bytes(rows.encode("utf-8-sig"))


def forget(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["forget", *arguments])


def paths(result: Result, level: str) -> set[str]:
    """Files of findings of a level, in a report as JSON."""
    return {one["path"] for one in json.loads(result.output) if one["level"] == level}


def test_every_place_is_listed_and_nothing_is_touched(project: Path) -> None:
    result = forget("ren-yi", "--format", "json")
    assert result.exit_code == 1
    assert paths(result, "error") == {
        *(".campaignkit/kept", ".site.stage/people/ren-yi/index.html", "网站.zip", "photo.jpg"),
        *("private/medal.intake.json", "private/medal.csv"),
    }
    content = paths(result, "info")
    assert {
        *("campaigns/people/ren-yi.yml", "campaigns/people/ren-yi.jpg", "site_src/index.md"),
        *("campaigns/talks/decks/01.md", "campaigns/essay/entries/one.yml"),
    } <= content
    assert "campaigns/medal/profiles/ren-er.yml" not in content
    assert (project / ".campaignkit/kept").exists()


def test_what_is_derived_is_removed_and_the_rest_proved(project: Path) -> None:
    result = forget(NAME, "--write", "--format", "json")
    assert result.exit_code == 1
    assert paths(result, "error") == {"网站.zip", "photo.jpg"}
    assert not (project / ".site.stage").exists()
    assert not list((project / ".campaignkit").iterdir())
    assert (project / "site/index.html").exists()
    assert (project / "private/medal.csv").read_text("utf-8-sig").count("\n") == 2
    kept = json.loads((project / "private/medal.intake.json").read_text("utf-8"))
    assert list(kept["collections"]["profiles"]["records"]) == ["ren-er"]

    (project / "网站.zip").unlink()
    (project / "photo.jpg").unlink()
    result = forget("ren-yi")
    assert result.exit_code == 0
    assert "没有这个人的一个字节" in result.output


def test_the_site_is_the_next_build_s(project: Path) -> None:
    (project / "site/index.html").write_text(NAME, "utf-8")
    result = forget("ren-yi", "--write")
    assert result.exit_code == 1
    assert "先写 consent.withdrawn，再构建一次" in result.output


def test_a_record_is_somebody_too(project: Path) -> None:
    (project / "out.txt").write_text("鹮丙三", "utf-8")
    result = forget("medal/ren-san", "--format", "json")
    assert paths(result, "error") == {"out.txt"}


def test_a_file_that_cannot_be_looked_into_is_no_proof(project: Path) -> None:
    (project / "torn.zip").write_bytes(b"PK\x03\x04torn")
    result = forget("medal/ren-san")
    assert result.exit_code == 1
    assert "torn.zip:1:1: 没能查这个文件" in result.output


def test_a_namesake_who_stays_is_not_taken_for_the_person(project: Path) -> None:
    other = project / "campaigns/people/ren-er.yml"
    other.write_text(other.read_text("utf-8").replace("留下者", NAME), "utf-8")
    result = forget("ren-yi", "--format", "json")
    assert ".campaignkit/kept" not in paths(result, "error")
    assert "同名的还有别人" in forget("ren-yi").output


def test_nobody_and_several_are_told(project: Path) -> None:
    for person in ("nobody", "medal/nobody"):
        result = forget(person)
        assert result.exit_code == 2
        assert "没有" in result.output
    assert forget("早已删掉的人").exit_code == 0
