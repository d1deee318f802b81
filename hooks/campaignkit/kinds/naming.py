"""How records name people and units, and what they mention outside their own campaign."""

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
    """The name to show for a person given by id or by name."""
    if person is None:
        return name or WITHDRAWN_NAME
    found = catalogue.people.get(person)
    return found.name if found and found.public else WITHDRAWN_NAME


def unit_of(person: str | None, unit: str | None, catalogue: Catalogue) -> str | None:
    """The name of the unit a person belongs to."""
    found = catalogue.people.get(person) if person else None
    if found:
        return catalogue.unit_name(found.unit) if found.public else None
    return catalogue.unit_name(unit) if unit else None


def mentions(entity: Entity, roles: Mapping[str, str]) -> tuple[Mention, ...]:
    """What an entity names outside its own campaign; `roles` says what each field makes of it."""
    return tuple(
        Mention(marker.target.name, value, roles.get(str(path[0]), ""))
        for path, value, marker in entity.marks
        if isinstance(marker, Ref) and _is_outside(marker.target)
    )


def _is_outside(target: RefTarget) -> bool:
    """Whether a target has a page of its own that may say who mentions it."""
    return target.is_record or target in (PERSON, CAMPAIGN)
