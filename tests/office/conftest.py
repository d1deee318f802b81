"""A project with one contest, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.office import CAMPAIGN, Run, runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    call = runner(tmp_path, monkeypatch, capsys)
    assert call("new", "contest", CAMPAIGN).code == 0
    return call
