"""What a contest's pages need besides its own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from campaignkit.kinds.contest.card import EntryFacts
from campaignkit.kinds.contest.divisions import CATEGORY, GROUP, Division
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.innovation import INNOVATION, INNOVATION_TITLE
from campaignkit.kinds.contest.model import Contest, ContestPrize
from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.notices import NoticeRow, NoticeTable, has_begun, is_shown, notice_page
from campaignkit.kinds.prizes import PRIZE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """Winners by prize, won and proposed; what the page leads to and how works are shown."""
    assert isinstance(campaign, Contest)
    cards = catalogue.listed(campaign.id, Entry.collection)
    pictures = sum(1 for card in cards if card.picture)
    return {
        "winners": _winners(campaign, catalogue, "awarded"),
        "proposed": _winners(campaign, catalogue, "notice"),
        "notice": is_shown(campaign, catalogue, _tables(campaign, catalogue)),
        "gallery": pictures * 2 > len(cards),
        "mailto": mail_link(campaign),
        "words": _WORDS[campaign.entry_by],
        "divisions": [
            ("作品类别与篇幅", "类别", campaign.categories, _columns(campaign.categories)),
            ("组别", "组别", campaign.groups, _columns(campaign.groups)),
        ],
        "prize_divisions": _prize_divisions(campaign),
        "vote_title": _vote_title(campaign),
        "votes": _most_voted(cards),
        "discipline": INNOVATION_TITLE
        if campaign.discipline == INNOVATION
        else campaign.discipline,
    }


_WORDS = {
    "works": {"entering": "征集", "sending": "投稿"},
    "registration": {"entering": "报名", "sending": "报名"},
}
"""What a contest calls it to take part: works are sent in, singers and teams sign up."""

_MOST_VOTED = 10
"""Works whose votes the landing page lists; each work's page has its own."""


def _columns(divisions: Sequence[Division]) -> list[str]:
    """The fields that at least one of the categories or groups has: columns of their table."""
    names = ("audience", "entry_limit", "close", "files")
    return [name for name in names if any(getattr(one, name, None) for one in divisions)]


def _prize_divisions(campaign: Contest) -> dict[str, str]:
    """By prize, the category and the group that it is for; empty where all are for all works."""
    categories, groups = campaign.local_titles(CATEGORY), campaign.local_titles(GROUP)
    found = {
        prize.id: "、".join(
            filter(None, (categories.get(prize.category or ""), groups.get(prize.group or "")))
        )
        for prize in campaign.prizes
    }
    return found if any(found.values()) else {}


def _vote_title(campaign: Contest) -> str:
    """人气奖投票, by the name of the prize, or 网络投票."""
    prize = campaign.vote.prize if campaign.vote else None
    title = campaign.local_titles(PRIZE).get(prize or "")
    return f"{title}投票" if title else "网络投票"


def _most_voted(cards: Sequence[Card]) -> list[Card]:
    """Cards of the works with the most votes."""
    counted = [
        (card.extra.votes, card)
        for card in cards
        if isinstance(card.extra, EntryFacts) and card.extra.votes is not None
    ]
    counted.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [card for _, card in counted[:_MOST_VOTED]]


def _winners(
    campaign: Contest, catalogue: Catalogue, state: str
) -> list[tuple[ContestPrize, list[Card], tuple[str, ...]]]:
    """Prizes with the works and units that have won them (`awarded`), or are to (`notice`)."""
    cards = [c for c in catalogue.listed(campaign.id, Entry.collection) if c.state == state]
    found = []
    for prize in campaign.prizes:
        won = [card for card in cards if prize.id in (card.prize, card.proposed)]
        units = prize.winners if _unit_state(campaign, catalogue) == state else ()
        if won or units:
            found.append((prize, won, tuple(map(catalogue.unit_name, units))))
    return found


def _unit_state(campaign: Contest, catalogue: Catalogue) -> str:
    """How far the units are that campaign.yml lists as winners: the dates say it."""
    notice = campaign.notice
    if notice is None or catalogue.as_of > notice.end.end:
        return "awarded"
    return "notice" if has_begun(campaign, catalogue) else "submitted"


def notice(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """The notice with all that are to win a prize, and those that have won one since."""
    assert isinstance(campaign, Contest)
    return notice_page(campaign, catalogue, _tables(campaign, catalogue), "拟获奖名单")


def _tables(campaign: Contest, catalogue: Catalogue) -> list[NoticeTable]:
    """A table for each prize that has, or is to have, a winner."""
    cards = catalogue.listed(campaign.id, Entry.collection)
    tables = []
    for prize in campaign.prizes:
        rows = [
            NoticeRow(card.title, card.uri, (card.subtitle, "、".join(card.facet("unit"))))
            for card in cards
            if prize.id in (card.prize, card.proposed)
        ]
        if rows:
            tables.append(NoticeTable(prize.title, ("作品", "作者", "单位"), tuple(rows)))
        if prize.winners:
            units = tuple(NoticeRow(catalogue.unit_name(unit)) for unit in prize.winners)
            tables.append(NoticeTable(prize.title, ("单位",), units))
    return tables


def mail_link(campaign: Contest) -> str:
    """A mailto URL (RFC 6068) with the subject that the rules ask for already filled in."""
    submission = campaign.submission
    if not submission.email:
        return ""
    subject = f"?subject={quote(submission.subject, safe='')}" if submission.subject else ""
    return f"mailto:{quote(submission.email, safe='@')}{subject}"


def structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """An entry as schema.org CreativeWork."""
    assert isinstance(record, Entry)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": card.title,
        "author": list(_authors(record, catalogue)),
        "isPartOf": {"@type": "WebPage", "name": campaign.title},
        "inLanguage": "zh-CN",
    }
    if record.video:
        video = {"@type": "VideoObject", "name": card.title}
        video |= {"url": record.video.url} if record.video.url else {}
        video |= {"duration": record.video.length.iso} if record.video.length else {}
        data["video"] = video
    return {**data, "url": url} if url else data


def _authors(record: Entry, catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """The authors that machines may be told of: collectives, and people who agreed to be shown."""
    agreed = record.consent is not None and record.consent.shows_profile
    for author in record.authors:
        known = catalogue.people.get(author.person or "")
        if author.is_collective and author.name:
            yield {"@type": "Organization", "name": author.name}
        elif known and known.public:
            yield {"@type": "Person", "name": known.name}
        elif author.name and agreed:
            yield {"@type": "Person", "name": author.name}
