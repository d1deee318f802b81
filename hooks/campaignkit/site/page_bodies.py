"""Pages without a site around them: what an office prints, signs or sends elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult
from campaignkit.content.load import Batch
from campaignkit.site.landing import data_pages
from campaignkit.site.page import Inputs, Page
from campaignkit.site.pages import PageRenderer
from campaignkit.site.pieces import without_offer
from campaignkit.site.records import Fragment, Renderer


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page as readers will see it, but for navigation around it.

    `uri` is its address below the site's root, `html` its body, `assets` the source paths of the
    files that it shows.
    """

    uri: str
    title: str
    description: str
    html: str
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBodies:
    """The pages of checked content. What a build would not show is not here either."""

    checked: CheckResult
    site_url: str = ""

    def campaign(self, campaign: str) -> Iterator[PageBody]:
        """The landing page of a campaign, then the pages that its kind declares; no calendars."""
        base = f"campaigns/{campaign}/"
        for page in data_pages(self.checked.catalogue):
            dates = page.uri.startswith(f"{base}calendar/")
            if page.uri.startswith(base) and not (page.bare or dates):
                yield self._made(page)

    def person(self, person: str) -> PageBody | None:
        """The page of a person; None for one who is not shown."""
        pages = data_pages(self.checked.catalogue)
        found = next((page for page in pages if page.uri == f"people/{person}/"), None)
        return self._made(found) if found else None

    def records(self, campaign: str) -> Iterator[PageBody]:
        """The pages of a campaign's records."""
        for batch in self.checked.loaded.batches:
            if batch.campaign == campaign:
                yield from filter(None, (self._record(batch, record) for record in batch.ids))

    def record(self, campaign: str, record: str) -> PageBody | None:
        """The page of one record; None where there is none, or where it is not shown."""
        for batch in self.checked.loaded.batches:
            if batch.campaign == campaign and record in batch.ids:
                return self._record(batch, record)
        return None

    def _record(self, batch: Batch, record: str) -> PageBody | None:
        catalogue = self.checked.catalogue
        campaign = catalogue.campaigns.get(batch.campaign)
        if campaign is None or not catalogue.visible(campaign):
            return None
        job = BatchJob(catalogue, None, Renderer(self.site_url), {})
        entry, payload = job.checker(batch).look(record)
        if entry.card is None or not payload:
            return None
        assets = entry.spooled.assets if entry.spooled else ()
        return _body(entry.card.uri, Fragment.of(payload), assets)

    def _made(self, page: Page) -> PageBody:
        inputs = Inputs.of(self.checked.catalogue, ())
        kept, payload = PageRenderer(inputs, self.site_url)(page)
        return _body(page.uri, Fragment.of(payload), kept.assets)


def _body(uri: str, part: Fragment, assets: tuple[str, ...]) -> PageBody:
    return PageBody(uri, part.title, part.description, without_offer(part.body), assets)
