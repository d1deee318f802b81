"""The pages of the calendar: one for the site with a page for each month, one for each campaign.

    calendar/                        this month, what comes later, the way to every other month
    calendar/2021-09/                a month
    campaigns/<id>/calendar/         all months of a campaign, one below the other

A campaign with very many dates gets pages by month, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from campaignkit.model.calendar_entry import CalendarEntry
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.search import Group, SearchDocument
from campaignkit.site.calendar_month import YearMonth, by_month, month_id, month_title
from campaignkit.site.feed_pages import feeds_by_kind
from campaignkit.site.page import Found, Page

CALENDAR = "calendar/"
"""The address of the site's calendar, and of each campaign's below that campaign's."""

ICS = "calendar.ics"
"""The name of a calendar file, beside the calendar's folder."""

ONE_PAGE = 150
"""Entries up to which all months of a campaign stand on one page."""

LATER = 8
"""Entries of later months that are listed on the first page."""

_PROSE = Group("页面", "page")

Trail = tuple[tuple[str, str | None], ...]


def calendar_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The pages of the site's calendar, then those of each campaign."""
    yield from _by_month(catalogue, catalogue.calendar, "", "日历", ())
    for campaign, found in by_campaign(catalogue):
        yield from _campaign_pages(catalogue, campaign, found)


def by_campaign(catalogue: Catalogue) -> Iterator[tuple[Campaign, tuple[CalendarEntry, ...]]]:
    """The campaigns that are shown, each with its entries."""
    found: dict[str, list[CalendarEntry]] = defaultdict(list)
    for entry in catalogue.calendar:
        found[entry.campaign].append(entry)
    for campaign in catalogue.visible_campaigns():
        yield campaign, tuple(found[campaign.id])


def ahead(entries: Sequence[CalendarEntry], as_of: datetime) -> tuple[CalendarEntry, ...]:
    """What begins after an instant, or ends after it, in the order of the next thing to happen."""
    coming = [entry for entry in entries if entry.ahead(as_of)]

    def due(entry: CalendarEntry) -> tuple[datetime, str]:
        return entry.begins.start if entry.begins.end >= as_of else entry.ends.end, entry.name

    return tuple(sorted(coming, key=due))


def _campaign_pages(
    catalogue: Catalogue, campaign: Campaign, found: Sequence[CalendarEntry]
) -> Iterator[Page]:
    base = f"campaigns/{campaign.id}/"
    trail: Trail = (("全部活动", "campaigns/"), (campaign.title, base))
    title = f"日历 · {campaign.title}"
    if len(found) > ONE_PAGE:
        for page in _by_month(catalogue, found, base, title, trail):
            yield replace(page, variables={**page.variables, "campaign": campaign})
        return
    shown = tuple(by_month(found))
    variables = {"campaign": campaign, "shown": shown, "found": found, "base": base}
    about = f"{campaign.title}的日程、截止日期和场次"
    yield _page(f"{base}{CALENDAR}", title, "日历", about, (*trail, ("日历", None)), variables)


def _by_month(
    catalogue: Catalogue, found: Sequence[CalendarEntry], base: str, title: str, trail: Trail
) -> Iterator[Page]:
    """The first page, with the month of the as-of instant, and one for each month with entries."""
    held = by_month(found)
    uri = f"{base}{CALENDAR}"
    yield _first_page(catalogue, found, held, base, title, trail)
    for which, entries in held.items():
        variables = {
            **_turn(held, which),
            "campaign": None,
            "shown": (which,),
            "found": tuple(entries),
            "base": base,
        }
        name = month_title(which)
        crumbs: Trail = (*trail, ("日历", uri), (name, None))
        about = f"{name}的活动、截止日期和场次，共 {len(entries)} 项"
        address = f"{uri}{month_id(which)}/"
        yield _page(address, f"{name} · {title}", f"{name}日历", about, crumbs, variables)


def _first_page(
    catalogue: Catalogue,
    found: Sequence[CalendarEntry],
    held: Mapping[YearMonth, Sequence[CalendarEntry]],
    base: str,
    title: str,
    trail: Trail,
) -> Page:
    today = catalogue.as_of.astimezone(catalogue.settings.zone)
    this: YearMonth = (today.year, today.month)
    coming = ahead(found, catalogue.as_of)
    later = [entry for entry in coming if (entry.begins.day.year, entry.begins.day.month) > this]
    variables = {
        **_turn(held, this),
        "campaign": None,
        "shown": (this,),
        "found": tuple(held.get(this, ())),
        "later_on": later[:LATER],
        "more": max(0, len(later) - LATER),
        "years": _years(held),
        "base": base,
        "feeds": feeds_by_kind(catalogue),
    }
    about = f"{title}：日程、截止和场次" if base else "所有活动的日程、截止日期和场次，可以订阅"
    uri = f"{base}{CALENDAR}"
    known = None if base else Found(_PROSE, SearchDocument(uri, title, about), full=False)
    return _page(uri, title, "日历", about, (*trail, ("日历", None)), variables, known)


def _page(
    uri: str,
    title: str,
    heading: str,
    about: str,
    trail: Trail,
    variables: dict[str, object],
    found: Found | None = None,
) -> Page:
    return Page(
        uri,
        "calendar.html.j2",
        title,
        about,
        heading,
        trail,
        variables,
        "wide",
        assets=("calendar.css",),
        found=found,
    )


def _turn(held: Iterable[YearMonth], this: YearMonth) -> dict[str, object]:
    """The nearest months with entries on either side, as ids and titles."""
    earlier = max((one for one in held if one < this), default=None)
    later = min((one for one in held if one > this), default=None)
    return {
        "earlier": earlier and (month_id(earlier), month_title(earlier)),
        "later": later and (month_id(later), month_title(later)),
    }


def _years(
    held: Mapping[YearMonth, Sequence[CalendarEntry]],
) -> list[tuple[int, list[tuple[str, int, int]]]]:
    """The months by year, the newest year first: id, number, entries."""
    years: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for (year, number), entries in held.items():
        years[year].append((month_id((year, number)), number, len(entries)))
    return sorted(years.items(), reverse=True)
