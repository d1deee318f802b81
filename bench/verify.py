"""Did a contestant really render every page? Without this a comparison means nothing."""

from __future__ import annotations

import os
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.contestant import RECORDS, Contestant
from bench.generate import profiles

PICKED = 20
"""Pages whose words are looked at; all pages are counted."""


class NotRenderedError(RuntimeError):
    """The output lacks pages or words."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a build left: files with their sizes in bytes, by their path below the output."""

    files: dict[str, int]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self.files.values())


def verify(contestant: Contestant) -> Output:
    """Count all record pages and read some. Raises `NotRenderedError`."""
    found = output_of(contestant.output)
    page = re.compile(rf"{RECORDS}/p\d{{6}}/index\.html")
    count = sum(page.fullmatch(path) is not None for path in found.files)
    if count != contestant.records:
        raise NotRenderedError(f"{contestant.name}: {count} of {contestant.records} pages")
    for number, words in _expected(contestant.records).items():
        _look(contestant.page(number), words)
    return found


def verify_edit(contestant: Contestant, said: str, number: int) -> None:
    """An edit must show on a page. Raises `NotRenderedError`."""
    if said not in contestant.page(number).read_text("utf-8"):
        raise NotRenderedError(f"{contestant.name}: the edit does not show on page {number}")


def output_of(folder: Path) -> Output:
    """Every file below a folder."""
    files = {}
    for base, _, names in os.walk(folder):
        inside = "" if base == str(folder) else f"{Path(base).relative_to(folder).as_posix()}/"
        for name in names:
            files[inside + name] = Path(base, name).stat().st_size
    return Output(files)


def _look(page: Path, words: tuple[str, ...]) -> None:
    html = page.read_text("utf-8")
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    name, *deeds = words
    if not title or name not in title[1] or not heading or name not in heading[1]:
        raise NotRenderedError(f"{page}: no {name} in title and heading")
    for paragraph in deeds:
        if f"<p>{paragraph}</p>" not in html:
            raise NotRenderedError(f"{page}: a paragraph of the deeds is missing")


@cache
def _expected(records: int) -> dict[int, tuple[str, ...]]:
    """Name and every paragraph of some profiles, by number."""
    picked = set(random.Random(records).sample(range(records), min(PICKED, records)))
    expected = {}
    for number, text in enumerate(profiles(records)):
        if number in picked:
            fields, _, deeds = text.partition("deeds: |\n")
            name = fields.split("\n", 1)[0].removeprefix("name: ")
            expected[number] = (name, *(part.strip() for part in deeds.split("\n\n")))
    return expected
