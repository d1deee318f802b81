"""Names of people and units on pages, and the mentions that records make of other things."""

from __future__ import annotations

from collections.abc import Mapping

from campaignkit.model.card import Mention
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Ref
from campaignkit.model.ref_target import CAMPAIGN, PERSON, RefTarget

WITHDRAWN_NAME = "（姓名未公开）"
"""Stands for a person who has not agreed, or no longer agrees, to be named."""


def author_name(person: str | None, name: str | None, catalogue: Catalogue) -> str:
    """The name to show of a person given by id (`person`) or by `name`.

    `WITHDRAWN_NAME` where neither is given, the id is unknown, or the person is not public.
    """
    if person is None:
        return name or WITHDRAWN_NAME
    found = catalogue.people.get(person)
    return found.name if found and found.public else WITHDRAWN_NAME


def unit_of(person: str | None, unit: str | None, catalogue: Catalogue) -> str | None:
    """The name to show of the unit of a person given by id, else of `unit` (id or text).

    None where neither is known, or the person is not public.
    """
    found = catalogue.people.get(person) if person else None
    if found:
        return catalogue.unit_name(found.unit) if found.public else None
    return catalogue.unit_name(unit) if unit else None


def mentions(entity: Entity, roles: Mapping[str, str]) -> tuple[Mention, ...]:
    """The people, campaigns and records of other campaigns that an entity refers to.

    `roles` gives the Chinese role by the top-level key in which a reference stands.
    """
    return tuple(
        Mention(marker.target.name, value, roles.get(str(path[0]), ""))
        for path, value, marker in entity.marks
        if isinstance(marker, Ref) and _is_outside(marker.target)
    )


def _is_outside(target: RefTarget) -> bool:
    """Whether things of a target have pages of their own, on which backlinks are listed."""
    return target.is_record or target in (PERSON, CAMPAIGN)
