"""SARIF output against the schema of its standard, as far as we write it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.base.report import as_sarif

_SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text("utf-8"))

positions = st.builds(
    Position,
    st.text(st.characters(codec="utf-8"), min_size=1),
    st.integers(1, 10**6),
    st.integers(1, 10**4),
    st.integers(0, 10**4),
)
findings = st.builds(
    Finding,
    positions,
    st.sampled_from(["bad-value", "typography"]),
    st.text(),
    st.text(),
    st.sampled_from(list(Level)),
)


def _faults(log: object) -> list[str]:
    return [fault.message for fault in Draft7Validator(_SCHEMA).iter_errors(log)]


@given(st.lists(findings, max_size=4))
def test_every_report_is_valid(found: list[Finding]) -> None:
    log = json.loads(as_sarif(found))
    assert _faults(log) == []
    run = log["runs"][0]
    assert [one["ruleId"] for one in run["results"]] == [one.rule for one in found]
    assert {one.rule for one in found} == {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for one in run["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        assert region["endColumn"] >= region["startColumn"]


def test_the_schema_is_one_and_holds_for_no_findings() -> None:
    Draft7Validator.check_schema(_SCHEMA)
    assert _faults(json.loads(as_sarif([]))) == []


_PHYSICAL = ("runs", 0, "results", 0, "locations", 0, "physicalLocation")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "message"), "text"),
        ((*_PHYSICAL, "region", "startLine"), 0),
        ((*_PHYSICAL, "artifactLocation", "uri"), "a b#c.yml"),
        (("runs", 0, "tool", "driver", "name"), ""),
    ],
)
def test_what_the_standard_forbids_is_noticed(path: tuple[str | int, ...], value: object) -> None:
    log: Any = json.loads(as_sarif([Finding(Position("a.yml"), "bad-value", "坏", "改")]))
    wrong = copy.deepcopy(log)
    held = wrong
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    assert _faults(log) == []
    assert _faults(wrong) != []
