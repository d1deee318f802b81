"""The command `campaignkit`: formats, exit codes, and never a traceback on the screen."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from campaignkit.commands import cli, schema
from support.case import parse

CASES = Path(__file__).parents[1] / "cases"
KEYS = ["path", "line", "column", "level", "rule", "message", "hint"]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in `tmp_path` as a shell would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1619827200")  # 2021-05-01T08:00+08:00

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["campaignkit", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    return call


def _project(name: str, root: Path) -> None:
    parse((CASES / f"{name}.txt").read_text("utf-8")).write(root)


def test_sound_content_exits_0(run: Run, tmp_path: Path) -> None:
    _project("unknown-key/ok", tmp_path)
    assert run("check") == Ran(0, "没有发现问题。\n", "")


def test_errors_exit_1(run: Run, tmp_path: Path) -> None:
    _project("unknown-key/near", tmp_path)
    ran = run("check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("campaigns/best-worker/campaign.yml:2:1: 没有“titel”这一项")


def test_warnings_exit_1_only_when_strict(run: Run, tmp_path: Path) -> None:
    _project("unused-ignore/unneeded", tmp_path)
    assert run("check").code == 0
    assert run("check", "--strict").code == 1


def test_json_has_exactly_the_seven_keys(run: Run, tmp_path: Path) -> None:
    _project("unused-ignore/no-reason", tmp_path)
    ran = run("check", "--format", "json")
    findings = json.loads(ran.out)
    assert ran.code == 1
    assert [list(finding) for finding in findings] == [KEYS, KEYS]
    assert findings[0] == {
        "path": "campaigns/essay/campaign.yml",
        "line": 15,
        "column": 5,
        "level": "error",
        "rule": "weights-sum",
        "message": "评分标准的分值相加是 110，不是 100",
        "hint": "在某一条上减 10",
    }
    assert findings[1]["level"] == "warning"


def test_json_of_sound_content_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    _project("unknown-key/ok", tmp_path)
    assert json.loads(run("check", "--format", "json").out) == []


def test_sarif_and_github_formats(run: Run, tmp_path: Path) -> None:
    _project("unknown-key/near", tmp_path)
    log = json.loads(run("check", "--format", "sarif").out)
    assert log["runs"][0]["results"][0]["ruleId"] == "unknown-key"
    github = run("check", "--format", "github").out
    assert github.startswith("::error file=campaigns/best-worker/campaign.yml,line=2,col=1,")


def test_as_of(run: Run, tmp_path: Path) -> None:
    _project("awarded-too-early/ok", tmp_path)
    assert run("check", "--as-of", "2021-07-10").code == 1
    assert run("check", "--as-of", "2021-07-11").code == 0


def test_the_day_of_the_settings_wins_over_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _project("awarded-too-early/ok", tmp_path)
    settings = "extra: {campaigns: {today: 2021-07-10}}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    assert run("check").code == 1
    assert run("check", "--as-of", "2021-07-11").code == 0


def test_path_restricts_what_is_told_not_what_is_read(run: Run, tmp_path: Path) -> None:
    _project("unknown-id/name", tmp_path)
    whole = run("check").out
    assert "共 5 个错误" in whole
    assert "共 2 个错误" in run("check", "campaigns/institute").out
    one = run("check", "campaigns/best-worker/profiles/li-si.yml").out
    assert "共 1 个错误" in one
    assert "是不是想写 best-worker" in one
    assert run("check", "campaigns/people").out == "没有发现问题。\n"


def test_path_may_lie_in_another_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    _project("unknown-key/near", tmp_path / "there")
    ran = run("check", "there")
    assert ran.code == 1
    assert ran.out.startswith("campaigns/best-worker/campaign.yml:2:1:")


def test_content_may_lie_elsewhere_and_be_linked(run: Run, tmp_path: Path) -> None:
    _project("unknown-key/near", tmp_path / "there")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "campaigns").symlink_to(tmp_path / "there" / "campaigns")
    for asked in (".", "campaigns", "campaigns/best-worker"):
        assert "共 1 个错误" in run("check", asked).out
    (tmp_path / "near").symlink_to(tmp_path / "there" / "campaigns" / "best-worker")
    assert "共 1 个错误" in run("check", "near").out


def test_runs_from_a_folder_inside_the_project(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _project("unknown-key/near", tmp_path)
    monkeypatch.chdir(tmp_path / "campaigns" / "best-worker")
    assert "共 1 个错误" in run("check").out


WRONG_CALLS = [
    (["check", "nowhere"], "没有这个文件或文件夹（nowhere）"),
    (["check", "--format", "xml"], "可以写：text、json、sarif、github"),
    (["check", "--formt", "json"], "是不是想写 --format？"),
    (["check", "--as-of", "2021/5/1"], "写成 2021-05-01"),
    (["check", "--as-of", "2021-02-30"], "这一天不存在"),
    (["check", "--as-of", ""], "不是日期"),
    (["schema", "--to", "campaigns/organisations.yml"], "这里要写文件夹"),
    (["new", "contest", "x", "--title", "\udcff"], "--title 里有不是文字的字节"),
    (["check", "a", "b"], "多写了内容"),
    (["check", "--format"], "--format 用得不对"),
    (["chek"], "没有这个命令：chek"),
    (["new"], "还缺 KIND"),
    (["new", "contest"], "还缺 ID"),
    (["new", "prize", "x"], "没有“prize”这一类活动"),
    (["new", "contest", "X"], "例如 x"),
    (["schema", "nothing"], "可以写：campaign、"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG_CALLS, ids=lambda value: str(value)[:40])
def test_wrong_calls_exit_2_in_chinese(
    arguments: list[str], said: str, run: Run, tmp_path: Path
) -> None:
    _project("unknown-key/ok", tmp_path)
    (tmp_path / "a").mkdir()
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not re.search(r"\b(Error|Usage|Invalid|Missing|argument)\b", ran.err)


def test_no_project_exits_2(run: Run) -> None:
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert "没有 campaigns 文件夹" in ran.err


def test_bad_epoch_exits_2(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _project("unknown-key/ok", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = run("check")
    assert ran.code == 2
    assert "SOURCE_DATE_EPOCH 不是秒数：yesterday" in ran.err


def test_a_fault_of_ours_exits_3_and_leaves_a_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _project("unknown-key/ok", tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("something of ours")

    monkeypatch.setattr(cli, "check", fail)
    ran = run("check")
    assert (ran.code, ran.out) == (3, "")
    assert "Traceback" not in ran.err
    assert "something of ours" not in ran.err
    log = Path(re.search(r"\S+\.log", ran.err)[0])  # type: ignore[index]
    assert "RuntimeError: something of ours" in log.read_text("utf-8")
    log.unlink()


def test_new_then_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    ran = run("new", "contest", "2021-essay", "--title", "职工征文")
    assert (ran.code, ran.err) == (0, "")
    assert "campaignkit check campaigns/2021-essay" in ran.out
    assert 'title: "职工征文"' in (tmp_path / "campaigns/2021-essay/campaign.yml").read_text(
        "utf-8"
    )
    assert run("check") == Ran(0, "没有发现问题。\n", "")
    assert run("new", "contest", "2021-essay").code == 2


def test_schema_prints_what_is_committed(run: Run, tmp_path: Path) -> None:
    assert run("schema").out == schema.as_text(schema.schemas()["campaign"])
    assert json.loads(run("schema", "contest").out)["properties"]["kind"] == {
        "title": "活动类别",
        "const": "contest",
    }
    assert run("schema", "--to", "made").code == 0
    assert {file.name for file in (tmp_path / "made").iterdir()} == {
        f"{name}.schema.json" for name in schema.globs()
    }


HELPS = [
    [],
    ["check"],
    ["new"],
    ["schema"],
    ["links"],
    ["slides"],
    *(["slides", name] for name in ("check", "export", "pdf")),
]


@pytest.mark.parametrize("command", HELPS, ids=" ".join)
def test_help_is_in_chinese(command: list[str], run: Run) -> None:
    ran = run(*command, "--help")
    assert ran.code == 0
    assert ran.out.startswith("用法：")
    assert not re.search(
        r"\b(Usage|Options|Commands|Show|Required|default|TEXT|INTEGER)\b", ran.out
    )


def test_a_machine_that_refuses_is_told_without_a_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _project("unknown-key/ok", tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "campaigns/x/entries")

    monkeypatch.setattr(cli, "check", refuse)
    ran = run("check")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == ("没有权限，没有做完。请检查文件和文件夹的权限：campaigns/x/entries\n")


@pytest.mark.parametrize("arguments", [["--help"], ["check", "-h"], ["--version"]])
def test_help_and_version_exit_0(arguments: list[str], run: Run) -> None:
    ran = run(*arguments)
    assert ran.code == 0
    assert ran.out


def test_the_installed_command_in_a_plain_terminal(tmp_path: Path) -> None:
    """As a process, where the terminal knows ASCII only: characters are lost, nothing else is."""
    _project("unknown-key/near", tmp_path)
    command = Path(sys.executable).with_name("campaignkit")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [command, "check"], cwd=tmp_path, env=environment, capture_output=True, timeout=600
    )
    assert (result.returncode, result.stderr) == (1, b"")
    assert b"[unknown-key]" in result.stdout
