"""Pages for paper that every campaign has: poster, timetable for the door, roll for the wall.

    campaigns/<id>/poster/       its cover and facts, A4 or A3, in two designs
    campaigns/<id>/timetable/    what takes place where; a sheet for each place
    campaigns/<id>/wall/         who has won what

Each is a document of its own, in no search and no site map. The notice to be stamped is a page of
the kinds that have one. See `commands.print_command` for PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from campaignkit.kinds import Kind
from campaignkit.model.calendar_entry import CalendarEntry, DateSort, DateState
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.shared import State
from campaignkit.site.page import Page

SHEETS: Mapping[str, str] = {"poster": "海报", "timetable": "场次表", "wall": "光荣榜"}
"""The sheets by the last step of their addresses, and what they are called."""

DEADLINES = 3
"""How many deadlines a poster names."""

Names = list[tuple[str, str]]
"""Names with what stands below each."""


def print_pages(campaign: Campaign, kind: Kind, catalogue: Catalogue) -> Iterator[Page]:
    """The sheets of a campaign: those that there is something for."""
    entries = [entry for entry in catalogue.calendar if entry.campaign == campaign.id]
    same = {"campaign": campaign, "kind": kind}
    held = _held(entries, catalogue)
    poster = {"deadlines": _deadlines(entries, catalogue), "place": _only_place(held)}
    yield _sheet(campaign, "poster", {**same, **poster})
    if held:
        yield _sheet(campaign, "timetable", {**same, "places": _by_place(held)})
    groups = _winners(campaign, kind, catalogue)
    if groups:
        yield _sheet(campaign, "wall", {**same, "groups": groups})


def sheet_links(pages: Iterator[Page]) -> list[tuple[str, str]]:
    """Addresses and names of sheets, for the landing page."""
    return [(page.uri.removesuffix("index.html"), SHEETS[page.uri.split("/")[2]]) for page in pages]


def _sheet(campaign: Campaign, name: str, variables: Mapping[str, object]) -> Page:
    title = f"{SHEETS[name]} · {campaign.title}"
    uri = f"campaigns/{campaign.id}/{name}/index.html"
    about = f"{campaign.title}{SHEETS[name]}，可以打印"
    return Page(uri, f"print/{name}.html.j2", title, about, title, variables=variables, bare=True)


def _deadlines(entries: list[CalendarEntry], catalogue: Catalogue) -> list[tuple[str, str]]:
    """The next deadlines in words; those that are over where none is ahead."""
    found = [
        entry
        for entry in entries
        if entry.sort is DateSort.DEADLINE and entry.state is not DateState.CANCELLED
    ]
    ahead = [entry for entry in found if entry.ahead(catalogue.as_of)] or found
    return [(entry.title, str(entry.begins)) for entry in ahead[:DEADLINES]]


def _held(entries: list[CalendarEntry], catalogue: Catalogue) -> list[CalendarEntry]:
    """What takes place and is not over; all of it where everything is."""
    found = [entry for entry in entries if entry.sort in (DateSort.EVENT, DateSort.ROUND)]
    return [entry for entry in found if entry.ends.end > catalogue.as_of] or found


def _only_place(held: list[CalendarEntry]) -> str:
    places = {entry.place for entry in held if entry.state is not DateState.CANCELLED}
    return places.pop() if len(places) == 1 else ""


def _by_place(held: list[CalendarEntry]) -> list[tuple[str, list[CalendarEntry]]]:
    """What takes place, place by place, in the order of time."""
    found: dict[str, list[CalendarEntry]] = {}
    for entry in held:
        found.setdefault(entry.place, []).append(entry)
    return list(found.items())


def _winners(campaign: Campaign, kind: Kind, catalogue: Catalogue) -> list[tuple[str, Names]]:
    """Who has won, prize by prize: nobody whose consent was withdrawn, nobody still on notice."""
    cards = [
        card
        for collection in kind.collections
        for card in catalogue.records(campaign.id, collection.name).values()
        if card.prize and (card.public or card.name_only)
    ]
    if campaign.state is State.DRAFT and not catalogue.preview:
        return []
    found = []
    for prize in campaign.prizes_offered:
        names = [_name(card) for card in cards if card.prize == prize.id]
        if names:
            found.append((prize.title, names))
    return found


def _name(card: Card) -> tuple[str, str]:
    return card.title, card.subtitle
