"""Settling what is reported: levels, ignores, order, and what a build may publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.base.findings import Finding, Level, Position, in_order
from campaignkit.content.batch import GUARDS
from campaignkit.content.check import CheckResult, check, settle
from campaignkit.content.rule_set import READING_RULES, rule_ids
from campaignkit.model.settings import Settings
from campaignkit.rules import RULES
from campaignkit.rules.reading_rules import READING
from campaignkit.source import Ignore
from support.case import parse

NOW = datetime(2021, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
CASES = Path(__file__).parents[1] / "cases"
Run = Callable[..., CheckResult]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(case: str, **settings: object) -> CheckResult:
        parse((CASES / f"{case}.txt").read_text("utf-8")).write(tmp_path)
        return check(tmp_path, NOW, Settings.model_validate(settings), workers=1)

    return call


def _finding(line: int, rule: str = "date-order", level: Level = Level.ERROR) -> Finding:
    return Finding(Position("a.yml", line), rule, "坏", "改", level)


def _ignore(line: int, rule: str = "date-order", reason: str = "改期") -> Ignore:
    return Ignore(Position("a.yml", line, 9), rule, reason)


def _settled(findings: list[Finding], ignores: list[Ignore], **rules: str) -> list[tuple[int, str]]:
    settings = Settings.model_validate(
        {"rules": {k.replace("_", "-"): v for k, v in rules.items()}}
    )
    return [(f.position.line, f.rule) for f in settle(findings, ignores, settings)]


def test_every_rule_has_one_id() -> None:
    assert len(set(rule_ids())) == len(rule_ids())
    assert tuple(READING) == READING_RULES
    assert {rule.id for rule in RULES} < set(rule_ids())


def test_an_ignore_takes_its_finding_away_and_no_other() -> None:
    findings = [_finding(1), _finding(1, "weights-sum"), _finding(2)]
    assert _settled(findings, [_ignore(1)]) == [(1, "weights-sum"), (2, "date-order")]


def test_two_ignores_for_one_line_in_two_files_do_not_mix() -> None:
    other = Ignore(Position("b.yml", 1), "date-order", "改期")
    assert _settled([_finding(1)], [other]) == [(1, "date-order"), (1, "unused-ignore")]


def test_an_ignore_without_reason_does_nothing() -> None:
    found = _settled([_finding(1)], [_ignore(1, reason="")])
    assert found == [(1, "date-order"), (1, "unused-ignore")]


@pytest.mark.parametrize("rule", READING_RULES)
def test_what_keeps_a_file_from_being_read_cannot_be_ignored(rule: str) -> None:
    assert _settled([_finding(1, rule)], [_ignore(1, rule)]) == [(1, rule), (1, "unused-ignore")]


@pytest.mark.parametrize("rule", GUARDS)
def test_what_protects_people_and_readers_cannot_be_ignored(rule: str) -> None:
    assert _settled([_finding(1, rule)], [_ignore(1, rule)]) == [(1, rule), (1, "unused-ignore")]


def test_a_record_whose_error_is_ignored_is_shown(run: Run, tmp_path: Path) -> None:
    """It was taken off the site without a word."""
    run("awarded-too-early/notice")
    (file,) = (tmp_path / "campaigns").glob("*/profiles/*.yml")
    text = file.read_text("utf-8")
    shown = []
    for ignore in ("", "  # ignore: awarded-too-early 公示提前结束"):
        file.write_text(text.replace("stage: awarded", f"stage: awarded{ignore}"), "utf-8")
        checked = check(tmp_path, NOW, Settings(), workers=1)
        shown.append((checked.failed(), [card.public for card in checked.catalogue.all_cards()]))
    assert shown == [(True, [False]), (False, [True])]
    lowered = Settings.model_validate({"rules": {"awarded-too-early": "warning"}})
    file.write_text(text, "utf-8")
    assert [card.public for card in check(tmp_path, NOW, lowered).catalogue.all_cards()] == [True]


def test_levels_of_the_settings() -> None:
    findings = [_finding(1), _finding(2, "weights-sum")]
    assert _settled(findings, [], date_order="off") == [(2, "weights-sum")]
    settings = Settings.model_validate({"rules": {"date-order": "info"}})
    assert [f.level for f in settle(findings, [], settings)] == [Level.INFO, Level.ERROR]


def test_a_rule_turned_off_leaves_its_ignores_used() -> None:
    assert _settled([_finding(1)], [_ignore(1)], date_order="off") == []


def test_warnings_fail_a_strict_check_only(run: Run) -> None:
    warned = run("unused-ignore/unneeded")
    assert (warned.failed(), warned.failed(strict=True)) == (False, True)
    failed = run("weights-sum/over")
    assert (failed.failed(), failed.failed(strict=True)) == (True, True)


def test_levels_decide_what_fails(run: Run) -> None:
    assert not run("weights-sum/over", rules={"weights-sum": "warning"}).failed()
    assert not run("weights-sum/over", rules={"weights-sum": "off"}).findings


def test_drafts_are_checked_whether_they_show_or_not(run: Run, tmp_path: Path) -> None:
    assert run("weights-sum/over").failed()
    file = tmp_path / "campaigns/essay/campaign.yml"
    file.write_text(file.read_text("utf-8").replace("published", "draft"), "utf-8")
    assert check(tmp_path, NOW, Settings(), preview=False, workers=1).failed()


def test_findings_are_in_order_and_said_once(run: Run) -> None:
    findings = run("bad-value/days").findings
    assert list(findings) == in_order(findings)
    assert len(set(findings)) == len(findings)


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(rule_ids())), max_size=8))
def test_settling_invents_nothing(pairs: list[tuple[int, str]]) -> None:
    findings = [_finding(line, rule) for line, rule in pairs]
    assert set(_settled(findings, [])) == set(pairs)
