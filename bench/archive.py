"""A federation's archive: the example's year, again and again with its dates shifted.

    python bench/archive.py [--years 16] [--rounds 3] [--to FOLDER]

Sixteen years of thirteen campaigns are 208 campaigns with 64 decks. Times whole processes of
`mkdocs build`, in the archive and in one year's site in turn: cold, unchanged, and after an edit of
a record, of a campaign and of prose. Medians, and the archive's share of each against one year's.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_SETTINGS = re.compile(r"^  campaigns:\n", re.MULTILINE)
_SHIFTED_DAYS = "    rules: {notice-too-short: info, date-weekday: info}\n"
"""In another year a date falls on another weekday: notices get too short, weekdays wrong."""

REPOSITORY = Path(__file__).resolve().parents[1]
FIRST = 2021
"""The year of the example's campaigns."""

ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1760000000", "NO_MKDOCS_2_WARNING": "1"}
EDITED = f"{FIRST}-essay"

_YEAR = re.compile(r"\b(20[0-3]\d)(?=-\d\d|-[a-z]|年)")
"""A year at the start of a date or of a campaign's id, not one of a work that is spoken of."""

_TEXT = re.compile(r"\.(?:yml|md)$")


def write_archive(folder: Path, years: int) -> None:
    """Write a project of the example's campaigns, `years` times, people and files among them."""
    for name in ("campaigns", "site_src"):
        shutil.copytree(REPOSITORY / name, folder / name)
    config = (
        (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("hooks/", f"{REPOSITORY}/hooks/")
    )
    config = re.sub(r"(?m)^    today: .*\n", "", config)  # the archive's instant is ENVIRONMENT's
    (folder / "mkdocs.yml").write_text(_SETTINGS.sub(rf"\g<0>{_SHIFTED_DAYS}", config), "utf-8")
    originals = sorted(one for one in (REPOSITORY / "campaigns").iterdir() if _is_campaign(one))
    kept = [one for one in originals if one.name.startswith(f"{FIRST}-")]
    for extra in set(originals) - set(kept):
        shutil.rmtree(folder / "campaigns" / extra.name)
    for back in range(1, years):
        for campaign in kept:
            _shifted(campaign, folder / "campaigns", back)


def _is_campaign(folder: Path) -> bool:
    return (folder / "campaign.yml").is_file()


def _shifted(campaign: Path, to: Path, back: int) -> None:
    target = to / _earlier(campaign.name, back)
    shutil.copytree(campaign, target)
    for file in target.rglob("*"):
        if file.is_file() and _TEXT.search(file.name):
            file.write_text(_earlier(file.read_text("utf-8"), back), "utf-8")


def _earlier(text: str, back: int) -> str:
    return _YEAR.sub(lambda match: str(int(match[1]) - back), text)


def _touch(root: Path, path: str, old: str, new: str) -> None:
    """Write one word of a file anew, and back the next time."""
    file = root / path
    text = file.read_text("utf-8")
    changed = text.replace(new, old) if new in text else text.replace(old, new, 1)
    assert changed != text, f"{path} says neither {old} nor {new}"
    file.write_text(changed, "utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "unchanged": lambda _: None,
    "record": lambda root: _touch(root, _record(root), "title: ", "title: 改·"),
    "campaign": lambda root: _touch(
        root, f"campaigns/{EDITED}/campaign.yml", "summary: ", "summary: 改。"
    ),
    "prose": lambda root: _touch(root, "site_src/about.md", "。", "！"),
}


def _record(root: Path) -> str:
    found = sorted((root / "campaigns" / EDITED / "entries").glob("*.yml"))[0]
    return found.relative_to(root).as_posix()


def build(root: Path) -> float:
    """Seconds of one whole process. Raises `RuntimeError` with what it printed if it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True
    )
    taken = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return taken


def measure(folder: Path, years: int, rounds: int) -> Iterator[tuple[str, float, float]]:
    """What was measured, and the medians in one year's site and in the archive, in seconds."""
    roots = {1: folder / "year", years: folder / "archive"}
    times: dict[tuple[str, int], list[float]] = {}
    for count, root in roots.items():
        root.mkdir()
        write_archive(root, count)
        times["cold", count] = [build(root)]
    for _ in range(rounds):
        for what, edit in EDITS.items():
            for count, root in roots.items():
                edit(root)
                times.setdefault((what, count), []).append(build(root))
    for what in ("cold", *EDITS):
        year, archive = (statistics.median(times[what, count]) for count in roots)
        yield what, year, archive


def main() -> None:
    """Print a row for each thing that was measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--years", type=int, default=16)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--to", type=Path, help="only write the archive, here")
    given = options.parse_args()
    if given.to:
        given.to.mkdir(parents=True)
        write_archive(given.to, given.years)
        return
    with tempfile.TemporaryDirectory() as folder:
        for what, year, archive in measure(Path(folder), given.years, given.rounds):
            print(f"{what:10}{year:8.2f} s{archive:8.2f} s{archive / year:7.2f}×")


if __name__ == "__main__":
    main()
