"""One build, in the order of its steps, for whichever engine renders the Markdown.

build = Build(...)
findings = build.read()          # check the content, render records into fragments
pages = build.pages()            # Markdown for the engine, shells among it
build.take_shell(path, html)     # for each shell, what the engine made of it
findings = build.write(site)     # stamp the records, publish pictures and files
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from campaignkit.check import Checked, check
from campaignkit.findings import Finding, in_order
from campaignkit.kinds import kind_named
from campaignkit.model.addresses import page_uri
from campaignkit.pages.media import Publisher, publish_files
from campaignkit.pages.records import Rendered, Stamper, Visitor, neighbours
from campaignkit.pages.shell import Markers, Shell, cut
from campaignkit.pages.site import Pages, build_pages, home_block
from campaignkit.parallel import spread
from campaignkit.project import Project

CACHE = ".campaignkit"
"""Folder in the project for what may be deleted at any time."""

HOME_MARK = "<!-- campaigns -->"
"""Where a page in site_src asks for the list of campaigns."""


@dataclass
class Build:
    """The state of one build. `site_url` ends with a slash, or is empty."""

    project: Project
    as_of: datetime
    site_url: str = ""
    preview: bool = False
    workers: int | None = None
    checked: Checked | None = None
    shells: dict[tuple[str, str], Shell] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)
    _pages: Pages = field(default_factory=Pages)
    _spool: tempfile.TemporaryDirectory[str] | None = None

    def read(self) -> list[Finding]:
        """Check all content; records are rendered into fragments in the same pass."""
        self._spool = tempfile.TemporaryDirectory(prefix="campaignkit-")
        self.checked = check(
            self.project.root,
            self.as_of,
            self.project.settings,
            preview=self.preview,
            visit=Visitor(Path(self._spool.name), self.site_url),
            workers=self.workers,
        )
        return in_order((*self.project.findings, *self.checked.findings))

    def pages(self) -> Pages:
        """The Markdown of all pages but the records'."""
        self._pages = build_pages(self._checked.catalogue, self.site_url)
        self.assets |= self._pages.assets
        return self._pages

    def source_paths(self) -> Iterable[tuple[str, str]]:
        """Source paths that Markdown may link to, with the addresses of their pages."""
        catalogue = self._checked.catalogue
        paths = [campaign.document.path for campaign in catalogue.visible_campaigns()]
        paths += [person.document.path for person in catalogue.visible_people()]
        paths += [card.path for card in catalogue.shown_cards()]
        for path in paths:
            uri = page_uri(path)
            if uri:
                yield path, uri

    def theme_view(self) -> dict[str, object]:
        """What the theme's overrides may ask for, on any page."""
        return {
            "settings": self.project.settings,
            "as_of": self.as_of,
            "is_shell": self.is_shell,
            "record_uris": lambda: [card.uri for card in self._checked.catalogue.shown_cards()],
        }

    def home(self, markdown: str) -> str:
        """A page of site_src with the list of campaigns where it asks for it."""
        if HOME_MARK not in markdown:
            return markdown
        block, assets = home_block(self._checked.catalogue, self.site_url)
        self.assets |= assets
        return markdown.replace(HOME_MARK, block)

    def is_shell(self, path: str) -> bool:
        """Whether a Markdown page is a shell, which is not itself published."""
        return path in self._pages.shells

    def take_shell(self, path: str, html: str) -> None:
        """Cut what the engine made of a shell's page."""
        campaign, collection = self._pages.shells[path]
        self.shells[campaign, collection] = cut(html, Markers.of(f"{campaign}/{collection}"))

    def write(self, site: Path) -> list[Finding]:
        """Stamp every record and publish every file that a page shows, below `site`."""
        catalogue = self._checked.catalogue
        batches = [
            rendered
            for rendered in self._checked.visited
            if isinstance(rendered, Rendered)
            and catalogue.visible(catalogue.campaigns[rendered.campaign])
        ]
        stamper = Stamper(site, self.shells, self._after(batches))
        for _ in spread(stamper, batches, self.workers):
            pass
        self.assets.update(*(rendered.assets for rendered in batches))
        publisher = Publisher(self.project.root, site, self.project.root / CACHE / "media")
        return publish_files(self.assets, publisher, self.workers)

    def close(self) -> None:
        """Drop the spooled fragments."""
        if self._spool:
            self._spool.cleanup()

    @property
    def _checked(self) -> Checked:
        assert self.checked is not None, "read() comes first"
        return self.checked

    def _after(self, batches: Iterable[Rendered]) -> dict[tuple[str, str], dict[str, str]]:
        """For each collection and record, what follows its body: the way to its neighbours."""
        from campaignkit.pages.environment import environment

        template = environment().get_template("record_after.html.j2")
        catalogue = self._checked.catalogue
        after: dict[tuple[str, str], dict[str, str]] = {}
        for key in {(rendered.campaign, rendered.collection) for rendered in batches}:
            kind = kind_named(catalogue.campaigns[key[0]].kind)
            collection = kind.collection(key[1])
            noun = collection.noun if collection else ""
            after[key] = {
                record: template.render(
                    root="../" * 4,
                    noun=noun,
                    previous=beside.previous,
                    following=beside.following,
                )
                for record, beside in neighbours(catalogue.listed(*key)).items()
            }
        return after

