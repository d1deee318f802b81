"""The command: formats, exit codes, baseline, offline, and no path that a reader can't open."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from tests.links.awkward import awkward

from campaignkit.links.command import links
from support.apart import apart


@pytest.fixture(autouse=True)
def _in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site").mkdir()


def write(name: str, text: str) -> None:
    (Path("site") / name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return apart(CliRunner().invoke, links, ["site", *arguments], catch_exceptions=False)


def test_a_healthy_site() -> None:
    write("index.html", "<a href=./>x</a>")
    result = run()
    assert (result.exit_code, result.stdout) == (0, "没有发现问题。\n")


def test_text_shows_the_line_with_a_caret() -> None:
    write("index.html", "<p>\n<p>请看<a href='gone.html'>公示</a>\n")
    result = run()
    assert result.exit_code == 1
    assert result.stdout == (
        "site/index.html:2:15: 链接指向的“gone.html”不存在 [link-broken]\n"
        "    2 | <p>请看<a href='gone.html'>公示</a>\n"
        "      |                 ^^^^^^^^^\n"
        "\n"
        "共 1 个错误。\n"
    )


def test_each_format_can_be_read_by_its_reader() -> None:
    write("index.html", "<a href=gone.html>x</a><a href='x\x01\x02y'>x</a><a href='a&amp;<b'>x</a>")
    assert len(json.loads(run("--format", "json").stdout)) == 3
    sarif = json.loads(run("--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "link-broken"
    suite = ElementTree.fromstring(run("--format", "junit").stdout.encode("utf-8"))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "3")
    assert "file=site/index.html,line=1," in run("--format", "github").stdout


def test_warnings_fail_only_if_strict() -> None:
    write("index.html", "<p id=a><p id=a>")
    assert run().exit_code == 0
    assert run("--strict").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--base-url", "portal"],
        ["--base-url", "ftp://example.org/"],
        ["--update-baseline"],
        ["--baseline", "no-such.json"],
        ["--policy", "no-such.toml"],
        ["--format", "xml"],
        ["--workers", "0"],
    ],
)
def test_a_wrong_call_exits_with_2(arguments: list[str]) -> None:
    write("index.html", "x")
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_no_such_folder() -> None:
    result = CliRunner().invoke(links, ["nowhere"])
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_baseline() -> None:
    write("index.html", "<a href=old.html>x</a>")
    assert run("--baseline", "known.json", "--update-baseline").exit_code == 0
    assert run("--baseline", "known.json").exit_code == 0
    write("index.html", "<a href=old.html>x</a><a href=new.html>x</a>")
    result = run("--baseline", "known.json")
    assert result.exit_code == 1
    assert "new.html" in result.stdout
    assert "“old.html”" not in result.stdout
    write("index.html", "x")
    result = run("--baseline", "known.json", "--strict")
    assert result.exit_code == 1
    assert "unused-ignore" in result.stdout


def test_external_links_with_state_and_a_report() -> None:
    with awkward() as server:
        paths = ("/ok", "/status/404", "/moved/0", "/status/403")
        write("index.html", "".join(f"<a href='{server.url}{path}'>x</a>" for path in paths))
        Path("links.toml").write_text("[external]\ngap = 0.05\ntimeout = 20\n", "utf-8")
        options = ["--external", "--allow-private", "--policy", "links.toml", "--format", "json"]
        first = run(*options, "--report-external", "states.json")
        second = run(*options)
        assert run("--format", "json").exit_code == 1  # without --allow-private they are faults
    states = {row["url"].removeprefix(server.url): row["state"] for row in _rows("states.json")}
    assert states == {
        "/ok": "ok",
        "/status/404": "broken",
        "/moved/0": "redirected",
        "/status/403": "unknown",
    }
    assert [first.exit_code, second.exit_code] == [0, 1]
    found = {row["state"]: row["level"] for row in json.loads(second.stdout)}
    assert found == {"broken": "error", "redirected": "info", "unknown": "info"}
    assert "127.0.0.1" in first.stderr
    assert "断链 1" in first.stderr


def _rows(path: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(Path(path).read_text(encoding="utf-8"))
    return rows


def test_ignores_of_other_sites_are_told_when_they_are_of_no_use() -> None:
    with awkward() as server:
        write(
            "index.html",
            f"<a href='{server.url}/status/404'>x</a> <!-- ignore: link-external 下月恢复 -->\n"
            f"<a href='{server.url}/ok'>x</a> <!-- ignore: link-external 用不着 -->\n",
        )
        Path("links.toml").write_text(
            "[external]\ngap = 0.05\n"
            "[[ignore]]\nrule = 'link-external'\nlink = '*/never'\nreason = '没有这个链接'\n",
            "utf-8",
        )
        options = ["--external", "--allow-private", "--policy", "links.toml", "--format", "json"]
        found = json.loads(run(*options, "--strict").stdout)
    assert [(item["rule"], item["line"]) for item in found] == [
        ("unused-ignore", 1),
        ("unused-ignore", 2),
    ]
    assert "没有这个链接" in found[0]["message"]


def test_a_folder_without_pages_is_a_wrong_call() -> None:
    Path("site/readme.txt").write_text("x", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "没有网页" in result.stderr


def test_offline_uses_what_is_known_and_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket", None)
    write("index.html", "<a href='https://example.org/'>x</a>")
    assert run("--offline").exit_code == 0
    assert run("--external", "--offline").exit_code == 0
