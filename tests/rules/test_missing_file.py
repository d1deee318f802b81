"""Names of files are those on disk now, however often one process checks."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaignkit.content.check import check
from campaignkit.model.settings import Settings
from campaignkit.rules import missing_file
from support.site import site_case, write_site

NOW = datetime(2021, 5, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def hints(root: Path) -> list[str]:
    found = check(root, NOW, Settings(), workers=1).findings
    return [finding.hint for finding in found if finding.rule == missing_file.ID]


def test_a_second_check_in_one_process_offers_what_is_there_now(tmp_path: Path) -> None:
    root = write_site(site_case("good"), tmp_path / "project")
    files = root / "campaigns/essay/files"
    (files / "form.txt").rename(files / "from.txt")
    os.utime(files, ns=(1, 1))
    assert ["from.txt" in hint for hint in hints(root)] == [True]
    (files / "from.txt").rename(files / "forms.txt")
    os.utime(files, ns=(2, 2))
    assert ["forms.txt" in hint for hint in hints(root)] == [True]
    (files / "forms.txt").rename(files / "form.txt")
    os.utime(files, ns=(3, 3))
    assert hints(root) == []
