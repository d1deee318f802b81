"""A preview's build: what the engine needs, and no page that nobody has asked for.

    content = read(order, earlier)            # check the content; nothing is rendered
    pages = compose(order, content)           # shells, the manual, the list for the home page
    ...                                       # the engine: an `EngineOutput`
    site = Shown(order, content, pages, output, tree)
    html = site.page(uri)                     # rendered when a browser asks for it

The steps of a site that is to be published are in `site.build`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from campaignkit.base.fact_store import FactStore
from campaignkit.base.fingerprint import code_signature
from campaignkit.base.store import FileStore
from campaignkit.content.check import CheckResult, conclude
from campaignkit.content.load import Batch
from campaignkit.content.previous_run import PreviousRun
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.manual.decks_chapter import deck_rule_manual
from campaignkit.manual.fields_chapter import field_manual
from campaignkit.manual.links_chapter import link_rule_manual
from campaignkit.manual.rules_chapter import rule_manual
from campaignkit.publish.output import Tree
from campaignkit.site.build import Content, EngineOutput, Order, publish, read_content
from campaignkit.site.composition import Composition, composition, search_documents, site_pages
from campaignkit.site.icalendar_files import CalendarFile, CalendarWriter, calendar_files
from campaignkit.site.landing import home_block
from campaignkit.site.list_pages import OnDemand
from campaignkit.site.page import Page
from campaignkit.site.pages import PageRenderer, render_pages
from campaignkit.site.records import Fragment, stamp
from campaignkit.site.search_pages import Indexer, SegmentStore, write_search
from campaignkit.site.share_pictures import NAME, PictureDrawer, share_pictures


def read(order: Order, earlier: PreviousRun) -> Content:
    """Check all content, drafts among it; what an earlier build knew may be taken over."""
    return read_content(
        order, Store(FileStore.below(order.cache, "preview")), preview=True, earlier=earlier
    )


def compose(order: Order, content: Content) -> Composition:
    """Markdown for the engine: shells, the manual, and the list for the home page."""
    renderer = PageRenderer(content.inputs, order.address)
    store = FactStore.below(order.cache, "preview-home.sqlite")
    rendered = render_pages([home_block(content.catalogue)], renderer, store, workers=1)
    manual = {
        "manual/fields.md": field_manual(),
        "manual/rules.md": rule_manual(),
        "manual/deck-rules.md": deck_rule_manual(),
        "manual/link-rules.md": link_rule_manual(),
    }
    return composition(
        content.catalogue, site_pages(content.catalogue, content.decks), rendered, manual
    )


@dataclass(frozen=True)
class Shown:
    """A finished build that a preview shows, and the pages of it that were asked for so far."""

    order: Order
    content: Content
    pages: Composition
    engine: EngineOutput
    tree: Tree
    _made: dict[str, Fragment] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)

    def with_chunk(self, batch: Batch, chunk: Chunk) -> Shown:
        """The same, knowing better of one batch."""
        checked = self.content.checked
        chunks = ((one, chunk if one == batch else other) for one, other in checked.chunks)
        return self._checked(replace(checked, chunks=tuple(chunks)))

    def settled(self) -> Shown:
        """The same, with cards and findings in line with the chunks."""
        checked = self.content.checked
        settled = conclude(checked.loaded, checked.chunks)
        return self._checked(replace(settled, contexts=checked.contexts))

    def page(self, path: str) -> bytes | None:
        """A page made from data, or a file beside it, by its address; None for any other."""
        uri = path.removesuffix("index.html")
        page = self._by_uri.get(uri) or self._by_uri.get(f"{uri}index.html")  # a sheet for paper
        if page is None:
            return self._files.get(path) or self._calendar(path) or self._share_picture(path)
        if uri not in self._made:
            self._made[uri] = self._render(page)
        part = self._made[uri]
        return part.body.encode() if page.bare else stamp(self.engine.shells[page.shell], part)

    def write(self, path: str) -> None:
        """See that a list, a deck or the search index is in place if an address is theirs."""
        assets = self._lists.write(path)
        if assets:
            publish(self.order, assets, self.tree)
        for deck in self.content.decks.made:
            if path.startswith(deck.uri) and self._first_time(deck.uri):
                self.content.decks.write(self.tree, [deck])
        if path.startswith("search/") and self._first_time("search/"):
            self._write_search()

    def _first_time(self, what: str) -> bool:
        first = what not in self._written
        self._written.add(what)
        return first

    def _render(self, page: Page) -> Fragment:
        kept, payload = PageRenderer(self.content.inputs, self.order.address)(page)
        publish(self.order, kept.assets, self.tree)
        return Fragment.of(payload)

    def _write_search(self) -> None:
        """Write the index: pages made from data are found by what they are called."""
        content = self.content
        segment_store = SegmentStore(FileStore.below(self.order.cache, "preview-search"))
        indexer = Indexer(content.catalogue, content.job, segment_store, code_signature(), [])
        write_search(indexer, search_documents(self.pages, self.engine.documents), self.tree, 1)

    def _checked(self, checked: CheckResult) -> Shown:
        return replace(self, content=replace(self.content, checked=checked))

    def _calendar(self, path: str) -> bytes | None:
        file = self._calendars.get(path) if path.endswith(".ics") else None
        writer = CalendarWriter.of(self.content.catalogue, self.order.address)
        return writer.make(file) if file else None

    def _share_picture(self, path: str) -> bytes | None:
        if not path.endswith(NAME):
            return None
        found = next(
            (one for one in share_pictures(self.content.catalogue) if one.path == path), None
        )
        drawer = PictureDrawer(FileStore.below(self.order.cache, "share"))
        return drawer.make(found) if found else None

    @cached_property
    def _calendars(self) -> Mapping[str, CalendarFile]:
        return {file.path: file for file in calendar_files(self.content.catalogue)}

    @cached_property
    def _by_uri(self) -> Mapping[str, Page]:
        return {page.uri: page for page in self.pages.pages}

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        return {
            f"{page.uri}{name}": data
            for page in self.pages.pages
            for name, data in page.files.items()
        }

    @cached_property
    def _lists(self) -> OnDemand:
        made = (self.content.catalogue, self.order.address, self.engine.shells, self.tree)
        return OnDemand.of(*made)
