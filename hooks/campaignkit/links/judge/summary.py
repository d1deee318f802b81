"""What the judge has to know of a batch of files: each thing wanted once, and who has a say."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaignkit.links.html.attributes import Use
from campaignkit.links.html.file_record import FileRecord, Wanted
from campaignkit.links.html.resolve import TargetKind

Want = tuple[str, str, str, str, bool]
"""A `Wanted` without names: there are tens of thousands."""


@dataclass(slots=True)
class Summary:
    """`wanted` leaves out what can't be at fault; pages are listed under what they have.

    `refresh` pairs a page with the path that it sends its readers on to.
    """

    wanted: list[Want] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    refresh: list[tuple[str, str]] = field(default_factory=list)

    def dump(self) -> bytes:
        """The summary as bytes."""
        return marshal.dumps((self.wanted, self.noted, self.commented, self.refresh))

    @classmethod
    def load(cls, data: bytes) -> Summary:
        """The summary that `dump` wrote."""
        return cls(*marshal.loads(data))


def summarised(records: Mapping[str, FileRecord]) -> Summary:
    """The summary of a batch of records by path."""
    summary = Summary()
    wanted: dict[Want, None] = {}
    for page, record in records.items():
        for item in record.wanted:
            if not _is_fine(item, page, record):
                wanted[item[:]] = None
        if record.notes:
            summary.noted.append(page)
        if record.comments:
            summary.commented.append(page)
        if record.refresh >= 0 and record.wanted[record.refresh].kind == TargetKind.FILE:
            summary.refresh.append((page, record.wanted[record.refresh].path))
    summary.wanted = list(wanted)
    return summary


_FILE, _WEB = TargetKind.FILE.value, TargetKind.WEB.value
_FETCHED = frozenset({Use.LOAD.value, Use.ORIGIN.value})


def _is_fine(wanted: Wanted, page: str, record: FileRecord) -> bool:
    """Whether no other file has a say: a page's own ids, and what other sites have."""
    kind, path, fragment, use, image = wanted
    if kind == _FILE:
        return path == page and not image and (not fragment or fragment in record.ids)
    return kind == _WEB and use not in _FETCHED
