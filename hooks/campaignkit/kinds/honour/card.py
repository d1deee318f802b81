"""The card of a profile: what is kept of it after its batch."""

from __future__ import annotations

from typing import NamedTuple

from campaignkit.kinds.honour.model import AWARD, Honours
from campaignkit.kinds.honour.profile import Profile
from campaignkit.kinds.naming import author_name, mentions, unit_of
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.people import Gender
from campaignkit.model.record import Record


class ProfileFacts(NamedTuple):
    """What the notice may say of a profile besides its name, each in words or empty."""

    gender: str = ""
    unit: str = ""
    position: str = ""
    occupation: str = ""
    region: str = ""
    nominated_by: str = ""


GENDERS = {Gender.FEMALE: "女", Gender.MALE: "男"}


def profile_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a profile, by award and region."""
    assert isinstance(record, Profile)
    assert isinstance(campaign, Honours)
    titles = campaign.local_titles(AWARD)
    name = author_name(record.person, record.name, catalogue)
    unit = unit_of(record.person, record.unit, catalogue) or ""
    shows = record.portrait and record.consent and record.consent.shows_portrait
    known = catalogue.people.get(record.person) if record.person else None
    gender = record.gender or (known.gender if known and known.public else None)
    # An award for a team or a unit needs nobody's consent, and its page may be as short as it is.
    name_only = record.is_name_only and record.for_person(campaign)
    agreed = record.public and (record.person is None or bool(known and known.public))
    year = campaign.timeline.open.start.year
    facets = {
        "year": (f"{year}年",),
        "award": (titles.get(record.award, record.award),),
        "region": (record.region,) if record.region else (),
        "trade": (record.occupation,) if record.occupation else (),
        "label": record.labels,
        "unit": (unit,) if unit else (),
    }
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=name,
        public=agreed and not name_only,
        name_only=name_only,
        subtitle=" · ".join(filter(None, (unit, record.position, record.occupation))),
        excerpt=record.citation or "",
        picture=record.portrait.file if shows and record.portrait else "",
        picture_alt=record.portrait.alt if shows and record.portrait else "",
        order=(
            list(titles).index(record.award) if record.award in titles else len(titles),
            record.id,
        ),
        prize=record.prize,
        prize_key=record.prize_key,
        facets=facets,
        mentions=mentions(record, {"person": titles.get(record.award, "人选")}),
        state=str(record.stage),
        extra=ProfileFacts(
            GENDERS.get(gender, "") if gender else "",
            unit,
            record.position or "",
            record.occupation or "",
            record.region or "",
            catalogue.unit_name(record.nominated_by) if record.nominated_by else "",
        )
        if agreed
        else ProfileFacts(),
    )
