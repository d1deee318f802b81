"""What a cell shows in place of an id or of an English word: pairs of the value and its label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.outline import choices
from campaignkit.model.ref_target import CAMPAIGN, ORGANISATION, PERSON, RefTarget

YES, NO = "是", "否"

Labels = tuple[tuple[str, str], ...]

_EXPLAINED = re.compile(r"([a-z_-]+) ([^\s、（，a-z]+)")


def enum_labels(annotation: Any, description: str) -> Labels:
    """The words of an enumerated type; descriptions read “draft 草稿、published 发布”."""
    words = dict(_EXPLAINED.findall(description))
    return tuple((value, words.get(value, value)) for value in choices(annotation))


def ref_labels(target: RefTarget, campaign: Campaign, catalogue: Catalogue) -> Labels:
    """The things that a reference may name, by their titles."""
    if target.key:
        return _unlike(campaign.local_titles(target).items())
    if target == ORGANISATION:
        return _unlike((key, found.name) for key, found in catalogue.organisations.items())
    if target == PERSON:
        return _unlike((person.id, person.name) for person in catalogue.visible_people())
    if target == CAMPAIGN:
        return _unlike((key, found.title) for key, found in catalogue.campaigns.items())
    return tuple((key, key) for key in sorted(catalogue.files.get(target.name, ())))


def _unlike(pairs: Iterable[tuple[str, str]]) -> Labels:
    """Two things of one title are told apart by their ids."""
    found = list(pairs)
    titles = Counter(title for _, title in found)
    return tuple(
        (key, title if titles[title] == 1 else f"{title}（{key}）") for key, title in found
    )
