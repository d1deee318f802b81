"""Names that no file can have are a missing file, not a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.model.files import content_file


@pytest.mark.parametrize("name", ["a" * 300, "字" * 100 + ".md", f"x/{'b' * 256}/c.md"])
def test_a_name_that_is_too_long_is_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    file = content_file(tmp_path, name)
    assert file is not None
    assert not file.is_file()
    assert not file.exists()
