"""The feeds (Atom, RFC 4287): `feed.xml` of the whole site, `feeds/<kind>.xml` of each kind.

They are pages made from data that stand on no shell (`Page.bare`): rendered where something in
them has changed, kept, and written as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from campaignkit import kinds
from campaignkit.kinds import Kind, kind_named
from campaignkit.model.catalogue import Catalogue
from campaignkit.site.feed_items import FeedItem, items_of
from campaignkit.site.page import Page

FEED = "feed.xml"
"""The feed of the whole site."""

NEWEST = 50
"""Items of a feed; readers keep what they have seen."""


def feed_of(kind: Kind) -> str:
    """The address of a kind's feed."""
    return f"feeds/{kind.name}.xml"


def feeds_by_kind(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Titles and addresses of the feeds of kinds that have a campaign."""
    shown = {campaign.kind for campaign in catalogue.visible_campaigns()}
    return [(kind.title, feed_of(kind)) for kind in kinds.KINDS if kind.name in shown]


def feed_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The feed of the site, and one for each kind that has a campaign."""
    by_kind: dict[str, list[FeedItem]] = defaultdict(list)
    revised = [date.min]
    for campaign in catalogue.visible_campaigns():
        by_kind[campaign.kind] += items_of(campaign, catalogue)
        revised.append(campaign.timeline.open.day)
    begun = max(revised)
    every = [item for items in by_kind.values() for item in items]
    yield _feed(catalogue, FEED, "全部消息", every, begun)
    for name, items in by_kind.items():
        kind = kind_named(name)
        yield _feed(catalogue, feed_of(kind), kind.title, items, begun)


def _feed(
    catalogue: Catalogue, uri: str, title: str, items: Sequence[FeedItem], begun: date
) -> Page:
    newest = sorted(items, key=lambda item: item.name)
    newest.sort(key=lambda item: item.day, reverse=True)
    newest = newest[:NEWEST]
    publisher = catalogue.settings.publisher.name
    variables = {
        "items": newest,
        "updated": newest[0].day if newest else begun,
        "publisher": publisher,
        "kinds": {item.campaign.kind: kind_named(item.campaign.kind).title for item in newest},
    }
    full = f"{title} · {publisher}"
    return Page(uri, "feed.xml.j2", full, "", full, variables=variables, bare=True)
