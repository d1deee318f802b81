"""A baseline for old sites: faults that are known today, so that only new ones stand out.

One JSON entry a cause (rule, link target, what was written) with the pages that have it. A fault
on a page that the entry does not name is new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from campaignkit.links.finding import LinkFinding

_VERSION = 1


class Baseline:
    """The entries of a baseline file."""

    def __init__(self, entries: Iterable[tuple[str, str, str]] = ()) -> None:
        self._is_used = dict.fromkeys(entries, False)

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline file; raises `OSError`, or `ValueError` where it is none."""
        data = json.loads(path.read_text(encoding="utf-8"))
        try:
            if data["version"] != _VERSION:
                raise ValueError(f"version {data['version']}")
            return cls(
                (item["rule"], item["what"], page)
                for item in data["known"]
                for page in item["pages"]
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a baseline file: {error}") from error

    def new(self, findings: Iterable[LinkFinding]) -> list[LinkFinding]:
        """The findings without the places that the baseline knows."""
        left = []
        for finding in findings:
            places = tuple(
                place for place in finding.places if not self._is_known(finding, place.path)
            )
            if places:
                left.append(_at(finding, places))
        return left

    def _is_known(self, finding: LinkFinding, page: str) -> bool:
        key = (finding.rule, _what(finding), page)
        if key in self._is_used:
            self._is_used[key] = True
        return key in self._is_used

    def unused(self) -> list[tuple[str, str, str]]:
        """Entries (rule, what, page) that no finding needs any more."""
        return [key for key, used in self._is_used.items() if not used]


def _at(finding: LinkFinding, places: tuple[object, ...]) -> LinkFinding:
    if len(places) == len(finding.places):
        return finding
    kept = tuple(place for place in finding.places if place in places)
    if finding.position == finding.places[0]:
        return replace(finding, places=kept, position=kept[0], page=kept[0].path)
    return replace(finding, places=kept, page=kept[0].path)


def _what(finding: LinkFinding) -> str:
    return finding.target or finding.link


def write(path: Path, findings: Sequence[LinkFinding]) -> None:
    """Write a baseline that knows all of `findings`."""
    pages_of: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        pages = pages_of.setdefault((finding.rule, _what(finding)), set())
        pages.update(place.path for place in finding.places)
    entries = [
        {"rule": rule, "what": what, "pages": sorted(pages)}
        for (rule, what), pages in sorted(pages_of.items())
    ]
    data = {"version": _VERSION, "known": entries}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
