"""Records become fragments while their batch is in memory, and pages once the shell is there."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaignkit.kinds import Collection
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Record
from campaignkit.pages import view as views
from campaignkit.pages.shell import Shell
from campaignkit.pages.view import View


@dataclass(frozen=True, slots=True)
class Fragment:
    """A record's own HTML, ready for the holes of its shell."""

    id: str
    uri: str
    title: str
    description: str
    head: str
    body: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a visit leaves of a batch: a file of fragments, and the files that its pages show."""

    campaign: str
    collection: str
    spool: Path
    count: int
    assets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a record's page says of other records; known once all cards are there."""

    previous: Card | None
    following: Card | None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Renders the records of a batch and spools the fragments, so that memory stays bounded."""

    folder: Path
    site_url: str

    def __call__(
        self,
        catalogue: Catalogue,
        campaign: Campaign,
        collection: Collection,
        records: Sequence[tuple[Record, Card]],
    ) -> Rendered:
        """Render one batch."""
        assets: set[str] = set()
        fragments = [
            fragment(catalogue, campaign, collection, record, card, self.site_url, assets)
            for record, card in records
        ]
        first = records[0][0].id if records else "empty"
        spool = self.folder / f"{campaign.id}.{collection.name}.{first}.pickle"
        spool.write_bytes(pickle.dumps(fragments, protocol=pickle.HIGHEST_PROTOCOL))
        found = frozenset(assets)
        return Rendered(campaign.id, collection.name, spool, len(fragments), found)


def fragment(
    catalogue: Catalogue,
    campaign: Campaign,
    collection: Collection,
    record: Record,
    card: Card,
    site_url: str,
    assets: set[str],
) -> Fragment:
    """Render one record's own part of its page."""
    view = View(catalogue, card.uri, site_url, assets)
    template = f"{campaign.kind}/{collection.name}.html.j2"
    variables = {"record": record, "campaign": campaign, "card": card, "collection": collection}
    body = views.render(template, view, variables)
    head = views.render("record_head.html.j2", view, variables)
    description = card.excerpt or " · ".join(filter(None, (card.subtitle, campaign.title)))
    return Fragment(card.id, card.uri, f"{card.title} · {campaign.title}", description, head, body)


def stamp(shell: Shell, part: Fragment, after: str) -> str:
    """One page: the shell filled with a fragment, and what follows from the other records."""
    return shell.fill(
        {
            "id": part.id,
            "title": part.title,
            "description": part.description,
            "head": part.head,
            "body": part.body + after,
        }
    )


@dataclass(frozen=True, slots=True)
class Stamper:
    """Writes the pages of spooled batches below `site`; runs in any process."""

    site: Path
    shells: Mapping[tuple[str, str], Shell]
    after: Mapping[tuple[str, str], Mapping[str, str]]

    def __call__(self, rendered: Rendered) -> int:
        """Stamp one batch; how many pages were written."""
        key = (rendered.campaign, rendered.collection)
        shell, after = self.shells[key], self.after[key]
        for part in read_spool(rendered.spool):
            page = self.site / part.uri / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(stamp(shell, part, after.get(part.id, "")).encode())
        return rendered.count


def read_spool(spool: Path) -> Iterator[Fragment]:
    """The fragments of one batch."""
    yield from pickle.loads(spool.read_bytes())


def neighbours(cards: Sequence[Card]) -> dict[str, Neighbours]:
    """Each record's previous and next one in the order of its list."""
    padded: list[Card | None] = [None, *cards, None]
    return {
        card.id: Neighbours(padded[number], padded[number + 2]) for number, card in enumerate(cards)
    }
