"""The pages of a study programme's topics."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.kinds.kind import PageItem
from campaignkit.kinds.lecture.model import Session
from campaignkit.kinds.study.model import Study, Topic
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue


def topics(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """A page for each topic, with those before and after it."""
    assert isinstance(campaign, Study)
    padded = [None, *campaign.topics, None]
    for number, topic in enumerate(campaign.topics):
        about = f"{campaign.title}专题：{topic.title}"
        yield PageItem(
            f"topics/{topic.id}",
            f"{topic.title} · {campaign.title}",
            f"{about}。{topic.goals[0]}" if topic.goals else about,
            {
                "topic": topic,
                "previous": padded[number],
                "following": padded[number + 2],
                "lectures": list(_lectures(topic, campaign, catalogue)),
            },
            heading=topic.title,
        )


def _lectures(topic: Topic, campaign: Study, catalogue: Catalogue) -> Iterator[Card]:
    """The sessions that a topic names and that have a page."""
    for reference in topic.lectures:
        series, _, session = reference.rpartition("/")
        found = catalogue.campaigns.get(series or campaign.id)
        if found and catalogue.visible(found):
            card = catalogue.records(found.id, Session.collection).get(session)
            if card:
                yield card
