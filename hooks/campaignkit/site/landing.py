"""Which pages are made from data, besides records and their lists.

Landing pages, the pages that a kind declares, people, the two overviews, and the words of decks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaignkit.kinds import ExtraPage, Kind, PageItem, kind_named
from campaignkit.model.addresses import file_uri
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card, Mention
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person
from campaignkit.model.ref_target import PERSON
from campaignkit.model.status import Status, status_at
from campaignkit.search import Group, SearchDocument
from campaignkit.site.page import Found, Page

STATUS_ORDER = (Status.RUNNING, Status.NOTICE, Status.JUDGING, Status.UPCOMING, Status.OVER)
"""What a reader can still take part in comes first."""

CAMPAIGNS = Group("活动", "campaign")
PEOPLE = Group("人物", "person")
PROSE = Group("页面", "page")
"""The groups, among search results, of what is not a record."""

Backlinks = Mapping[str, list[tuple[Card, Mention]]]
Trail = tuple[tuple[str, str | None], ...]

_ALL: Trail = (("全部活动", "campaigns/"),)


def data_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Every page but records, lists and decks, in the order of the site map."""
    yield _overview_page(catalogue)
    for campaign in catalogue.visible_campaigns():
        yield from _campaign_pages(catalogue, campaign)
    people = catalogue.visible_people()
    yield _titled(
        "people/", "people.html.j2", "人物", "参加过活动、讲过课、得过奖的人", {"people": people}
    )
    backlinks = catalogue.mentions_of(PERSON)
    for person in people:
        yield _person_page(catalogue, person, backlinks)


def home_block(catalogue: Catalogue) -> Page:
    """The part of the home page that lists campaigns: Markdown, which goes into a page of prose."""
    return Page("", "home.md.j2", "", "", "", variables=overview(catalogue))


def overview(catalogue: Catalogue) -> dict[str, object]:
    """Campaigns by status and by year, for the home page and the list of all."""
    shown = catalogue.visible_campaigns()
    by_status: dict[Status, list[Campaign]] = defaultdict(list)
    by_year: dict[int, list[Campaign]] = defaultdict(list)
    for campaign in shown:
        by_status[status_at(campaign, catalogue.as_of)].append(campaign)
        by_year[campaign.timeline.open.start.year].append(campaign)
    return {
        "by_status": [(status, by_status[status]) for status in STATUS_ORDER if by_status[status]],
        "by_year": sorted(by_year.items(), reverse=True),
    }


def _overview_page(catalogue: Catalogue) -> Page:
    about = "按状态和年份列出的全部活动"
    return _titled("campaigns/", "campaigns.html.j2", "全部活动", about, overview(catalogue))


def _titled(
    uri: str, template: str, title: str, description: str, variables: Mapping[str, object]
) -> Page:
    """A list of other pages, which is found by its title alone."""
    return Page(
        uri,
        template,
        title,
        description,
        title,
        ((title, None),),
        variables,
        "wide",
        found=Found(PROSE, SearchDocument(uri, title, description), full=False),
    )


def _campaign_pages(catalogue: Catalogue, campaign: Campaign) -> Iterator[Page]:
    kind = kind_named(campaign.kind)
    base = f"campaigns/{campaign.id}/"
    variables = {
        "campaign": campaign,
        "kind": kind,
        "collections": [
            (collection, catalogue.listed(campaign.id, collection.name))
            for collection in kind.collections
        ],
        "local": kind.local(campaign, catalogue),
    }
    yield Page(
        base,
        f"{kind.name}/landing.html.j2",
        campaign.title,
        campaign.summary,
        campaign.title,
        (*_ALL, (campaign.title, None)),
        variables,
        "sections",
        kind.structured(campaign, catalogue) if kind.structured else None,
        found=Found(CAMPAIGNS, _of_campaign(campaign, catalogue)),
    )
    for extra in kind.extra_pages:
        for item in extra.items(campaign, catalogue):
            yield _extra_page(campaign, kind, extra, item, variables)


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
        picture=file_uri(portrait),
    )
