"""The calendar as iCalendar files (RFC 5545): of the site, of each campaign, of each event.

    calendar.ics                             everything of the last twelve months and ahead
    campaigns/<id>/calendar.ics              a campaign
    campaigns/<id>/<records>/<record>.ics    one event, with all its times

Every word of them follows from the content: `DTSTAMP` is the day on which a campaign last said that
something changed, `SEQUENCE` grows as an event is moved and then cancelled, and a `UID` is made of
the site's host and of ids. So the same content gives the same bytes, and a calendar program that
has an entry already changes it instead of keeping two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from campaignkit.base.fingerprint import code_signature, digest
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.model.calendar_entry import CalendarEntry, DateSort, DateState
from campaignkit.model.catalogue import Catalogue
from campaignkit.publish.output import OutputFile, Tree, write_file
from campaignkit.site.calendar_pages import ICS, by_campaign
from campaignkit.site.environment import plain_line, site_name

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

MANY = 400
"""Files below which starting processes takes longer than making them."""

_SEQUENCE = {DateState.SCHEDULED: 0, DateState.MOVED: 1, DateState.CANCELLED: 2}
"""An event is moved before it is cancelled; both are later states of what was announced."""

_OCCUPIED = frozenset({DateSort.EVENT, DateSort.ROUND})
"""What takes a reader's time; a deadline or a notice does not."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One file: its path below the site's root, its name for readers, what is in it."""

    path: str
    title: str
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class CalendarWriter:
    """Makes calendar files; runs in any process. `site_url` is where the site stands, or empty."""

    site_url: str
    zone: str
    code: bytes

    @classmethod
    def of(cls, catalogue: Catalogue, site_url: str) -> CalendarWriter:
        """The writer for a site."""
        return cls(site_url, catalogue.settings.time_zone, code_signature())

    def key(self, file: CalendarFile) -> bytes:
        """The same for the same bytes."""
        told = (self.site_url, self.zone, file.title, file.entries)
        return digest(self.code, repr(told).encode())

    def make(self, file: CalendarFile) -> bytes:
        """The file's bytes."""
        from icalendar import Calendar  # 0.2 s, and only a changed file needs it

        made = Calendar()
        made.add("prodid", "-//campaignkit//campaignkit//ZH")
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        for name in ("name", "x-wr-calname"):
            made.add(name, plain_line(file.title))
        made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
        timed = [entry for entry in file.entries if not entry.whole_day]
        if timed:
            first = min(entry.begins.day.year for entry in timed)
            last = max(entry.ends.day.year for entry in timed)
            made.add_component(_timezone(self.zone, first, last + 1))
        for entry in file.entries:
            made.add_component(self._event(entry))
        data: bytes = made.to_ical()
        return data

    def _event(self, entry: CalendarEntry) -> Event:
        from icalendar import Event

        revised = datetime.combine(entry.revised, time(), entry.begins.start.tzinfo)
        made = Event()
        made.add("uid", f"{entry.name}@{site_name(self.site_url)}")
        made.add("dtstamp", revised.astimezone(UTC))
        made.add("last-modified", revised.astimezone(UTC))
        made.add("sequence", _SEQUENCE[entry.state])
        cancelled = entry.state is DateState.CANCELLED
        made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        made.add("summary", _summary(entry))
        for name, value in _times(entry):
            made.add(name, value)
        if entry.place:
            made.add("location", plain_line(entry.place))
        made.add("description", "\n".join(self._description(entry)))
        made.add("categories", [str(entry.sort)])
        made.add("transp", "OPAQUE" if entry.sort in _OCCUPIED and not cancelled else "TRANSPARENT")
        if self.site_url:
            made.add("url", self.site_url + entry.uri)
        if entry.sort is DateSort.DEADLINE and not cancelled:
            made.add_component(_alarm(entry))
        return made

    def _description(self, entry: CalendarEntry) -> Iterator[str]:
        if entry.state is DateState.CANCELLED:
            yield "这一场已取消。"
        elif entry.state is DateState.MOVED:
            yield f"已改期，原定{entry.moved_from}。" if entry.moved_from else "已改期。"
        yield plain_line(entry.campaign_title)
        if self.site_url:
            yield self.site_url + entry.uri
        if entry.sample:
            yield "示例数据，不是真实的安排。"


def calendar_files(catalogue: Catalogue) -> Iterator[CalendarFile]:
    """Every calendar file of a site."""
    title = f"{catalogue.settings.publisher.name}活动日历"
    yield CalendarFile(ICS, title, tuple(_recent(catalogue)))
    for campaign, entries in by_campaign(catalogue):
        yield CalendarFile(f"campaigns/{campaign.id}/{ICS}", campaign.title, entries)
    by_file: dict[str, list[CalendarEntry]] = defaultdict(list)
    for entry in catalogue.calendar:
        if entry.ics:
            by_file[entry.ics].append(entry)
    for path, found in by_file.items():
        yield CalendarFile(path, found[0].title, tuple(found))


def _recent(catalogue: Catalogue) -> Iterator[CalendarEntry]:
    """What ended a year ago at most: phones fetch the file daily, and campaigns keep the rest.

    Counted in months, so that the file does not change each day.
    """
    today = catalogue.as_of.astimezone(catalogue.settings.zone)
    since = date(today.year - 1, today.month, 1)
    yield from (entry for entry in catalogue.calendar if entry.ends.day >= since)


@dataclass(frozen=True, slots=True)
class _CalendarJob:
    """Writes one of some files by its number, so that a forked worker is sent nothing else."""

    writer: CalendarWriter
    tree: Tree
    files: Sequence[tuple[CalendarFile, bytes]]

    def __call__(self, number: int) -> tuple[str, OutputFile]:
        file, key = self.files[number]
        return file.path, write_file(self.tree.folder, file.path, key, self.writer.make(file))


def write_calendars(
    files: Iterable[CalendarFile], writer: CalendarWriter, tree: Tree, workers: int | None
) -> None:
    """Write the calendar files that are not yet in the tree."""
    keyed = ((file, writer.key(file)) for file in files)
    stale = [(file, key) for file, key in keyed if not tree.has(file.path, key)]
    job = _CalendarJob(writer, tree, stale)
    done = map_parallel(job, range(len(stale)), workers if len(stale) >= MANY else 1)
    tree.entries.update(followed(done, len(stale), "生成日历"))


def _summary(entry: CalendarEntry) -> str:
    """The title with what changes its meaning, for programs that show nothing else."""
    state = {DateState.CANCELLED: "【已取消】", DateState.MOVED: "【已改期】"}.get(entry.state, "")
    return f"{state}{plain_line(entry.full_title)}{'（示例）' if entry.sample else ''}"


def _times(entry: CalendarEntry) -> Iterator[tuple[str, date | datetime]]:
    """Beginning and end; days have an end that is no longer part of it, instants may have none."""
    after = (entry.ends.end + timedelta(microseconds=1)) if entry.ends.whole_day else None
    if entry.whole_day:
        yield "dtstart", entry.begins.day
        yield "dtend", entry.ends.day + timedelta(days=1)
        return
    yield "dtstart", entry.begins.start
    end = after or entry.ends.start
    if end > entry.begins.start:
        yield "dtend", end


def _alarm(entry: CalendarEntry) -> Alarm:
    """A day before; for a whole day, at nine in the morning of the day before."""
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", f"{'明天' if entry.begins.whole_day else '一天后'}：{_summary(entry)}")
    made.add("trigger", -timedelta(hours=15) if entry.begins.whole_day else -timedelta(days=1))
    return made


@lru_cache(64)
def _timezone(zone: str, first: int, last: int) -> Timezone:
    """The rules of a time zone from one year to another."""
    from icalendar import Timezone

    return Timezone.from_tzid(zone, first_date=date(first, 1, 1), last_date=date(last, 1, 1))
