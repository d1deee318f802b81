"""`campaignkit new site` and the commands that need neither make nor bash."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from campaignkit.commands import schema
from campaignkit.commands.cli import cli
from campaignkit.content.check import check
from campaignkit.content.project import instant, open_project
from campaignkit.engine import start
from support import whole_site
from support.site import REPOSITORY

NAME, PUBLISHER = "某市工会 <活动>: 一", '某市"总工会"'
_MAIN = "from campaignkit.commands.cli import main; main()"
ANSWERS = ("--name", NAME, "--publisher", PUBLISHER, "--url", "https://gh.example.org")


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1789430400")  # 2026-09-15


def new(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["new", "site", str(folder), *options])


def findings(root: Path) -> list[str]:
    project = open_project(root)
    now = instant(None, dict(os.environ), project.settings.zone)
    found = check(root, now, project.settings, preview=True, workers=1).findings
    return [f"{one.position} {one.message}" for one in (*project.findings, *found)]


@pytest.mark.parametrize("more", [(), ("--campaign", "contest"), ("--campaign", "lecture")])
def test_a_new_site_passes_check_and_says_nothing_of_the_example(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    root = tmp_path / "我的 网站"
    done = new(root, *ANSWERS, *more)
    assert done.exit_code == 0, done.output
    assert findings(root) == []
    settings = open_project(root).settings
    assert settings.publisher.name == PUBLISHER
    assert settings.today is None
    texts = "".join(file.read_text("utf-8") for file in root.rglob("*.*") if file.is_file())
    assert not more or "示例" in texts
    assert "铜仁" not in texts
    folders = {path.name for path in (root / "campaigns").iterdir() if path.is_dir()} - {"people"}
    assert folders == ({f"2026-{more[1]}"} if more else set())
    for name in (".gitignore", ".vscode/settings.json", "schemas/campaign.schema.json"):
        assert (root / name).is_file()
    editor = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    assert set(editor["yaml.schemas"].values()) == set(schema.globs().values())
    assert all((root / name).is_file() for name in editor["yaml.schemas"])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--publisher", "x", "--url", ""), "没有写网站的名称"),
        (("--name", "x", "--publisher", " ", "--url", ""), "没有写发布网站的单位"),
        (("--name", "x", "--publisher", "x", "--url", "gh.example.org"), "不是网址"),
        ((*ANSWERS, "--campaign", "essay"), "没有“essay”这一类活动"),
    ],
)
def test_what_is_missing_or_wrong_is_told(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = new(tmp_path / "x", *options)
    assert done.exit_code == 2
    assert words in done.output


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    done = new(tmp_path, *ANSWERS)
    assert done.exit_code == 2
    assert "已经有东西" in done.output
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_options_of_a_site_are_not_for_a_campaign(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["new", "contest", "x", "--name", "y"])
    assert (done.exit_code, "只用于 new site" in done.output) == (2, True)


@pytest.mark.site
def test_a_new_site_is_built_strictly_without_make_or_bash(tmp_path: Path) -> None:
    """As on a Windows whose console knows only GBK, in a folder with Chinese and a blank."""
    whole_site.asked_for()
    root = tmp_path / "我的 网站"
    assert new(root, *ANSWERS, "--campaign", "contest").exit_code == 0
    draft = root / "campaigns" / "2026-contest" / "campaign.yml"
    text = draft.read_text("utf-8")
    assert "state: draft" in text
    draft.write_text(text.replace("state: draft", "state: published"), "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "cp936", "PATH": ""}
    environment.pop("NO_MKDOCS_2_WARNING", None)
    built = subprocess.run(
        [
            sys.executable,
            "-c",
            "from campaignkit.commands.cli import main; main()",
            "site",
            "--strict",
        ],
        cwd=root / "campaigns",
        env=environment,
        capture_output=True,
        timeout=600,
        check=False,
    )
    said = (built.stdout + built.stderr).decode("cp936")
    assert built.returncode == 0, said
    assert "网站在 site 文件夹里" in said
    assert "MkDocs 2" not in said  # the theme's banner
    home = HTMLParser((root / "site" / "index.html").read_text("utf-8"))
    assert home.css_first("title").text() == NAME  # a home page is called what the site is called
    assert home.css_first("h1").text() == NAME
    assert PUBLISHER in home.css_first(".ck-foot").text()
    assert (root / "site" / "campaigns" / "2026-contest" / "index.html").is_file()


def test_the_engine_is_started_without_its_banner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "said.txt"
    code = f"import os; open({str(file)!r}, 'w').write(os.environ['NO_MKDOCS_2_WARNING'])"
    monkeypatch.setattr(start, "ENGINES", ("json",))
    monkeypatch.setattr(start.sys, "executable", _script(tmp_path, code))
    assert start.run_engine(tmp_path, "build") == 0
    assert file.read_text() == "1"


def _script(folder: Path, code: str) -> str:
    """A program that runs some Python and looks at no argument."""
    script = folder / "python"
    script.write_text(f"#!{sys.executable}\n{code}\n", "utf-8")
    script.chmod(0o755)
    return str(script)


def test_without_an_engine_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "ENGINES", ("nothing_of_this_name",))
    done = CliRunner().invoke(cli, ["site"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "没有安装" in done.output


def test_the_example_s_prose_does_not_name_the_example_s_campaigns() -> None:
    """So that an office may delete them and still have a site that builds."""
    campaigns = [path.name for path in (REPOSITORY / "campaigns").glob("*/campaign.yml")]
    prose = [*(REPOSITORY / "site_src").glob("*.md")]
    assert prose
    ids = {path.parent.name for path in (REPOSITORY / "campaigns").glob("*/campaign.yml")}
    assert len(ids) == len(campaigns) > 5
    for file in prose:
        assert not [one for one in ids if one in file.read_text("utf-8")], file
