"""What a site consists of: its pages, and the Markdown that the engine is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaignkit.model.addresses import page_uri
from campaignkit.model.catalogue import Catalogue
from campaignkit.search import Group, SearchDocument
from campaignkit.site.deck_pages import Decks
from campaignkit.site.foreign_theme import with_holes
from campaignkit.site.landing import data_pages, home_block
from campaignkit.site.listing import listings
from campaignkit.site.page import Page
from campaignkit.site.pages import RenderedPages
from campaignkit.site.raw_html import LiftedBlocks, lift
from campaignkit.site.records import RECORDS
from campaignkit.site.search_pages import list_documents, page_documents
from campaignkit.site.shell import Markers, Shell, ShellKey, cut, marked_page, shell_source

HOME_MARK = "<!-- campaigns -->"
"""Where a page in site_src asks for the list of campaigns."""

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Composition:
    """What the site will consist of.

    `markdown` is for the engine, by path below the docs folder; `shells` names those among it that
    are shells; `pages` are those made from data, `rendered` as far as they have been; `lifted` what
    goes round the engine (see `raw_html`), first of all the home page's list of campaigns.
    """

    markdown: Mapping[str, str]
    shells: Mapping[str, ShellKey]
    pages: tuple[Page, ...]
    rendered: RenderedPages
    lifted: tuple[LiftedBlocks, ...]
    catalogue: Catalogue

    def with_home(self, markdown: str) -> str:
        """A page of site_src with the list of campaigns where it asks for it."""
        return markdown.replace(HOME_MARK, self.lifted[0].markdown)

    def restored(self, html: str) -> str:
        """What the engine made of a page, with what went round it put back."""
        for lifted in self.lifted:
            html = lifted.restore(html)
        return html

    def cut(self, path: str, html: str) -> tuple[ShellKey, Shell]:
        """The shell that the engine made of one of `shells`. Raises `ShellError`."""
        key = self.shells[path]
        markers = Markers.of(key.name)
        return key, cut(with_holes(html, markers), markers, key.depth)

    def source_paths(self) -> Iterator[tuple[str, str]]:
        """Source paths that Markdown may link to, with the files of the site that they become."""
        catalogue = self.catalogue
        paths = [campaign.document.path for campaign in catalogue.visible_campaigns()]
        paths += [person.document.path for person in catalogue.visible_people()]
        paths += [card.path for card in catalogue.shown_cards()]
        paths += sorted(catalogue.withheld_paths)  # links to them are taken out, see `withdrawal`
        for path in paths:
            uri = page_uri(path)
            if uri:
                yield path, f"{uri}index.html"
        own = {page.uri for page in self.pages if not page.bare and page.shell.depth > 1}
        for uri in sorted(own | {listing.base for listing in listings(catalogue)}):
            yield f"{uri}index.md", f"{uri}index.html"

    def located(self) -> Iterator[tuple[str, date | None]]:
        """Addresses of all pages that are stamped, each with the day of its last change if known.

        What belongs to a campaign changed when the campaign was last reviewed or added to.
        """
        until = self.catalogue.as_of.date()
        days = {
            campaign.id: campaign.changed_on(until)
            for campaign in self.catalogue.visible_campaigns()
        }
        for uri in self._uris():
            top, _, rest = uri.partition("/")
            yield uri, days.get(rest.partition("/")[0]) if top == "campaigns" else None

    def _uris(self) -> Iterator[str]:
        yield from (page.uri for page in self.pages if not page.bare)
        for listing in listings(self.catalogue):
            yield from (listing.uri(number) for number in range(1, listing.total + 1))
        yield from (card.uri for card in self.catalogue.shown_cards())


def site_pages(catalogue: Catalogue, decks: Decks) -> tuple[Page, ...]:
    """Every page made from data, besides records and lists."""
    return (*data_pages(catalogue), *decks.pages)


def composition(
    catalogue: Catalogue,
    pages: Sequence[Page],
    rendered: RenderedPages,
    more: Mapping[str, str] = NOTHING,
) -> Composition:
    """Put together what the engine gets: a shell for each sort of page, and `more` Markdown.

    `rendered` has at least the home page's part, whose address is empty.
    """
    keys = {page.shell for page in pages if not page.bare}
    for listing in listings(catalogue):
        keys |= {RECORDS, *map(listing.shell_key, range(1, min(2, listing.total) + 1))}
    shells = {shell_source(key): key for key in sorted(keys)}
    search = catalogue.settings.search
    marked = {
        path: marked_page(Markers.of(key.name), key.layout, key.depth, search)
        for path, key in shells.items()
    }
    lifted = {path: lift(path, text) for path, text in more.items()}
    home = lift("", rendered.fragment(home_block(catalogue)).body)
    markdown = {**marked, **{path: one.markdown for path, one in lifted.items()}}
    every = (home, *lifted.values())
    return Composition(markdown, shells, tuple(pages), rendered, every, catalogue)


def search_documents(
    pages: Composition, prose: Iterable[tuple[str, Group, SearchDocument]]
) -> Iterator[tuple[str, Group, SearchDocument]]:
    """Every page that is no record, for the index; `prose` are those of the engine."""
    yield from prose
    yield from page_documents(pages.pages, pages.rendered.made)
    yield from list_documents(pages.catalogue)
