"""The few pages: the Catalogue becomes Markdown for the engine, `{path: text}`.

Landing pages and people. Lists and records are not here, but their shells are: see `lists`,
`records` and `shell`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from campaignkit.kinds import kind_named
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card, Mention
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Person
from campaignkit.model.ref_target import PERSON
from campaignkit.model.status import Status, status_at
from campaignkit.site import view as views
from campaignkit.site.listing import Listing, ShellKey, shell_pages
from campaignkit.site.shell import Markers, marked_page
from campaignkit.site.view import View

STATUS_ORDER = (Status.RUNNING, Status.NOTICE, Status.JUDGING, Status.UPCOMING, Status.OVER)
"""What a reader can still take part in comes first."""

Backlinks = Mapping[str, list[tuple[Card, Mention]]]


@dataclass(slots=True)
class Pages:
    """What the engine is given: Markdown by its path below the docs folder, ending in `.md`.

    `assets` are source paths of files to publish; `shells` names each shell's Markdown page:
    campaign and collection, for lists also which of their shells.
    """

    markdown: dict[str, str] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    shells: dict[str, ShellKey] = field(default_factory=dict)


def build_pages(catalogue: Catalogue, site_url: str) -> Pages:
    """Every page that goes through the engine."""
    pages = Pages()
    backlinks = catalogue.mentions_of(PERSON)
    _add(pages, catalogue, site_url, "campaigns/", "campaigns.md.j2", overview(catalogue))
    for campaign in catalogue.visible_campaigns():
        _campaign_pages(pages, catalogue, site_url, campaign)
    people = catalogue.visible_people()
    _add(pages, catalogue, site_url, "people/", "people.md.j2", {"people": people})
    for person in people:
        variables = {"person": person, "roles": _roles(catalogue, person, backlinks)}
        _add(pages, catalogue, site_url, f"people/{person.id}/", "person.md.j2", variables)
    return pages


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


def home_block(catalogue: Catalogue, site_url: str) -> tuple[str, set[str]]:
    """The part of the home page that lists campaigns, as Markdown, and the files it shows."""
    view = View(catalogue, "", site_url)
    return views.render("home.md.j2", view, overview(catalogue)), view.assets


def _campaign_pages(pages: Pages, catalogue: Catalogue, site_url: str, campaign: Campaign) -> None:
    kind = kind_named(campaign.kind)
    base = f"campaigns/{campaign.id}/"
    collections = [
        (collection, catalogue.listed(campaign.id, collection.name))
        for collection in kind.collections
    ]
    variables = {
        "campaign": campaign,
        "kind": kind,
        "collections": collections,
        "local": kind.local(campaign, catalogue),
    }
    _add(pages, catalogue, site_url, base, f"{kind.name}/landing.md.j2", variables)
    for extra in kind.extra_pages:
        for uri, more in extra.items(campaign, catalogue):
            template = f"{kind.name}/{extra.template}"
            _add(pages, catalogue, site_url, f"{base}{uri}/", template, {**variables, **more})
    for collection, cards in collections:
        markers = Markers.of(f"{campaign.id}/{collection.name}")
        path = f"{base}{collection.name}/{markers['id']}.md"
        pages.markdown[path] = marked_page(markers)
        pages.shells[path] = (campaign.id, collection.name)
        listing = Listing(campaign, collection, cards, catalogue.settings.list_size)
        for path, key, markdown in shell_pages(listing):
            pages.markdown[path] = markdown
            pages.shells[path] = key


def _add(
    pages: Pages,
    catalogue: Catalogue,
    site_url: str,
    uri: str,
    template: str,
    variables: Mapping[str, object],
) -> None:
    view = View(catalogue, uri, site_url, pages.assets)
    pages.markdown[f"{uri}index.md"] = views.render(template, view, variables)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is somewhere: lecturer, winner, author."""

    name: str
    title: str
    uri: str
    campaign: Campaign


def _roles(catalogue: Catalogue, person: Person, backlinks: Backlinks) -> list[Role]:
    return list(_each_role(catalogue, backlinks.get(person.id, [])))


def _each_role(catalogue: Catalogue, mentioned: Sequence[tuple[Card, Mention]]) -> Iterator[Role]:
    for card, mention in mentioned:
        campaign = catalogue.campaigns[card.campaign]
        won = next((p.title for p in campaign.prizes_offered if p.id == card.prize), None)
        name = f"{mention.role} · {won}" if won and won != mention.role else mention.role
        yield Role(name, card.title, card.uri, campaign)
