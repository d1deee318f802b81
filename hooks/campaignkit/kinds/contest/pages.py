"""What a contest's pages need besides its own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from campaignkit.kinds.contest.innovation import INNOVATION, INNOVATION_TITLE
from campaignkit.kinds.contest.model import Contest, Entry
from campaignkit.kinds.naming import WITHDRAWN_NAME
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record


def local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """Winners by prize, whether works are pictures, and the address of the mail button."""
    assert isinstance(campaign, Contest)
    cards = catalogue.listed(campaign.id, Entry.collection)
    winners = [
        (prize, won)
        for prize in campaign.prizes
        if (won := [card for card in cards if card.prize == prize.id])
    ]
    pictures = sum(1 for card in cards if card.picture)
    return {
        "winners": winners,
        "gallery": pictures * 2 > len(cards),
        "mailto": mail_link(campaign),
        "discipline": INNOVATION_TITLE
        if campaign.discipline == INNOVATION
        else campaign.discipline,
    }


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
    del catalogue, record
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": card.title,
        "author": [
            {"@type": "Person", "name": name}
            for name in card.subtitle.split("、")
            if name != WITHDRAWN_NAME
        ],
        "isPartOf": {"@type": "Event", "name": campaign.title},
        "inLanguage": "zh-CN",
    }
    return {**data, "url": url} if url else data
