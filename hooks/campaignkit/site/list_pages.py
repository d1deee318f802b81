"""Lists of records: pages by shell and stamp, and the data that filters them in the browser.

A collection has one page for each `list_size` records, which works without JavaScript. Beside them
lie two JSON files for the filters, in columns, in the order of the list: `facets.json` with the
words of each record as numbers, and, where there are several pages, `cards.json` with what a card
shows. They are loaded when a filter is first touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaignkit.base.fingerprint import code_signature, digest
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.model.catalogue import Catalogue
from campaignkit.publish.output import OutputFile, Tree, write_file
from campaignkit.site import view as views
from campaignkit.site.listing import Listing, data_files, listings
from campaignkit.site.picture_html import cut_assets
from campaignkit.site.shell import Shell, ShellKey
from campaignkit.site.view import View

MANY = 10
"""Pages below which starting processes takes longer than making them."""

_PART = re.compile(
    r"(?:list/(?:(?P<number>[1-9]\d*)/|(?P<data>(?:facets|cards)\.json)$))?(?:index\.html)?"
)
"""The rest of an address after that of the list: a further page, the data, or the first page."""


@dataclass(frozen=True, slots=True)
class ListStamper:
    """Writes one page, or the data, of a listing unless it is in the tree; runs in any process.

    An job is the number of a listing and that of a page; page 0 is the data. The result is
    what is in the tree now, and the source paths of pictures that the page shows.
    """

    catalogue: Catalogue
    site_url: str
    tree: Tree
    shells: Mapping[ShellKey, Shell]
    listings: Sequence[Listing]
    code: bytes

    def stale(self) -> Iterator[tuple[int, int]]:
        """The work that is not done yet; what is done stays in the tree."""
        for which, listing in enumerate(self.listings):
            for number in range(0 if listing.facets else 1, listing.total + 1):
                key = self._key(listing, number)
                if not all(self.tree.has(path, key) for path in _files(listing, number)):
                    yield which, number

    def __call__(self, job: tuple[int, int]) -> dict[str, OutputFile]:
        """Do one job."""
        which, number = job
        listing = self.listings[which]
        key = self._key(listing, number)
        made = [self._page(listing, number)] if number else data_files(listing)
        return {
            path: write_file(self.tree.folder, path, key, content)
            for path, content in zip(_files(listing, number), made, strict=True)
        }

    def _key(self, listing: Listing, number: int) -> bytes:
        """The same for the same page, or the same data."""
        cards = listing.part(number) if number else listing.cards
        shown = digest(*(card.key for card in cards))
        if not number:
            return digest(self.code, shown)
        campaign = listing.campaign
        of_campaign = (campaign.title, campaign.state, campaign.sample, campaign.ai_generated)
        facts = (number, listing.total, len(listing.cards), of_campaign, listing.facets)
        shell = self.shells[listing.shell_key(number)]
        return digest(shell.key, self.code, self.site_url.encode(), repr(facts).encode(), shown)

    def _page(self, listing: Listing, number: int) -> bytes:
        uri = listing.uri(number)
        view = View(self.catalogue, uri, self.site_url)
        variables = {
            "listing": listing,
            "campaign": listing.campaign,
            "collection": listing.collection,
            "cards": listing.part(number),
            "number": number,
            "title": _title(listing, number),
            "description": f"{listing.campaign.title}：{listing.collection.title}"
            f"，共 {len(listing.cards)} 项",
        }
        return self.shells[listing.shell_key(number)].fill(
            {
                "path": listing.shell_key(number).path(uri),
                "title": _title(listing, number),
                "description": str(variables["description"]),
                "head": views.render("list_head.html.j2", view, variables),
                "body": views.render("list.html.j2", view, variables),
            }
        )


def write_lists(
    catalogue: Catalogue,
    site_url: str,
    shells: Mapping[ShellKey, Shell],
    tree: Tree,
    workers: int | None,
) -> set[str]:
    """Stamp the pages of lists that are not yet in the tree, and write their filters' data.

    Returns the source paths of the pictures that they show.
    """
    found = list(listings(catalogue))
    stamper = ListStamper(catalogue, site_url, tree, shells, found, code_signature())
    stale = list(stamper.stale())
    done = map_parallel(stamper, stale, workers if len(stale) >= MANY else 1)
    for written in followed(done, len(stale), "生成列表"):
        tree.entries.update(written)
    return set().union(*map(_pictures, found))


@dataclass(frozen=True)
class OnDemand:
    """Lists that are written when they are asked for."""

    stamper: ListStamper

    @classmethod
    def of(
        cls, catalogue: Catalogue, site_url: str, shells: Mapping[ShellKey, Shell], tree: Tree
    ) -> OnDemand:
        """The lists of a catalogue, to be written into a tree."""
        found = list(listings(catalogue))
        return cls(ListStamper(catalogue, site_url, tree, shells, found, code_signature()))

    def write(self, path: str) -> set[str]:
        """Write the list, or data, whose address below the site's root this is, if it is one.

        Returns the source paths of the pictures that it shows.
        """
        shown: set[str] = set()
        for which, listing in enumerate(self.stamper.listings):
            match = _PART.fullmatch(path.removeprefix(listing.base))
            if match is None or not path.startswith(listing.base):
                continue
            number = 0 if match["data"] else int(match["number"] or 1)
            if number <= listing.total and (number or listing.facets):
                self._write_once(which, number)
                shown |= _pictures(listing) if number else set()
        return shown

    def _write_once(self, which: int, number: int) -> None:
        if (which, number) not in self._written:
            self.stamper.tree.entries.update(self.stamper((which, number)))
            self._written.add((which, number))

    @cached_property
    def _written(self) -> set[tuple[int, int]]:
        return set()


def _pictures(listing: Listing) -> set[str]:
    """The pictures that the list shows; what scripts and search show are the squares."""
    folder = f"campaigns/{listing.campaign.id}/"
    shown: set[str] = set()
    for card in listing.cards:
        if card.picture:
            shown.update(cut_assets(folder + card.picture, "square"))
            if listing.collection.framed:
                shown.update(cut_assets(folder + card.picture, "frame"))
    return shown


def _files(listing: Listing, number: int) -> list[str]:
    """The files of a page; page 0 is the data of a listing that can be filtered."""
    if number:
        return [f"{listing.uri(number)}index.html"]
    names = ("facets.json", "cards.json") if listing.total > 1 else ("facets.json",)
    return [f"{listing.base}list/{name}" for name in names]


def _title(listing: Listing, number: int) -> str:
    which = f" · 第 {number} 页" if number > 1 else ""
    return f"{listing.collection.title} · {listing.campaign.title}{which}"
