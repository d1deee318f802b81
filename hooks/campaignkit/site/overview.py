"""What the home page, the list of all campaigns and the pages of years show.

A federation's site grows by a dozen campaigns a year. So home and the list of all show what a
reader can still take part in and what is of this year; every year has a page of its own, and the
editions of one campaign lead to one another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from campaignkit import kinds
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.shared import Update
from campaignkit.model.status import Status, status_at

LATEST_NEWS = 6
"""How many entries of the campaigns' news logs home shows."""

_EDITION = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<series>.+)")


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """Campaigns that a reader looks at with the same question.

    `key` is the group's name in the page: the browser moves a campaign into the group of its status
    on the reader's day, which `statuses` tells by the names that `data-ck-status` uses.
    """

    key: str
    title: str
    statuses: str
    campaigns: tuple[Campaign, ...]


@dataclass(frozen=True, slots=True)
class News:
    """An entry of a campaign's news log, where news of all campaigns stand together."""

    campaign: Campaign
    update: Update


_GROUPS: tuple[tuple[str, str, tuple[Status, ...]], ...] = (
    ("now", "现在能参加的", (Status.RUNNING,)),
    ("upcoming", "即将开始", (Status.UPCOMING,)),
    ("deciding", "评审和公示", (Status.NOTICE, Status.JUDGING, Status.CLOSED, Status.DECIDED)),
    ("over", "往期活动", (Status.OVER,)),
)


def status_groups(campaigns: Iterable[Campaign], as_of: datetime) -> tuple[StatusGroup, ...]:
    """All groups, empty ones too: a campaign may come into them on the reader's day.

    What begins next stands first among the coming, what was last to begin among the rest.
    """
    held: dict[Status, list[Campaign]] = defaultdict(list)
    for campaign in campaigns:
        held[status_at(campaign, as_of)].append(campaign)
    held[Status.UPCOMING].reverse()
    return tuple(
        StatusGroup(
            key,
            title,
            " ".join(status.name.lower() for status in statuses),
            tuple(campaign for status in statuses for campaign in held[status]),
        )
        for key, title, statuses in _GROUPS
    )


def by_year(campaigns: Iterable[Campaign]) -> dict[int, list[Campaign]]:
    """Campaigns by the year in which they open, the latest year first."""
    found: dict[int, list[Campaign]] = defaultdict(list)
    for campaign in campaigns:
        found[campaign.timeline.open.start.year].append(campaign)
    return dict(sorted(found.items(), reverse=True))


def current(catalogue: Catalogue) -> list[Campaign]:
    """Campaigns that are not over, and those of the latest year that has begun; newest first."""
    shown, as_of = catalogue.visible_campaigns(), catalogue.as_of
    begun = [c.timeline.open.start.year for c in shown if c.timeline.open.start <= as_of]
    year = max(begun, default=as_of.year)
    return [
        campaign
        for campaign in shown
        if campaign.timeline.open.start.year >= year
        or status_at(campaign, as_of) is not Status.OVER
    ]


def latest_news(catalogue: Catalogue) -> list[News]:
    """The newest entries of all news logs that are not dated in the future."""
    today = catalogue.as_of.date()
    entries = [
        News(campaign, update)
        for campaign in catalogue.visible_campaigns()
        for update in campaign.updates
        if update.date <= today
    ]
    entries.sort(key=lambda news: (news.update.date, news.campaign.id), reverse=True)
    return entries[:LATEST_NEWS]


def overview(catalogue: Catalogue) -> dict[str, object]:
    """What the templates of the home page and of the list of all may use."""
    years = by_year(catalogue.visible_campaigns())
    return {
        "groups": status_groups(current(catalogue), catalogue.as_of),
        "years": [(year, len(campaigns)) for year, campaigns in years.items()],
        "news": latest_news(catalogue),
    }


def of_year(campaigns: Iterable[Campaign]) -> list[tuple[str, list[Campaign]]]:
    """Campaigns of one year by the title of their kind, in the order of kinds."""
    held = list(campaigns)
    sorts = [(kind.title, [c for c in held if c.kind == kind.name]) for kind in kinds.KINDS]
    return [(title, found) for title, found in sorts if found]


def editions(campaigns: Iterable[Campaign]) -> Mapping[str, tuple[Campaign, ...]]:
    """The campaigns of one series, oldest first, by the id of each of them.

    A series are campaigns of one kind whose ids differ in the year they begin with: `2020-essay`
    and `2021-essay`.
    """
    series: dict[tuple[str, str], list[Campaign]] = defaultdict(list)
    for campaign in campaigns:
        found = _EDITION.fullmatch(campaign.id)
        if found:
            series[campaign.kind, found["series"]].append(campaign)
    return {
        campaign.id: tuple(sorted(held, key=lambda c: c.id))
        for held in series.values()
        if len(held) > 1
        for campaign in held
    }
