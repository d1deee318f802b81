"""One build, in the order of its steps, for whichever engine renders the Markdown.

build = Build(...)
findings = build.read()          # check the content, render records into fragments
pages = build.pages()            # Markdown for the engine, shells among it
html = build.take(path, html)    # what the engine made of each page
findings = build.write(tree)     # stamp the records, publish pictures and files

What only some builds need (decks, the link check, the manual) is imported where it is needed: it
takes a tenth of a second each, which is much where one record has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from campaignkit.base.findings import Finding, in_order
from campaignkit.base.fingerprint import code_signature
from campaignkit.base.store import FileStore, take_damage
from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult, check
from campaignkit.content.load import Batch
from campaignkit.content.previous_run import Earlier
from campaignkit.content.project import Project
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.model.addresses import page_uri
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.status import turning_points
from campaignkit.publish.media import MediaPublisher, publish_files
from campaignkit.publish.output import Tree
from campaignkit.publish.up_to_date import CACHE
from campaignkit.search import Group, SearchDocument
from campaignkit.site.environment import environment
from campaignkit.site.landing import Pages, build_pages, home_block
from campaignkit.site.list_pages import OnDemand, write_lists
from campaignkit.site.listing import ShellKey, listings
from campaignkit.site.raw_html import Lifted, lift
from campaignkit.site.records import Renderer, write_records
from campaignkit.site.search_pages import (
    CollectedPages,
    Indexer,
    Shelf,
    known_pages,
    take_page,
    write_search,
)
from campaignkit.site.shell import Markers, Shell, cut
from campaignkit.site.template_cache import TemplateCache

HOME_MARK = "<!-- campaigns -->"
"""Where a page in site_src asks for the list of campaigns."""

if TYPE_CHECKING:
    from campaignkit.slides.session import ReadDeck


@dataclass
class Build:
    """The state of one build. `site_url` is where the site will stand, or empty."""

    project: Project
    as_of: datetime
    site_url: str = ""
    preview: bool = False
    workers: int | None = None
    earlier: Earlier | None = None
    checked: CheckResult | None = None
    shells: dict[ShellKey, Shell] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    _pages: Pages = field(default_factory=Pages)
    _decks: list[ReadDeck] = field(default_factory=list)
    _lifted: dict[str, Lifted] = field(default_factory=dict)
    _lists: OnDemand | None = None
    _found: CollectedPages = field(default_factory=CollectedPages)
    _known: dict[str, tuple[Group, SearchDocument]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.site_url:
            self.site_url = self.site_url.rstrip("/") + "/"
        environment().bytecode_cache = self.compiled("pages")

    @property
    def catalogue(self) -> Catalogue:
        """All content, once it has been read."""
        return self._read.catalogue

    @property
    def store(self) -> Store:
        """What is remembered of records; previews and builds show different pages."""
        return Store(FileStore.below(self.cache, "preview" if self.preview else "records"))

    @property
    def cache(self) -> Path:
        """The folder that may be deleted at any time."""
        return self.project.root / CACHE

    def compiled(self, name: str) -> TemplateCache:
        """Where compiled templates are kept: compiling takes longer than filling."""
        return TemplateCache(FileStore.below(self.cache, f"templates-{name}"))

    def read(self) -> list[Finding]:
        """Check all content; records are rendered into fragments in the same pass."""
        self.checked = check(
            self.project.root,
            self.as_of,
            self.project.settings,
            preview=self.preview,
            visit=None if self.preview else Renderer(self.site_url),
            workers=self.workers,
            store=self.store,
            sources=(code_signature(), self.site_url.encode()),
            earlier=self.earlier,
        )
        findings = [*self.project.findings, *self.checked.findings]
        findings += self._read_decks()
        findings += take_damage(self.cache)
        return in_order(findings)

    def pages(self) -> Pages:
        """The Markdown of all pages but the records'."""
        self._pages = build_pages(self.catalogue, self.site_url)
        self.assets |= self._pages.assets
        if self._decks:
            from campaignkit.site.decks import text_pages

            self._pages.markdown.update(text_pages(self._decks))
        if self.preview:
            self._pages.markdown.update(_manual())
        for path, text in self._pages.markdown.items():
            self._pages.markdown[path] = self._lift(path, text)
        return self._pages

    def source_paths(self) -> Iterable[tuple[str, str]]:
        """Source paths that Markdown may link to, with the files of the site that they become."""
        catalogue = self.catalogue
        paths = [campaign.document.path for campaign in catalogue.visible_campaigns()]
        paths += [person.document.path for person in catalogue.visible_people()]
        paths += [card.path for card in catalogue.shown_cards()]
        for path in paths:
            uri = page_uri(path)
            if uri:
                yield path, f"{uri}index.html"
        for listing in listings(catalogue):
            yield f"{listing.base}index.md", f"{listing.base}index.html"

    def theme_view(self) -> dict[str, object]:
        """What the theme's overrides may ask for, on any page."""
        return {
            "settings": self.project.settings,
            "as_of": self.as_of,
            "preview": self.preview,
            "is_shell": self.is_shell,
            "record_uris": self._stamped_uris,
        }

    def _stamped_uris(self) -> list[str]:
        """Addresses of lists and records, which the engine does not know as pages."""
        found = [
            listing.uri(number)
            for listing in listings(self.catalogue)
            for number in range(1, listing.total + 1)
        ]
        return found + [card.uri for card in self.catalogue.shown_cards()]

    def turning_points(self) -> Iterator[datetime]:
        """Every instant at which the same content may give another site."""
        for campaign in self.catalogue.campaigns.values():
            yield from turning_points(campaign)

    def home(self, path: str, markdown: str) -> str:
        """A page of site_src with the list of campaigns where it asks for it."""
        if HOME_MARK not in markdown:
            return markdown
        block, assets = home_block(self.catalogue, self.site_url)
        self.assets |= assets
        return self._lift(path, markdown.replace(HOME_MARK, block))

    def is_shell(self, path: str) -> bool:
        """Whether a Markdown page is a shell, which is not itself published."""
        return path in self._pages.shells

    def take_text(
        self, path: str, uri: str, title: str, meta: Mapping[str, object], html: str
    ) -> None:
        """What search finds of a page: the HTML of its content alone."""
        if not self._known:
            self._known = known_pages(self.catalogue)
        if path in self._lifted:
            html = self._lifted[path].restore(html)
        document = SearchDocument(uri.removeprefix("./"), title, str(meta.get("description") or ""))
        take_page(self._found, self._known, path, document, meta, html)

    def take(self, path: str, html: str) -> str:
        """What to publish of what the engine made of a page; a shell is cut and kept instead."""
        if not self.is_shell(path):
            return self._lifted[path].restore(html) if path in self._lifted else html
        key = self._pages.shells[path]
        self.shells[key] = cut(html, Markers.of("/".join(key)))
        return ""

    def write(self, tree: Tree) -> list[Finding]:
        """Stamp every record and publish every file that a page shows, as far as they are new.

        A preview makes records and lists when they are asked for, and does not search records.
        """
        chunks, workers = self._shown_chunks, self.workers
        made = (self.catalogue, self.site_url, self.shells, tree)
        if self.preview:
            self._lists, chunks, workers = OnDemand.of(*made), [], 1  # processes start too slowly
            self.assets |= self._lists.pictures
        else:
            self.assets |= write_records(
                self.catalogue, chunks, self.shells, self._job, tree, workers
            )
            self.assets |= write_lists(*made, workers)
        if self.project.settings.search:
            name = "preview-search" if self.preview else "search"
            shelf = Shelf(FileStore.below(self.cache, name))
            indexer = Indexer(self.catalogue, self._job, shelf, code_signature(), chunks)
            write_search(indexer, self._found, tree, workers)
        if self._decks:
            from campaignkit.site.decks import write_decks

            write_decks(self._decks, tree)
        return self.publish(self.assets, tree) + take_damage(self.cache)

    def write_list(self, path: str) -> None:
        """In a preview: see that a list, or its data, is in place if an address is one of these."""
        if self._lists:
            self._lists.write(path)

    def check_links(self, tree: Tree) -> list[Finding]:
        """Write the redirect pages, then check every link of the whole site."""
        settings = self.project.settings
        if not (settings.check_links or settings.redirects):
            return []
        from campaignkit.publish.link_check import check_links, write_redirects

        found = write_redirects(self.project, tree)
        if not settings.check_links:
            return found
        file = self.cache / "links.sqlite"
        found += check_links(self.project, tree, self.site_url, file, self.workers)
        return found + take_damage(self.cache)

    def publish(self, paths: Iterable[str], tree: Tree) -> list[Finding]:
        """Publish files by their source paths; what cannot be published is told."""
        kept = FileStore.below(self.cache, "media")
        publisher = MediaPublisher(self.project.root, tree.folder, kept)
        return publish_files(paths, publisher, tree, self.workers)

    def _read_decks(self) -> Iterator[Finding]:
        if not any(card.extra.get("deck") for card in self.catalogue.shown_cards()):
            return
        from campaignkit.site.decks import deck_findings, read_decks

        self._decks = read_decks(self.catalogue, self.site_url)
        yield from deck_findings(self._decks, self.project.settings)

    def _lift(self, path: str, text: str) -> str:
        self._lifted[path] = lift(path, text)
        return self._lifted[path].markdown

    @property
    def _job(self) -> BatchJob:
        assert self._read.job is not None, "check() was called with a store"
        return self._read.job

    @property
    def _read(self) -> CheckResult:
        assert self.checked is not None, "read() comes first"
        return self.checked

    @property
    def _shown_chunks(self) -> list[tuple[Batch, Chunk]]:
        """The records of campaigns that are shown, batch by batch."""
        campaigns = self.catalogue.campaigns
        return [
            (batch, chunk)
            for batch, chunk in self._read.chunks
            if batch.campaign in campaigns and self.catalogue.visible(campaigns[batch.campaign])
        ]


def _manual() -> dict[str, str]:
    """The parts of the editors' manual that are made from the models and the rules."""
    from campaignkit.manual.fields_chapter import field_manual
    from campaignkit.manual.rules_chapter import rule_manual

    return {"manual/fields.md": field_manual(), "manual/rules.md": rule_manual()}
