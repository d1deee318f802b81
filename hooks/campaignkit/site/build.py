"""A site that is to be published, step by step, for whichever engine renders the Markdown.

    content = read(order)                                   # check the content, render records
    pages = compose(order, content)                         # Markdown for the engine, and shells
    ...                                                     # the engine: an `EngineOutput`
    findings = render(order, content, pages, output, tree)  # stamp pages, write search and files
    findings += check_links(order, tree)

Each step takes frozen values and returns one. The preview's steps are in `preview.build`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from campaignkit.base.fact_store import FactStore
from campaignkit.base.findings import Finding, in_order
from campaignkit.base.fingerprint import code_signature
from campaignkit.base.store import FileStore, take_damage
from campaignkit.content.batch import BatchJob, Visit
from campaignkit.content.check import CheckResult, check
from campaignkit.content.load import Batch
from campaignkit.content.previous_run import PreviousRun
from campaignkit.content.project import Project
from campaignkit.content.record_cache import Chunk, Store
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.status import turning_points
from campaignkit.publish import kept_files, page_sizes
from campaignkit.publish.media import MediaPublisher, publish_files
from campaignkit.publish.output import Tree
from campaignkit.publish.up_to_date import CACHE
from campaignkit.search import Group, SearchDocument
from campaignkit.site.composition import (
    Composition,
    composition,
    search_documents,
    site_pages,
)
from campaignkit.site.deck_pages import Decks, make_decks
from campaignkit.site.decks import deck_findings
from campaignkit.site.environment import environment
from campaignkit.site.icalendar_files import CalendarWriter, calendar_files, write_calendars
from campaignkit.site.landing import home_block
from campaignkit.site.list_pages import write_lists
from campaignkit.site.page import Inputs
from campaignkit.site.pages import PageRenderer, render_pages, write_pages
from campaignkit.site.records import Renderer, write_records
from campaignkit.site.search_pages import Indexer, SegmentStore, write_search
from campaignkit.site.share_pictures import write_share_pictures
from campaignkit.site.shell import Shell, ShellKey
from campaignkit.site.template_cache import TemplateCache
from campaignkit.site.withdrawal import cleared_for_withdrawals, withdrawn_names


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for. `site_url` is where the site will stand, or empty.

    `workers` is how many processes to use, by default one for each core.
    """

    project: Project
    as_of: datetime
    site_url: str = ""
    workers: int | None = None

    @property
    def address(self) -> str:
        """`site_url` with a slash at its end."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""

    @property
    def cache(self) -> Path:
        """The folder that may be deleted at any time."""
        return self.project.root / CACHE

    @property
    def sources(self) -> tuple[bytes, ...]:
        """What every page is made from besides the content."""
        return code_signature(), self.address.encode()

    def compiled(self, name: str) -> TemplateCache:
        """Where compiled templates are kept: compiling takes longer than filling."""
        return TemplateCache(FileStore.below(self.cache, f"templates-{name}"))


@dataclass(frozen=True, slots=True)
class Content:
    """The content as it was read and checked: cards, records' fragments in `store`, decks."""

    checked: CheckResult
    store: Store
    inputs: Inputs
    decks: Decks
    findings: tuple[Finding, ...]

    @property
    def catalogue(self) -> Catalogue:
        """All content but the records, of which it holds the cards."""
        return self.checked.catalogue

    @property
    def job(self) -> BatchJob:
        """What makes a record's payload anew where the kept one is damaged."""
        assert self.checked.job is not None, "check() was called with a store"
        return self.checked.job

    @property
    def shown_chunks(self) -> list[tuple[Batch, Chunk]]:
        """The records of campaigns that are shown, batch by batch."""
        shown = {campaign.id for campaign in self.catalogue.visible_campaigns()}
        return [(batch, chunk) for batch, chunk in self.checked.chunks if batch.campaign in shown]

    def turning_points(self) -> Iterator[datetime]:
        """Every instant at which the same content may give another site."""
        for campaign in self.catalogue.campaigns.values():
            yield from turning_points(campaign)
        for entry in self.catalogue.calendar:
            yield entry.begins.end
            yield entry.ends.end


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """What the engine made: shells, and the pages of site_src as search knows them."""

    shells: Mapping[ShellKey, Shell] = field(default_factory=dict)
    documents: Sequence[tuple[str, Group, SearchDocument]] = ()


def read(order: Order) -> Content:
    """Check all content; records and decks are made in the same pass where they have changed."""
    store = Store(FileStore.below(order.cache, "records"))
    content = read_content(order, store, visit=Renderer(order.address))
    if cleared_for_withdrawals(order.cache, content.catalogue):
        content = read_content(order, store, visit=Renderer(order.address))
    return content


def read_content(
    order: Order,
    store: Store,
    *,
    preview: bool = False,
    visit: Visit | None = None,
    earlier: PreviousRun | None = None,
) -> Content:
    """Check all content. `visit` makes fragments of records, `earlier` may be taken over."""
    project = order.project
    environment().bytecode_cache = order.compiled("pages")
    checked = check(
        project.root,
        order.as_of,
        project.settings,
        preview=preview,
        visit=visit,
        workers=order.workers,
        store=store,
        sources=order.sources,
        earlier=earlier,
    )
    inputs = Inputs.of(checked.catalogue, order.sources)
    kept = FactStore.below(order.cache, f"{store.files.folder.name}-decks.sqlite")
    decks = make_decks(inputs, order.address, kept, 1 if preview else order.workers)
    findings = [*project.findings, *checked.findings]
    findings += deck_findings(decks.findings, project.settings)
    findings += take_damage(order.cache)
    return Content(checked, store, inputs, decks, tuple(in_order(findings)))


def compose(order: Order, content: Content) -> Composition:
    """All pages made from data, rendered where they have changed, and Markdown for the engine."""
    pages, home = site_pages(content.catalogue, content.decks), home_block(content.catalogue)
    renderer = PageRenderer(content.inputs, order.address)
    store = FactStore.below(order.cache, "pages.sqlite")
    rendered = render_pages([*pages, home], renderer, store, order.workers)
    return composition(content.catalogue, pages, rendered)


def render(
    order: Order, content: Content, pages: Composition, engine: EngineOutput, tree: Tree
) -> list[Finding]:
    """Stamp every page that is not yet in the tree, and write search, decks and shown files."""
    catalogue, shells, workers = content.catalogue, engine.shells, order.workers
    chunks = content.shown_chunks
    assets = set(pages.rendered.made[""].assets)
    assets |= write_pages(pages.pages, pages.rendered, shells, tree)
    assets |= write_records(catalogue, chunks, shells, content.job, tree, workers)
    assets |= write_lists(catalogue, order.address, shells, tree, workers)
    writer = CalendarWriter.of(catalogue, order.address)
    write_calendars(calendar_files(catalogue), writer, tree, workers)
    if catalogue.settings.search:
        segment_store = SegmentStore(FileStore.below(order.cache, "search"))
        names = withdrawn_names(catalogue)
        indexer = Indexer(catalogue, content.job, segment_store, code_signature(), chunks, names)
        write_search(indexer, search_documents(pages, engine.documents), tree, workers)
    content.decks.write(tree)
    drawn = FileStore.below(order.cache, "share")
    found = write_share_pictures(catalogue, drawn, tree, workers)
    return found + publish(order, assets, tree) + take_damage(order.cache)


def publish(order: Order, paths: Iterable[str], tree: Tree) -> list[Finding]:
    """Publish files by their source paths; what cannot be published is a finding."""
    kept = FileStore.below(order.cache, "media")
    publisher = MediaPublisher(order.project.root, tree.folder, kept)
    return publish_files(paths, publisher, tree, order.workers)


def carry_kept(order: Order, tree: Tree) -> list[Finding]:
    """Take over what the settings' `keep` names of the published site; tell what is left out."""
    return kept_files.carry_kept(tree, order.project.settings.keep, "mkdocs.yml")


def check_budget(order: Order, tree: Tree) -> list[Finding]:
    """Measure the pages that have changed; those over the budget of the settings are findings."""
    kept = FileStore.below(order.cache, "budget")
    return page_sizes.check_budget(order.project, tree, kept)


def check_links(order: Order, tree: Tree) -> list[Finding]:
    """Write the redirect pages, then check every link of the whole site."""
    settings = order.project.settings
    if not (settings.check_links or settings.redirects):
        return []
    from campaignkit.publish import link_check  # 0.1 s, and a site may do without

    found = link_check.write_redirects(order.project, tree)
    if not settings.check_links:
        return found
    file = order.cache / "links.sqlite"
    found += link_check.check_links(order.project, tree, order.address, file, order.workers)
    return found + take_damage(order.cache)
