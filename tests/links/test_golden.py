"""What each finding of the corpus says, word for word; `--update-golden` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.links.corpus import HERE, write

from campaignkit.links.site_check import check_site


@pytest.mark.parametrize("name", ["root", "sub"])
def test_messages(name: str, tmp_path: Path, update_golden: bool) -> None:
    corpus = write(name, tmp_path)
    said = "".join(
        f"{finding.position} {finding.level} {finding.rule} {finding.message}"
        f"{' | ' if finding.hint else ''}{finding.hint}\n"
        for finding in check_site(tmp_path, corpus.base_url)
    )
    golden = HERE / f"{name}.golden"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
