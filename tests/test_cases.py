"""Golden cases: for each rule a folder, in it projects that break it and twins that do not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.base.findings import in_order
from campaignkit.base.report import as_text, lines_under
from campaignkit.content.check import check
from campaignkit.content.project import instant, open_project
from campaignkit.content.rule_set import rule_ids
from support.case import Case, parse

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*/*.txt"))
SILENT = "没有发现问题。\n"


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def _as_of(case: Case) -> datetime:
    return instant(case.options.get("as-of", "2021-05-01"), {}, ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("file", CASES, ids=_name)
def test_report_is_as_written(file: Path, tmp_path: Path, update_golden: bool) -> None:
    case = parse(file.read_text("utf-8"))
    case.write(tmp_path)
    project = open_project(tmp_path)
    checked = check(tmp_path, _as_of(case), project.settings, preview=True, workers=1)
    findings = in_order((*project.findings, *checked.findings))
    report = as_text(findings, lines_under(tmp_path))
    if update_golden:
        file.write_text(f"{case.head}-- report --\n{report}", "utf-8")
    else:
        assert report == case.report


@pytest.mark.parametrize("file", CASES, ids=_name)
def test_case_is_about_its_rule(file: Path) -> None:
    report = parse(file.read_text("utf-8")).report
    if file.stem == "ok" or file.stem.endswith("-ok"):
        assert report == SILENT
    else:
        assert f"[{file.parent.name}]" in report


def test_every_rule_has_bad_and_good_cases() -> None:
    stems = {rule: {file.stem for file in (FOLDER / rule).glob("*.txt")} for rule in rule_ids()}
    without_bad = [r for r, names in stems.items() if not any(not _ok(n) for n in names)]
    without_good = [r for r, names in stems.items() if not any(_ok(n) for n in names)]
    assert (without_bad, without_good) == ([], [])


def test_no_case_is_about_an_unknown_rule() -> None:
    assert {file.parent.name for file in CASES} <= set(rule_ids())


def _ok(stem: str) -> bool:
    return stem == "ok" or stem.endswith("-ok")
