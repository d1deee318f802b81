"""Faults of all files, gathered by cause: one missing page on 10,000 pages is one cause."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from campaignkit.base.findings import Level
from campaignkit.links.cache.link_store import batch_of
from campaignkit.links.cache.read_site import SiteReading
from campaignkit.links.html.file_record import FileRecord, Wanted
from campaignkit.links.html.resolve import TargetKind
from campaignkit.links.judge.summary import Want
from campaignkit.links.judge.verdict import Judge, pages_by_id
from campaignkit.links.messages import LinkFault, fault

_FILE = TargetKind.FILE.value


class Place(NamedTuple):
    """Where a built file has the fault; `ordinal` counts the same link on the same page."""

    page: str
    offset: int
    link: str
    ordinal: int = 0


@dataclass
class Cause:
    """One fault and all its places, in the order of the site. `target` is where the link leads."""

    fault: LinkFault
    target: str
    places: list[Place] = field(default_factory=list)


class _FaultyPage(NamedTuple):
    """What is wrong with one page: its notes, and the places of what it can't have."""

    page: str
    notes: list[tuple[int, str, str, str]]
    places: list[tuple[Place, Wanted]]


@dataclass
class Survey:
    """What the summaries tell of the whole site: who has a say, and what is at fault.

    `bad` maps a batch to what its files can't have, `noted` are batches with notes, `refresh`
    pairs a page with the path that it leads on to, `commented` are pages with ignore comments.
    `missed` maps what is wanted but for an id that its file lacks to that id.
    """

    bad: dict[int, set[Want]] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)
    refresh: list[tuple[str, str]] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)
    missed: dict[Want, str] = field(default_factory=dict)


def survey(reading: SiteReading, judge: Judge) -> Survey:
    """Look at all summaries, at two of them only where an id is missed."""
    found = Survey()
    asked: set[Want] = set()
    for number, summary in reading.summaries():
        bad = {want for want in summary.wanted if judge.is_at_fault(want)}
        if bad:
            found.bad[number] = bad
        if summary.noted:
            found.noted.add(number)
        found.refresh += summary.refresh
        found.commented += summary.commented
        asked.update(want for want in summary.wanted if want[2] and want[0] == _FILE)
    found.missed = _missed(asked, judge)
    for number, summary in reading.summaries() if found.missed else ():
        missed = found.missed.keys() & summary.wanted
        if missed:
            found.bad[number] = missed | found.bad.get(number, set())
    return found


def _missed(asked: set[Want], judge: Judge) -> dict[Want, str]:
    """What lacks its id; asked batch by batch, so that each is read once."""
    ordered = sorted(asked, key=lambda want: batch_of(judge.site.find(want[1])[1]))
    missed = ((want, judge.misses(Wanted._make(want))) for want in ordered)
    return {want: name for want, name in missed if name}


def causes(reading: SiteReading, judge: Judge, surveyed: Survey) -> list[Cause]:
    """Everything wrong with the site's links that needs no network."""
    found: dict[tuple[str, str], Cause] = {}
    verdicts: dict[tuple[Wanted, str], LinkFault | None] = {}
    names = frozenset(surveyed.missed.values())
    judge.elsewhere = pages_by_id(names, reading.all_records() if names else ())
    for page, notes, places in sorted(
        _faulty_pages(reading, surveyed), key=lambda faulty: faulty.page
    ):
        for offset, code, text, detail in notes:
            noted = fault(code, text, detail)
            cause = found.setdefault((noted.rule, noted.message), Cause(noted, ""))
            cause.places.append(Place(page, offset, text))
        for place, wanted in places:
            asked = (wanted, place.link)
            if asked not in verdicts:
                verdicts[asked] = judge.judge(wanted, place.link)
            verdict = verdicts[asked]
            if verdict:
                target = _target(wanted)
                key = _key(verdict, wanted, target)
                found.setdefault(key, Cause(verdict, target)).places.append(place)
    for cause in _loops(reading, judge, surveyed):
        found[cause.fault.rule, cause.fault.message] = cause
    return list(found.values())


def _faulty_pages(reading: SiteReading, surveyed: Survey) -> Iterator[_FaultyPage]:
    """The pages with faults: only batches that have some are read record by record."""
    for number in surveyed.noted | surveyed.bad.keys():
        bad = surveyed.bad.get(number, set())
        for page, record in reading.records(number).items():
            indexes = {index for index, wanted in enumerate(record.wanted) if wanted in bad}
            places = _places(page, record, indexes) if indexes else ()
            missing = [(place, record.wanted[index]) for place, index in places]
            if missing or record.notes:
                yield _FaultyPage(page, record.notes, missing)


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
            LinkFault(rule, message, hint, Level(level)),
            target,
            list(map(Place._make, places)),
        )
        for (rule, message, hint, level), target, places in marshal.loads(data)
    ]


def _places(page: str, record: FileRecord, indexes: set[int]) -> Iterator[tuple[Place, int]]:
    seen: Counter[str] = Counter()
    for offset, _, link, index in record.occurrences():
        if index in indexes:
            yield Place(page, offset, link, seen[link]), index
        seen[link] += 1


def _target(wanted: Wanted) -> str:
    if wanted.kind == TargetKind.FAULT:
        return ""
    return f"{wanted.path or '/'}" + (f"#{wanted.fragment}" if wanted.fragment else "")


def _key(verdict: LinkFault, wanted: Wanted, target: str) -> tuple[str, str]:
    if wanted.kind != TargetKind.FILE:
        return verdict.rule, verdict.message
    return verdict.rule, target if verdict.rule == "link-anchor" else wanted.path


def _loops(reading: SiteReading, judge: Judge, surveyed: Survey) -> Iterator[Cause]:
    """Redirect pages that lead back to themselves by way of at least one other page."""
    next_page: dict[str, str] = {}
    for page, path in sorted(surveyed.refresh):
        target = judge.site.find(path)[1]
        if target and target != page:
            next_page[page] = target
    done: set[str] = set()
    for start in next_page:
        chain: list[str] = []
        page = start
        while page in next_page and page not in done and page not in chain:
            chain.append(page)
            page = next_page[page]
        if page in chain:
            loop = chain[chain.index(page) :]
            yield _loop(loop, reading)
        done.update(chain)


def _loop(loop: list[str], reading: SiteReading) -> Cause:
    cause = Cause(fault("refresh-loop", " → ".join([*loop, loop[0]])), loop[0])
    for page in loop:
        record = reading.record(page)
        if record:
            cause.places.append(next(_places(page, record, {record.refresh}))[0])
    return cause
