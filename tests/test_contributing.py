"""CONTRIBUTING.md names files and names that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PLACES = re.findall(r"`((?:hooks|tests|campaigns|schemas|site_src|\.vscode)/[\w./-]*)`", TEXT)
NAMES = re.findall(r"`([A-Z]\w+(?:\.[a-z_]+)?)`", TEXT)


def test_every_file_it_names_is_there() -> None:
    assert len(PLACES) > 15
    assert [place for place in PLACES if not (ROOT / place).exists()] == []


def test_every_name_of_the_code_it_uses_is_there() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "hooks").rglob("*.py"))
    parts = {part for name in NAMES for part in name.split(".")}
    assert len(parts) > 10
    assert [part for part in sorted(parts) if not re.search(rf"\b{part}\b", code)] == []
