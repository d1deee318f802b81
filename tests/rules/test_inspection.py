"""What is remembered of attachments holds no number that was found in them."""

from __future__ import annotations

from pathlib import Path

from campaignkit.rules.inspection import inspect
from personal.numbers import id_number


def test_a_remembered_attachment_holds_no_number(tmp_path: Path) -> None:
    number, cache = id_number(), tmp_path / "cache"
    file = tmp_path / "form.txt"
    file.write_text(f"身份证号 {number}", "utf-8")
    found = inspect(file, cache)
    assert found is not None
    assert [hit.sort for hit in found.hits] == ["personal-id-number"]
    kept = list(cache.iterdir())
    assert kept
    assert all(number not in one.read_text("utf-8") for one in kept)
