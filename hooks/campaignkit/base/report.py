"""Findings as text, JSON, SARIF or GitHub lines; it formats, and decides nothing."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from campaignkit.base.findings import Finding, Level

Lines = Callable[[str], Sequence[str]]
"""Gives the lines of a source file by its path, or an empty sequence where it can't be read."""

_LEVEL_NAMES = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
_MAX_SOURCE_WIDTH = 100

MOST_SHOWN = 100
"""Findings that a build prints; a person mends a few and looks again."""
_MOST_READ = 4_000_000
"""Bytes of a source file in which lines are looked for; files of content are far smaller."""

_STAND_INS = {"\u3000": "＿", "\u00a0": "␣"}
"""How blanks are shown that look like a space and are none; each as wide as what it stands for."""


def lines_under(root: Path) -> Lines:
    """Read source lines from files under `root`, for the excerpt that a text report shows."""

    @lru_cache(maxsize=64)
    def lines(path: str) -> Sequence[str]:
        try:
            file = root / path
            if not file.is_file():  # a pipe or a device might never end
                return ()
            with file.open("rb") as stream:
                text = _decoded(stream.read(_MOST_READ))
        except OSError:
            return ()
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines


def _decoded(raw: bytes) -> str:
    """The text as its editor sees it, also where its encoding is what the finding is about."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: two for each wide character, none for combining."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def as_text(findings: Sequence[Finding], lines: Lines) -> str:
    """The form a person reads: place, message, the line with a caret under it, the remedy."""
    blocks = [block(finding, lines) for finding in findings]
    return "\n".join([*blocks, summary(findings)]) + "\n"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """As many findings as a person mends before looking again, each with its level."""

    lines: tuple[tuple[Level, str], ...]
    errors: int


def excerpt_of_many(findings: Sequence[Finding], root: Path) -> Excerpt:
    """The first `MOST_SHOWN` findings as text, and a word on the rest."""
    lines = lines_under(root)
    shown = [(found.level, block(found, lines).rstrip()) for found in findings[:MOST_SHOWN]]
    rest = len(findings) - len(shown)
    if rest:
        shown.append((Level.WARNING, f"还有 {rest} 个问题没有列出，用 campaignkit check 看全部。"))
    return Excerpt(tuple(shown), sum(found.level is Level.ERROR for found in findings))


def summary(findings: Sequence[Finding]) -> str:
    """One closing line: how many of each level."""
    if not findings:
        return "没有发现问题。"
    counts = Counter(finding.level for finding in findings)
    parts = [f"{counts[level]} 个{name}" for level, name in _LEVEL_NAMES.items() if counts[level]]
    return "共 " + "、".join(parts) + "。"


def block(finding: Finding, lines: Lines) -> str:
    """One finding as a person reads it, ending with a line break."""
    level = "" if finding.level is Level.ERROR else f"{_LEVEL_NAMES[finding.level]}："
    place, message = _printable(str(finding.position)), _printable(finding.message)
    text = f"{place}: {level}{message} [{finding.rule}]\n"
    text += _excerpt(finding, lines(finding.position.path))
    if finding.hint:
        text += f"   改法：{_printable(finding.hint)}\n"
    return text


def _excerpt(finding: Finding, lines: Sequence[str]) -> str:
    """The source line and a caret, padded by display width so that it stands under Chinese too."""
    place = finding.position
    if place.line > len(lines):
        return ""
    line = _printable(lines[place.line - 1].replace("\t", "→"))
    if not line.strip():
        return ""
    before = line[: place.column - 1]
    marked = line[place.column - 1 : place.column - 1 + place.length] or " "
    if display_width(line) > _MAX_SOURCE_WIDTH and display_width(before) > _MAX_SOURCE_WIDTH // 2:
        before = "…" + _cut(before[::-1], _MAX_SOURCE_WIDTH // 2)[-2::-1]
    after = line[place.column - 1 + len(marked) :]
    shown = _cut(f"{before}{marked}{after}", _MAX_SOURCE_WIDTH)
    room = _MAX_SOURCE_WIDTH - display_width(before)
    carets = "^" * max(1, min(display_width(marked), room))
    gutter = f"{place.line:>5} | "
    pad = " " * (len(gutter) - 2) + "| " + " " * display_width(before)
    return f"{gutter}{shown}\n{pad}{carets}\n"


def _cut(text: str, width: int) -> str:
    """As much of `text` as fits into `width` columns, with a mark where it is cut."""
    if display_width(text) <= width:
        return text
    taken = 0
    for place, char in enumerate(text):
        taken += _char_width(char)
        if taken >= width:
            return text[:place] + "…"
    return text


def _printable(text: str) -> str:
    """Replace control characters, so that hostile content can't move a terminal's cursor."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _STAND_INS.get(char, "�") for char in text)


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON array of findings, the contract of DESIGN §5."""
    return json.dumps([f.as_json() for f in findings], ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed line."""
    names = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}
    rows = []
    for finding in findings:
        place = finding.position
        text = finding.message + (f"\n改法：{finding.hint}" if finding.hint else "")
        where = f"file={_property(place.path)},line={place.line},col={place.column}"
        rows.append(f"::{names[finding.level]} {where},title={finding.rule}::{_data(text)}")
    return "\n".join(rows) + ("\n" if rows else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding]) -> str:
    """SARIF 2.1.0, which code hosts and editors read."""
    levels = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
    results = [
        {
            "ruleId": finding.rule,
            "level": levels[finding.level],
            "message": {"text": " ".join(filter(None, (finding.message, finding.hint)))},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.position.path)},
                        "region": {
                            "startLine": finding.position.line,
                            "startColumn": finding.position.column,
                            "endColumn": finding.position.column + finding.position.length,
                        },
                    }
                }
            ],
        }
        for finding in findings
    ]
    rules = [{"id": rule} for rule in sorted({finding.rule for finding in findings})]
    driver = {"name": "campaignkit", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def as_junit(findings: Sequence[Finding]) -> str:
    """JUnit XML, which build servers read: a test case for each finding, failed unless a hint."""
    suite = ElementTree.Element("testsuite", name="campaignkit", tests=str(max(1, len(findings))))
    failures = sum(finding.level is not Level.INFO for finding in findings)
    suite.set("failures", str(failures))
    for finding in findings:
        case = ElementTree.SubElement(
            suite, "testcase", classname=finding.rule, name=_xml_text(str(finding.position))
        )
        text = _xml_text(finding.message + (f"\n改法：{finding.hint}" if finding.hint else ""))
        if finding.level is Level.INFO:
            ElementTree.SubElement(case, "system-out").text = text
        else:
            failure = ElementTree.SubElement(case, "failure", type=str(finding.level))
            failure.set("message", _xml_text(finding.message))
            failure.text = text
    if not findings:
        ElementTree.SubElement(suite, "testcase", classname="campaignkit", name="没有发现问题")
    ElementTree.indent(suite)
    body = ElementTree.tostring(suite, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _xml_text(text: str) -> str:
    """Without the characters that XML 1.0 can't hold."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)
