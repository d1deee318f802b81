"""Which pages are made from data, besides records and their lists.

Landing pages, the pages that a kind declares, people, the two overviews, and the words of decks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaignkit.kinds import ExtraPage, Kind, PageItem, kind_named
from campaignkit.kinds.figures import Chart, figures_of
from campaignkit.model.addresses import file_uri
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card, Mention
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person
from campaignkit.model.ref_target import PERSON
from campaignkit.search import Group, SearchDocument, name_order
from campaignkit.site.calendar_pages import ahead, calendar_pages
from campaignkit.site.feed_pages import feed_of, feed_pages
from campaignkit.site.overview import by_year, editions, of_year, overview
from campaignkit.site.page import Found, Page
from campaignkit.site.picture_html import square_uri
from campaignkit.site.print_pages import print_pages, sheet_links
from campaignkit.site.structured_data import campaign_data, person_data

CAMPAIGNS = Group("活动", "campaign")
PEOPLE = Group("人物", "person")
PROSE = Group("页面", "page")
"""The groups, among search results, of what is not a record."""

INDEXED_FROM = 25
"""How many people have letters to jump to."""
NEXT = 5
"""Dates ahead that the home page lists."""

_FIGURE_ASSETS = ("figures.css",)

Backlinks = Mapping[str, list[tuple[Card, Mention]]]
Trail = tuple[tuple[str, str | None], ...]

_ALL: Trail = (("全部活动", "campaigns/"),)


def data_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Every page but records, lists and decks, in the order of the site map."""
    yield from _overview_pages(catalogue)
    campaigns = catalogue.visible_campaigns()
    series = editions(campaigns)
    for campaign in campaigns:
        yield from _campaign_pages(catalogue, campaign, series.get(campaign.id, ()))
    people = sorted(catalogue.visible_people(), key=lambda person: name_order(person.name))
    yield _titled(
        "people/",
        "people.html.j2",
        "人物",
        "参加过活动、讲过课、得过奖的人，按姓名的拼音排列",
        {"letters": _by_letter(people)},
    )
    backlinks = catalogue.mentions_of(PERSON)
    for person in people:
        yield _person_page(catalogue, person, backlinks)
    yield from calendar_pages(catalogue)
    yield from feed_pages(catalogue)


def _by_letter(people: Sequence[Person]) -> list[tuple[str, list[Person]]]:
    """People, sorted by name, under the letters of an index; a short list has no letters."""
    if len(people) < INDEXED_FROM:
        return [("", list(people))] if people else []
    found: dict[str, list[Person]] = {}
    for person in people:
        letter = name_order(person.name)[0][:1].upper()
        found.setdefault(letter if "A" <= letter <= "Z" else "其他", []).append(person)
    return list(found.items())


def home_block(catalogue: Catalogue) -> Page:
    """The part of the home page that lists campaigns, which goes into a page of prose."""
    coming = ahead(catalogue.calendar, catalogue.as_of)
    variables = {**overview(catalogue), "ahead": coming[:NEXT]}
    return Page("", "home.html.j2", "", "", "", variables=variables)


def _overview_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The list of all campaigns, and a page for each year."""
    about = "现在能参加的、即将开始的和往年的全部活动"
    yield _titled("campaigns/", "campaigns.html.j2", "全部活动", about, overview(catalogue))
    years = by_year(catalogue.visible_campaigns())
    for year, campaigns in years.items():
        title = f"{year}年的活动"
        yield _titled(
            f"campaigns/{year}/",
            "year.html.j2",
            title,
            f"{year}年开始的{len(campaigns)}项活动",
            {"year": year, "sorts": of_year(campaigns), "years": list(years)},
            (*_ALL, (f"{year}年", None)),
        )


def _titled(
    uri: str,
    template: str,
    title: str,
    description: str,
    variables: Mapping[str, object],
    trail: Trail = (),
) -> Page:
    """A list of other pages, which is found by its title alone."""
    return Page(
        uri,
        template,
        title,
        description,
        title,
        trail or ((title, None),),
        variables,
        "wide",
        found=Found(PROSE, SearchDocument(uri, title, description), full=False),
    )


def _campaign_pages(
    catalogue: Catalogue, campaign: Campaign, series: tuple[Campaign, ...]
) -> Iterator[Page]:
    kind = kind_named(campaign.kind)
    base = f"campaigns/{campaign.id}/"
    sheets = list(print_pages(campaign, kind, catalogue))
    variables = {
        "campaign": campaign,
        "kind": kind,
        "collections": [
            (collection, catalogue.listed(campaign.id, collection.name))
            for collection in kind.collections
        ],
        "local": kind.local(campaign, catalogue),
        "dates_ahead": base in catalogue.pages_ahead,
        "feed": feed_of(kind),
    }
    figures = _figures(catalogue, campaign, kind)
    yield Page(
        base,
        f"{kind.name}/landing.html.j2",
        campaign.title,
        campaign.summary,
        campaign.title,
        (*_ALL, (campaign.title, None)),
        {
            **variables,
            "editions": series,
            "figures": figures,
            "sheets": sheet_links(iter(sheets)),
        },
        "sections",
        (kind.structured or campaign_data)(campaign, catalogue),
        (*kind.assets, *_FIGURE_ASSETS) if figures else kind.assets,
        found=Found(CAMPAIGNS, _of_campaign(campaign, catalogue)),
    )
    yield from sheets
    for extra in kind.extra_pages:
        for item in extra.items(campaign, catalogue):
            yield _extra_page(campaign, kind, extra, item, variables)


def _figures(catalogue: Catalogue, campaign: Campaign, kind: Kind) -> list[Chart]:
    """What a landing page draws; a figure's words are called as in the filters of the list."""
    titles = {
        (collection.name, facet.name): facet.title
        for collection in kind.collections
        for facet in collection.facets
    }
    return list(
        figures_of(
            kind.figures,
            lambda field: titles[field.collection, field.facet],
            lambda name: catalogue.listed(campaign.id, name),
        )
    )


def _extra_page(
    campaign: Campaign,
    kind: Kind,
    extra: ExtraPage,
    item: PageItem,
    variables: Mapping[str, object],
) -> Page:
    base = f"campaigns/{campaign.id}/"
    uri, heading = f"{base}{item.uri}/", item.heading or item.title
    document = SearchDocument(uri, item.title, item.description)
    return Page(
        uri,
        f"{kind.name}/{extra.template}",
        item.title,
        item.description,
        heading,
        (*_ALL, (campaign.title, base), (item.crumb or heading, None)),
        {**variables, **item.context},
        extra.layout,
        item.structured,
        extra.assets,
        item.files,
        None if extra.search == "none" else Found(CAMPAIGNS, document, extra.search == "full"),
    )


def _person_page(catalogue: Catalogue, person: Person, backlinks: Backlinks) -> Page:
    unit = catalogue.unit_name(person.unit)
    return Page(
        f"people/{person.id}/",
        "person.html.j2",
        person.name,
        f"{person.name}，{unit}，{person.occupation}",
        person.name,
        (("人物", "people/"), (person.name, None)),
        {"person": person, "roles": list(_roles(catalogue, backlinks.get(person.id, [])))},
        structured=person_data(person, catalogue),
        found=Found(PEOPLE, _of_person(person, catalogue)),
    )


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is somewhere: lecturer, winner, author."""

    name: str
    title: str
    uri: str
    campaign: Campaign
    note: str = ""
    """已改期, 已取消, or nothing."""


def _roles(catalogue: Catalogue, mentioned: Sequence[tuple[Card, Mention]]) -> Iterator[Role]:
    for card, mention in mentioned:
        campaign = catalogue.campaigns[card.campaign]
        prizes = {prize.id: prize.title for prize in campaign.prizes_offered}
        won = prizes.get(card.prize or "")
        if card.state == "notice" and card.proposed in prizes:
            won = f"拟获{prizes[card.proposed]}"
        name = f"{mention.role} · {won}" if won and won != mention.role else mention.role
        yield Role(name, card.title, card.uri, campaign, card.note)


def _of_campaign(campaign: Campaign, catalogue: Catalogue) -> SearchDocument:
    year = f"{campaign.timeline.open.start.year}年"
    hosts = [catalogue.unit_name(host) for host in campaign.hosts]
    titles = [prize.title for prize in campaign.prizes_offered]
    cover = f"campaigns/{campaign.id}/{campaign.cover.file}" if campaign.cover else ""
    return SearchDocument(
        uri=f"campaigns/{campaign.id}/",
        title=campaign.title,
        subtitle=f"{kind_named(campaign.kind).title} · {year}",
        words=(campaign.slogan or "", campaign.summary, *campaign.tags, *hosts, *titles),
        picture=file_uri(cover),
    )


def _of_person(person: Person, catalogue: Catalogue) -> SearchDocument:
    shows = person.portrait and person.consent and person.consent.shows_portrait
    portrait = f"campaigns/people/{person.portrait.file}" if shows and person.portrait else ""
    return SearchDocument(
        uri=f"people/{person.id}/",
        title=person.name,
        subtitle=f"{catalogue.unit_name(person.unit)} · {person.occupation}",
        words=tuple(f"{honour.year}年{honour.title}" for honour in person.honours),
        picture=square_uri(portrait) if portrait else "",
    )
