"""Faults of all files, gathered by cause: one missing page on 10,000 pages is one cause."""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from campaignkit.findings import Level
from campaignkit.links.judge import Judge
from campaignkit.links.messages import Fault, fault
from campaignkit.links.record import Record, Wanted
from campaignkit.links.resolve import Kind


class Place(NamedTuple):
    """Where a built file has the fault; `ordinal` counts the same link on the same page."""

    page: str
    offset: int
    link: str
    ordinal: int = 0


@dataclass
class Cause:
    """One fault and all its places, in the order of the site. `target` is where the link leads."""

    fault: Fault
    target: str
    places: list[Place] = field(default_factory=list)


def causes(records: Mapping[str, Record], judge: Judge) -> list[Cause]:
    """Everything wrong with the site's links that needs no network."""
    found: dict[tuple[str, str], Cause] = {}
    verdicts = _Verdicts(judge)
    for page, record in records.items():
        for offset, code, text, detail in record.notes:
            noted = fault(code, text, detail)
            cause = found.setdefault((noted.rule, noted.message), Cause(noted, ""))
            cause.places.append(Place(page, offset, text))
        bad = verdicts.bad(record)
        if bad:
            for place, index in _places(page, record, bad):
                verdict = verdicts.of(record.wanted[index], place.link)
                if verdict:
                    target = _target(record.wanted[index])
                    key = _key(verdict, record.wanted[index], target)
                    found.setdefault(key, Cause(verdict, target)).places.append(place)
    for cause in _loops(records, judge):
        found[cause.fault.rule, cause.fault.message] = cause
    return list(found.values())


def dump(found: Sequence[Cause]) -> bytes:
    """Causes as bytes, for the cache."""
    rows = [
        ((*cause.fault[:3], cause.fault.level.value), cause.target, list(map(tuple, cause.places)))
        for cause in found
    ]
    return marshal.dumps(rows)


def load(data: bytes) -> list[Cause]:
    """The causes that `dump` wrote."""
    return [
        Cause(
            Fault(said[0], said[1], said[2], Level(said[3])), target, list(map(Place._make, places))
        )
        for said, target, places in marshal.loads(data)
    ]


class _Verdicts:
    """Asks the judge once for each thing that the site wants."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self._healthy: set[Wanted] = set()
        self._known: dict[tuple[Wanted, str], Fault | None] = {}

    def bad(self, record: Record) -> set[int]:
        """Indexes of what `record` wants and can't have."""
        unknown = set(record.wanted) - self._healthy
        if not unknown:
            return set()
        bad = set()
        for wanted in unknown:
            if self.of(wanted, ""):
                bad.add(wanted)
            else:
                self._healthy.add(wanted)
        return {index for index, wanted in enumerate(record.wanted) if wanted in bad}

    def of(self, wanted: Wanted, link: str) -> Fault | None:
        """The fault of `wanted`, worded for `link`."""
        key = (wanted, link)
        if key not in self._known:
            self._known[key] = self.judge.judge(wanted, link)
        return self._known[key]


def _places(page: str, record: Record, indexes: set[int]) -> Iterator[tuple[Place, int]]:
    seen: Counter[str] = Counter()
    for offset, _, link, index in record.occurrences():
        if index in indexes:
            yield Place(page, offset, link, seen[link]), index
        seen[link] += 1


def _target(wanted: Wanted) -> str:
    if wanted.kind == Kind.FAULT:
        return ""
    return f"{wanted.path or '/'}" + (f"#{wanted.fragment}" if wanted.fragment else "")


def _key(verdict: Fault, wanted: Wanted, target: str) -> tuple[str, str]:
    if wanted.kind != Kind.FILE:
        return verdict.rule, verdict.message
    return verdict.rule, target if verdict.rule == "link-anchor" else wanted.path


def _loops(records: Mapping[str, Record], judge: Judge) -> Iterator[Cause]:
    """Redirect pages that lead back to themselves by way of at least one other page."""
    leads: dict[str, str] = {}
    for page, record in records.items():
        if record.refresh >= 0 and record.wanted[record.refresh].kind == Kind.FILE:
            target = judge.site.find(record.wanted[record.refresh].path)[1]
            if target and target != page:
                leads[page] = target
    done: set[str] = set()
    for start in leads:
        way: list[str] = []
        page = start
        while page in leads and page not in done and page not in way:
            way.append(page)
            page = leads[page]
        if page in way:
            loop = way[way.index(page) :]
            yield _loop(loop, records)
        done.update(way)


def _loop(loop: list[str], records: Mapping[str, Record]) -> Cause:
    cause = Cause(fault("refresh-loop", " → ".join([*loop, loop[0]])), loop[0])
    by_page: dict[str, list[Place]] = defaultdict(list)
    for page in loop:
        record = records[page]
        by_page[page] = [place for place, _ in _places(page, record, {record.refresh})]
    cause.places = [by_page[page][0] for page in loop]
    return cause
