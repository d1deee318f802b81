"""A remedy that is followed leads to a check without that finding.

Every golden case whose remedies a program can apply: those that come with a repair, and those that
say word for word what to write at their place (改法：写成 2021-04-01).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaignkit.base.findings import Finding
from campaignkit.content.check import check
from campaignkit.content.fixes import plan, write
from campaignkit.content.project import open_project
from support.case import parse
from test_cases import CASES, _as_of, _name

_EXACT = re.compile(r"(?:.*[，：])?写成 (?P<new>[^，；（…]+?)(?:（英文冒号.*|，或.*)?")
_KEY = re.compile(r"(?P<lead>[ \-]*)(?P<key>[A-Za-z_]\w*)\s*[：:].*")
_WHOLE = re.compile(r"(?P<key>[A-Za-z_]\w*): .+")
_RULES = ("bad-value", "wrong-type", "yaml-syntax", "yaml-full-width", "file-outside")
FOLLOWED = [file for file in CASES if "写成 " in parse(file.read_text("utf-8")).report]


@pytest.mark.parametrize("file", FOLLOWED, ids=_name)
def test_a_followed_remedy_removes_its_finding(file: Path, tmp_path: Path) -> None:
    case = parse(file.read_text("utf-8"))
    case.write(tmp_path)
    settings = open_project(tmp_path).settings
    findings = check(tmp_path, _as_of(case), settings, preview=True, workers=1).findings
    repaired = [one for one in findings if one.fix]
    changed = list(plan(tmp_path, repaired))
    assert all(write(tmp_path, fixed) for fixed in changed)
    paths = {fixed.path for fixed in changed}
    done = {one for one in repaired if one.position.path in paths}
    lines = {(one.position.path, one.position.line) for one in done}
    for finding in findings:
        place = (finding.position.path, finding.position.line)
        if place not in lines and _follow(tmp_path, finding):
            lines.add(place)
            done.add(finding)
    left = check(tmp_path, _as_of(case), settings, preview=True, workers=1).findings
    still = {(one.position.path, one.position.line, one.rule, one.message) for one in left}
    kept = [
        f"{one.position}: {one.message}：{one.hint}"
        for one in done
        if (one.position.path, one.position.line, one.rule, one.message) in still
    ]
    assert kept == []


def _follow(root: Path, finding: Finding) -> bool:
    """Write what a remedy says, where it says that exactly; whether it did."""
    match = _EXACT.fullmatch(finding.hint)
    file = root / finding.position.path
    if not match or finding.rule not in _RULES or not file.is_file() or file.suffix != ".yml":
        return False
    try:
        rows = file.read_text("utf-8").split("\n")
    except UnicodeDecodeError:
        return False
    place = finding.position
    row, new = rows[place.line - 1], match["new"]
    whole, line = _WHOLE.fullmatch(new), _KEY.fullmatch(row)
    if whole:
        if not line or line["key"] != whole["key"]:
            return False
        rows[place.line - 1] = f"{line['lead']}{new}"
    elif new.startswith("- "):
        rows[place.line - 1] = f"{row[: len(row) - len(row.lstrip())]}{new}"
    elif place.length > 1:
        rows[place.line - 1] = (
            row[: place.column - 1] + new + row[place.column - 1 + place.length :]
        )
    else:
        return False
    file.write_text("\n".join(rows), "utf-8")
    return True
