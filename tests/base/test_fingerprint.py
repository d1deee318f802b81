"""A signature changes whenever a file does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from campaignkit.base import fingerprint
from campaignkit.base.fingerprint import signature


@pytest.mark.parametrize("platform", ["with a change time", "without"])
def test_same_size_and_same_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(fingerprint, "_KEEPS_CHANGE_TIME", platform != "without")
    file = tmp_path / "a.yml"
    file.write_text("one", "utf-8")
    os.utime(file, ns=(1, 10**18))
    before = signature(file)
    assert signature(file) == before
    file.write_text("two", "utf-8")
    os.utime(file, ns=(1, 10**18))
    assert signature(file) != before


def test_a_file_in_the_place_of_another(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, "utf-8")
        os.utime(tmp_path / name, ns=(1, 10**18))
    before = signature(tmp_path / "a")
    (tmp_path / "b").replace(tmp_path / "a")
    assert signature(tmp_path / "a") != before


def test_leave_to_read_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"x")
    before = signature(file)
    file.chmod(0)
    assert signature(file) != before
    assert signature(tmp_path / "nowhere") is None
