"""What a rule is: an id, a scope, and a function that yields findings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaignkit.base.findings import Finding, Level
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.text_source import TextSource

Each = Callable[[Entity, "Context"], Iterator[Finding]]
Whole = Callable[[Catalogue], Iterator[Finding]]
Text = Callable[[TextSource, "Context"], Iterator[Finding]]
Loose = Callable[[str, "Context"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule of scope *each* may look at besides the entity.

    `campaign` is the campaign that the entity, or the text, belongs to, and None for people,
    organisations and the pages of the docs folder. The catalogue's cards are not there yet.
    """

    catalogue: Catalogue
    campaign: Campaign | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, of one or more scopes.

    *each* looks at one YAML file inside its batch; *whole* at the Catalogue with all cards; *text*
    at one Markdown file, a page of the docs folder or one that an entity names; *loose* at one file
    of the docs folder that is published as it is, by its path from the project.

    A rule never prints and never stops at the first fault.
    """

    id: str
    each: Each | None = None
    whole: Whole | None = None
    level: Level = Level.ERROR
    text: Text | None = None
    loose: Loose | None = None

    @property
    def docstring(self) -> str:
        """Its entry in the manual: the docstring of the module that its function stands in."""
        check = self.each or self.whole or self.text
        return (sys.modules[check.__module__].__doc__ or "") if check else ""
