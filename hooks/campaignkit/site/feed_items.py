"""What feeds tell: news, notices, awards, and what has been moved or cancelled.

`SOURCES` are asked for each campaign; whatever else is to be told, such as a correction, is one
more of them. An item has an id that stays and a day that the content gives, so that a reader of a
feed is told once, and the same content gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from campaignkit.kinds import kind_named
from campaignkit.model.calendar_entry import DateState
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.moments import Moment
from campaignkit.site.render_markdown import plain

TITLE_CHARACTERS = 40
"""How much of a piece of news, which has no title, is its title."""

NAMED = 300
"""Winners that an item names; the page has them all."""


class Winners(NamedTuple):
    """The records that were given one prize."""

    title: str
    cards: tuple[Card, ...]


class FeedItem(NamedTuple):
    """One item of a feed.

    `name` is unique in the site and stays; `sort` says what it is, and which block of the template
    makes its text; `uri` is the page below the site's root. `text` is Markdown of the campaign's,
    `winners` the names of an award; `card` a record that was moved or cancelled.
    """

    day: date
    name: str
    sort: str
    title: str
    uri: str
    campaign: Campaign
    text: str = ""
    winners: tuple[Winners, ...] = ()
    card: Card | None = None


Source = Callable[[Campaign, Catalogue], Iterator[FeedItem]]


def items_of(campaign: Campaign, catalogue: Catalogue) -> Iterator[FeedItem]:
    """All there is to tell of a campaign by the as-of instant."""
    today = catalogue.as_of.astimezone(catalogue.settings.zone).date()
    for source in SOURCES:
        yield from (item for item in source(campaign, catalogue) if item.day <= today)


def news(campaign: Campaign, catalogue: Catalogue) -> Iterator[FeedItem]:
    """The pieces of news; those of one day are told apart by their order in the file."""
    del catalogue
    on_day = Counter[date]()
    for update in campaign.updates:
        on_day[update.date] += 1
        name = f"{campaign.id}.update.{update.date.isoformat()}.{on_day[update.date]}"
        title = f"{campaign.title}：{plain(update.text, TITLE_CHARACTERS)}"
        uri = f"{_base(campaign)}#updates"
        yield FeedItem(update.date, name, "动态", title, uri, campaign, update.text)


def notices(campaign: Campaign, catalogue: Catalogue) -> Iterator[FeedItem]:
    """The notice. Its names stay on the page, where they can be withdrawn; a feed is kept."""
    del catalogue
    notice = campaign.published_notice
    if notice:
        name, title = f"{campaign.id}.notice", f"{campaign.title}：名单公示"
        yield FeedItem(notice.start.day, name, "公示", title, _base(campaign), campaign)


def awards(campaign: Campaign, catalogue: Catalogue) -> Iterator[FeedItem]:
    """Who was given which prize, once the campaign's last date has come."""
    cards = [
        card
        for collection in kind_named(campaign.kind).collections
        for card in catalogue.listed(campaign.id, collection.name)
        if card.prize
    ]
    given = tuple(
        Winners(prize.title, tuple(card for card in cards if card.prize == prize.id)[:NAMED])
        for prize in campaign.prizes_offered
        if any(card.prize == prize.id for card in cards)
    )
    if given:
        ceremony = getattr(campaign.timeline, "award", None)
        notice = campaign.published_notice
        settled = ceremony if isinstance(ceremony, Moment) else None  # may be 待定
        day = (settled or (notice.end if notice else campaign.timeline.close)).day
        name, title = f"{campaign.id}.award", f"{campaign.title}：获奖名单"
        yield FeedItem(day, name, "获奖", title, _base(campaign), campaign, winners=given)


def changes(campaign: Campaign, catalogue: Catalogue) -> Iterator[FeedItem]:
    """Events that were moved or cancelled, on the day on which the campaign last told something."""
    words = {str(DateState.MOVED): "改期", str(DateState.CANCELLED): "取消"}
    for collection in kind_named(campaign.kind).collections:
        for card in catalogue.listed(campaign.id, collection.name) if collection.event else ():
            word = words.get(card.state)
            if word:
                name = f"{campaign.id}.{card.collection}.{card.id}.{card.state}"
                title = f"{word}：{card.title}（{campaign.title}）"
                day = campaign.revised_on
                yield FeedItem(day, name, word, title, card.uri, campaign, card=card)


SOURCES: tuple[Source, ...] = (news, notices, awards, changes)
"""Everything that feeds tell of a campaign."""


def _base(campaign: Campaign) -> str:
    return f"campaigns/{campaign.id}/"
