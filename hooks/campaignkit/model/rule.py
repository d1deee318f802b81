"""What a rule is: an id, a scope, and a function that yields findings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaignkit.base.findings import Finding, Level
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity

Each = Callable[[Entity, "Context"], Iterator[Finding]]
Whole = Callable[[Catalogue], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule of scope *each* may look at besides the entity.

    `campaign` is the entity's own campaign, and None for people and organisations. The
    catalogue's cards are not there yet.
    """

    catalogue: Catalogue
    campaign: Campaign | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. *each* looks at one file inside its batch; *whole* at the Catalogue with all cards.

    A rule never prints and never stops at the first fault.
    """

    id: str
    each: Each | None = None
    whole: Whole | None = None
    level: Level = Level.ERROR

    @property
    def docstring(self) -> str:
        """Its entry in the manual: the docstring of the module that its function stands in."""
        check = self.each or self.whole
        return (sys.modules[check.__module__].__doc__ or "") if check else ""
