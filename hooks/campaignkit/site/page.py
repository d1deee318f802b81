"""A page made from data, before it is rendered, and the key that tells whether it must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any

from campaignkit.base.fingerprint import digest, signature
from campaignkit.kinds import Collection, Kind
from campaignkit.model.calendar_entry import CalendarEntry
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.status import phases
from campaignkit.search import Group, SearchDocument
from campaignkit.site.shell import ShellKey
from campaignkit.site.view import Question, shown_campaigns


@dataclass(frozen=True, slots=True)
class Found:
    """How search finds a page: its group, what is known of it, and whether its words count too."""

    group: Group
    document: SearchDocument
    full: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site that is made from data.

    `uri` is its address below the site's root and ends with a slash; `trail` the breadcrumb, titles
    with addresses. See `kinds.PageItem` and `kinds.ExtraPage` for what else there is.
    """

    uri: str
    template: str
    title: str
    description: str
    heading: str
    trail: tuple[tuple[str, str | None], ...] = ()
    variables: Mapping[str, object] = field(default_factory=dict)
    layout: str = "record"
    structured: Mapping[str, Any] | None = None
    assets: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    found: Found | None = None
    bare: bool = False
    """Whether it is a file of its own, such as a feed, by the name `uri`; it has no shell."""

    @property
    def shell(self) -> ShellKey:
        """The shell that it is stamped on."""
        return ShellKey.of(self.uri, self.layout)


@dataclass(frozen=True)
class Inputs:
    """Digests of what pages are made from; `shared` is what every page depends on.

    An instant counts only by the phases that it lies in, so that a later build of the same content
    finds its pages as they were.
    """

    catalogue: Catalogue
    shared: bytes
    digests: dict[int, tuple[object, bytes]] = field(default_factory=dict)
    """Digests by the identity of a value, which is held so that no other takes its place."""

    @classmethod
    def of(cls, catalogue: Catalogue, sources: Iterable[bytes]) -> Inputs:
        """`sources` is what pages depend on besides the content: code, the site's address."""
        names = [f"{key}:{found!r}".encode() for key, found in catalogue.organisations.items()]
        settings = catalogue.settings.model_dump_json().encode()
        return cls(catalogue, digest(*sources, *names, settings, repr(catalogue.preview).encode()))

    def page_key(self, page: Page) -> bytes:
        """Digest of all that a page is made from but what it asks its view for."""
        words = (page.uri, page.template, page.title, page.description, page.heading, page.layout)
        more = (page.trail, page.structured, page.assets)
        return digest(self.shared, repr((words, more)).encode(), self.of_value(page.variables))

    def of_value(self, value: object) -> bytes:
        """Digest of a value that a template gets."""
        if isinstance(value, Card):
            return value.key or repr(value).encode()
        if isinstance(value, CalendarEntry):
            return self._once(value, lambda: digest(repr(value).encode()))
        if isinstance(value, Entity):
            return self._once(value, lambda: self._of_entity(value))
        if isinstance(value, (Kind, Collection)):
            return value.name.encode()
        if isinstance(value, (Mapping, list, tuple)):
            return self._once(value, lambda: digest(*self._of_parts(value)))
        if is_dataclass(value) and not isinstance(value, type):
            parts = (self.of_value(getattr(value, one.name)) for one in fields(value))
            return digest(type(value).__name__.encode(), *parts)
        return repr(value).encode()

    def answer(self, question: Question) -> object:
        """What a page is told when it asks its view; see `Question`."""
        sort, subject = question
        catalogue = self.catalogue
        if sort == "file":
            return signature(f"{catalogue.root}/{subject}")
        if sort == "shown":
            return self._shown(subject)
        if sort == "campaign":
            campaign = catalogue.campaigns.get(subject)
            return self.of_value(campaign) if campaign and catalogue.visible(campaign) else None
        person = catalogue.people.get(subject)
        return self.of_value(person) if person and person.public else None

    @cached_property
    def _shown(self) -> Any:
        return shown_campaigns(self.catalogue)

    def _of_parts(
        self, value: Mapping[Any, object] | list[Any] | tuple[Any, ...]
    ) -> Iterator[bytes]:
        if isinstance(value, Mapping):
            for key, part in value.items():
                yield self.of_value(key)
                yield self.of_value(part)
        else:
            yield from map(self.of_value, value)

    def _of_entity(self, entity: Entity) -> bytes:
        words = [entity.id.encode(), entity.document.text.encode()]
        if isinstance(entity, Campaign):
            as_of = self.catalogue.as_of
            phase = sum(as_of >= step.start for step in phases(entity))
            begun = sum(as_of >= moment.start for _, moment in entity.moments())
            over = sum(as_of > moment.end for _, moment in entity.moments())
            news = sum(update.date <= as_of.date() for update in entity.updates)
            changed = entity.changed_on(as_of.date())
            words.append(f"{phase}:{begun}:{over}:{news}:{changed}".encode())
        return digest(*words)

    def _once(self, value: object, make: Any) -> bytes:
        """A digest made once for each object: pages of a campaign have most of theirs in common."""
        kept = self.digests.get(id(value))
        if kept is None:
            kept = self.digests[id(value)] = (value, make())
        return kept[1]
