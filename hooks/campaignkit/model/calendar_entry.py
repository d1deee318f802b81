"""What stands in a calendar: dates that campaigns and records give, and entries made of them.

A campaign gives its dates by `Campaign.calendar_dates`, which has those of timeline and notice
already; a record by the `event` of its collection, kept in its card. Nothing else is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from campaignkit.base.fingerprint import digest
from campaignkit.model.moments import Moment, parse_moment

if TYPE_CHECKING:
    from campaignkit.model.campaign import Campaign
    from campaignkit.model.card import Card


class DateSort(StrEnum):
    """What a reader should do about a date; a deadline is reminded of a day before."""

    EVENT = "场次"
    ROUND = "赛程"
    DEADLINE = "截止"
    NOTICE = "公示"
    START = "开始"
    STEP = "日程"


class DateState(StrEnum):
    """A moved or cancelled event stays in the calendar and says so."""

    SCHEDULED = "scheduled"
    MOVED = "moved"
    CANCELLED = "cancelled"


class CalendarTime(NamedTuple):
    """One of several times of a date: as `start`, `end` and `place` of a `CalendarDate`.

    `title` is added to the title of the whole (第一天), where it is not empty.
    """

    start: str
    end: str
    title: str = ""
    place: str = ""


class CalendarDate(NamedTuple):
    """A date as a campaign or a record gives it; small, because cards carry it.

    `start` and `end` are `Moment.iso`: days or instants; without `end` it is one day or instant.
    `id` tells the dates of a campaign apart and must stay the same for as long as the date is
    meant: subscribers' calendars know it by that. A record's date has neither `id` nor `title`.
    `page` is the address of what tells more, below that of the campaign; by default its landing
    page. `moved_from` is what `start` was, where that is known. `times` are those of a date that is
    held several times, from `start` to `end`: each becomes an entry of its own.
    """

    start: str
    end: str = ""
    sort: DateSort = DateSort.EVENT
    id: str = ""
    title: str = ""
    place: str = ""
    page: str = ""
    state: DateState = DateState.SCHEDULED
    moved_from: str = ""
    times: tuple[CalendarTime, ...] = ()


class CalendarEntry(NamedTuple):
    """One entry of the site's calendar; entries sort by their time.

    `name` is unique in the site and stays (`2021-essay.close`); `title` is the date's own,
    `campaign_title` that of its campaign. `uri` is the page that tells more, `ics` the calendar
    file of this entry alone where it has one, both below the site's root. `revised` is the last
    day on which the campaign says that something changed: what a calendar program compares.
    """

    begins: Moment
    ends: Moment
    name: str
    title: str
    campaign: str
    campaign_title: str
    uri: str
    sort: DateSort
    place: str
    state: DateState
    moved_from: Moment | None
    revised: date
    sample: bool
    ics: str = ""

    @property
    def whole_day(self) -> bool:
        """Whether it is given in days, without times."""
        return self.begins.whole_day and self.ends.whole_day

    @property
    def spans_days(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.begins.day != self.ends.day

    @property
    def full_title(self) -> str:
        """The title as it stands alone, outside the pages of its campaign."""
        return self.title if self.ics else f"{self.campaign_title}：{self.title}"

    def ahead(self, as_of: datetime) -> bool:
        """Whether it is not over at an instant, and still held."""
        return self.ends.end > as_of and self.state is not DateState.CANCELLED


def date_id(sort: str, title: str) -> str:
    """An id for a date that has only a title: the same title, the same id."""
    return f"{sort}-{digest(title.encode()).hex()[:8]}"


def entries_of(
    campaign: Campaign, cards: Iterable[Card], zone: ZoneInfo
) -> Iterator[CalendarEntry]:
    """The entries of a campaign and of the cards of its records that have a page."""
    base = f"campaigns/{campaign.id}/"
    known = Counter[str]()
    for given in campaign.calendar_dates():
        known[given.id] += 1
        again = f"-{known[given.id]}" if known[given.id] > 1 else ""  # two of the same title
        name = f"{campaign.id}.{given.id}{again}"
        yield _entry(given, campaign, name, given.title, base, zone)
    for card in cards:
        if card.event and card.public:
            name = f"{campaign.id}.{card.collection}.{card.id}"
            for time_name, title, given in _each_time(card.event, name, card.title):
                entry = _entry(given, campaign, time_name, title, card.uri, zone)
                yield entry._replace(uri=card.uri, ics=f"{card.uri.rstrip('/')}.ics")


def _each_time(
    given: CalendarDate, name: str, title: str
) -> Iterator[tuple[str, str, CalendarDate]]:
    """A date as one for each of its times: name, title, date.

    The name of one of several is that of its beginning, so that the others keep theirs when one
    goes or comes.
    """
    if not given.times:
        yield name, title, given
    for number, time in enumerate(given.times):
        one = given._replace(
            start=time.start,
            end=time.end,
            place=time.place or given.place,
            moved_from="" if number else given.moved_from,
            times=(),
        )
        words = f"{title}（{time.title}）" if time.title else title
        yield f"{name}.{time.start[:16].replace(':', '')}", words, one


def _entry(
    given: CalendarDate, campaign: Campaign, name: str, title: str, base: str, zone: ZoneInfo
) -> CalendarEntry:
    begins = parse_moment(given.start, zone)
    ends = parse_moment(given.end, zone) if given.end else begins
    return CalendarEntry(
        begins=begins,
        ends=max(ends, begins),  # the wrong way round is a finding, told elsewhere
        name=name,
        title=title,
        campaign=campaign.id,
        campaign_title=campaign.title,
        uri=base + given.page,
        sort=given.sort,
        place=given.place,
        state=given.state,
        moved_from=parse_moment(given.moved_from, zone) if given.moved_from else None,
        revised=campaign.revised_on,
        sample=campaign.sample,
    )
