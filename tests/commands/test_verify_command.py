"""What `campaignkit verify` keeps when it is interrupted, and how it shows very many findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaignkit.base.findings import Finding, Level, Position
from campaignkit.commands import verify_command as module
from campaignkit.handover import difference
from campaignkit.handover.difference import FileResult, FileState
from campaignkit.handover.page_parts import ActiveElement
from campaignkit.handover.resume_file import ResumeFile

NOW = datetime(2021, 9, 14, 12, tzinfo=UTC)


def test_an_interrupted_check_keeps_what_is_right(tmp_path: Path) -> None:
    resume = ResumeFile(tmp_path, "https://example.org/", b"manifest")

    def interrupted() -> Iterator[FileResult]:
        yield FileResult("a", FileState.SAME)
        yield FileResult("b", FileState.CHANGED)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        module._kept(interrupted(), resume, NOW)
    assert resume.load(NOW) == (NOW, {"a"})


def test_scripts_are_shown_first_and_not_all_of_very_many() -> None:
    results = [FileResult(f"{number:03}", FileState.CHANGED) for number in range(150)]
    script = ActiveElement("script", "https://e.example/m.js")
    results.append(FileResult("z.html", FileState.CHANGED, "", (script,)))
    text = module._text(list(difference.findings(results, "www/")))
    assert text.startswith("www/z.html:1:1: 网页里多了打包时没有的脚本：https://e.example/m.js")
    assert text.endswith("还有 52 处没有列出，用 --format json 看全部。\n\n")


def test_the_rule_of_foreign_scripts_has_one_name() -> None:
    result = FileResult("z", FileState.CHANGED, "", (ActiveElement("script", "/x"),))
    rules = [found.rule for found in difference.findings([result], "")]
    assert rules == ["file-changed", module.FOREIGN_SCRIPT]


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ([], 0),
        ([Level.INFO], 0),
        ([Level.WARNING, Level.INFO], 3),
        ([Level.WARNING, Level.ERROR], 1),
    ],
)
def test_exit_codes(levels: list[Level], code: int) -> None:
    found = [Finding(Position("a"), "file-moved", "", "", level) for level in levels]
    assert module._exit_code(found) == code
