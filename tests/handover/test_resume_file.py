"""A check that was interrupted goes on, for a while, and only for the same site and manifest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from campaignkit.base.store import seal
from campaignkit.handover.resume_file import FRESH, ResumeFile

NOW = datetime(2021, 9, 14, 12, tzinfo=UTC)


@pytest.fixture
def resume(tmp_path: Path) -> ResumeFile:
    return ResumeFile(tmp_path / "cache", "https://example.org/", b"manifest")


def test_what_was_right_is_known_until_it_is_old(resume: ResumeFile) -> None:
    assert resume.load(NOW) == (NOW, frozenset())
    resume.save(["附/表.txt", "a"], NOW)
    later = NOW + FRESH - timedelta(seconds=1)
    assert resume.load(later) == (NOW, {"附/表.txt", "a"})
    for other in (NOW + FRESH, NOW - timedelta(seconds=1)):
        assert resume.load(other) == (other, frozenset())
    resume.clear()
    assert resume.load(later) == (later, frozenset())


def test_another_site_or_manifest_is_another_check(resume: ResumeFile) -> None:
    resume.save(["a"], NOW)
    for other in (replace(resume, site="https://e.example/"), replace(resume, manifest=b"other")):
        assert other.load(NOW) == (NOW, frozenset())


@pytest.mark.parametrize(
    "state", [b"", b"[]", b"{}", b"null", b'{"begun": 1, "agreed": []}', b'{"begun": "x"}', b"\xff"]
)
def test_a_state_of_another_form_is_no_state(resume: ResumeFile, state: bytes) -> None:
    resume.folder.mkdir()
    (resume.folder / resume.name).write_bytes(seal(state) + state)
    assert resume.load(NOW) == (NOW, frozenset())
    (resume.folder / resume.name).write_bytes(state)
    assert resume.load(NOW) == (NOW, frozenset())


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    resume = ResumeFile(tmp_path / "file", "https://example.org/", b"manifest")
    resume.save(["a"], NOW)
    resume.clear()
    assert resume.load(NOW) == (NOW, frozenset())
