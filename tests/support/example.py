"""Make the project that an example in a rule's docstring speaks of."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from campaignkit.commands import scaffold
from campaignkit.content.load import load
from campaignkit.manual.rule_entry import Example
from campaignkit.model.settings import Settings

TODAY = date(2021, 3, 1)
"""The day on which the scaffold of an example is made, and checked unless it says otherwise."""

CAMPAIGN = "example"
_SHARED = re.compile(r"# (?!campaign\.yml)([\w./-]+\.(?:yml|md))\n")
"""A document of an example that is a file of its own, by its path from the project."""
_TOP_KEY = re.compile(r"""["']?([\w.-]+)["']?\s*[:：]""")


def write(example: Example, root: Path) -> None:
    """Write the scaffold of the example's kind into `root`, changed as the example says."""
    now = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=ZoneInfo("Asia/Shanghai"))
    scaffold.new(load(root, now, Settings()), example.kind, CAMPAIGN, TODAY)
    folder = root / "campaigns" / CAMPAIGN
    records = 0
    for text in example.documents:
        if shared := _SHARED.match(text):
            file = root / shared[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        elif not example.collection or text.startswith("# campaign.yml"):
            _change(folder / "campaign.yml", folder / "campaign.yml", text)
        else:
            records += 1
            home = folder / example.collection
            _change(home / "example-1.yml", home / f"example-{records}.yml", text)


def _change(base: Path, file: Path, text: str) -> None:
    """Write `base` to `file` with the top-level keys of `text` in the place of its own."""
    original = _pristine(base)
    changed = {key for key, _ in _blocks(text) if key}
    kept = "".join(block for key, block in _blocks(original) if key not in changed)
    file.write_text(kept + text, "utf-8")


def _pristine(base: Path) -> str:
    """The scaffold's own text, though an earlier record of the example may stand there now."""
    store = base.with_name(f".{base.name}.orig")
    if not store.exists():
        store.write_text(base.read_text("utf-8"), "utf-8")
    return store.read_text("utf-8")


def _blocks(text: str) -> list[tuple[str, str]]:
    """A YAML file cut before each line that begins a top-level key, with that key."""
    blocks: list[tuple[str, str]] = [("", "")]
    for line in text.splitlines(keepends=True):
        match = _TOP_KEY.match(line)
        if match or line.startswith("#"):
            blocks.append((match[1] if match else "", ""))
        key, block = blocks[-1]
        blocks[-1] = (key, block + line)
    return blocks
