"""Pages made from data: rendered where they have changed, kept, and stamped onto their shells.

pages = data_pages(catalogue, decks)               which there are, and what they are made from
rendered = render_pages(pages, renderer, store)    what has changed is rendered, over the cores
write_pages(pages, rendered, shells, tree)         what is not yet in the tree is stamped
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from campaignkit.base.fact_store import FactStore
from campaignkit.base.fingerprint import digest
from campaignkit.base.pool import map_parallel
from campaignkit.base.progress import followed
from campaignkit.publish.output import Tree
from campaignkit.search import plain_text
from campaignkit.site.environment import environment
from campaignkit.site.page import Inputs, Page
from campaignkit.site.pieces import without_offer
from campaignkit.site.records import Fragment, stamp
from campaignkit.site.shell import Shell, ShellKey
from campaignkit.site.view import Question, View

CONTENTS = "<!-- contents -->"
"""Where a template wants the row of links to its sections."""

FEW_SECTIONS = 2
"""Sections up to which a page is short enough to go without a row of links."""

MANY = 24
"""Pages below which starting processes takes longer than rendering them."""

_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_HEADER = re.compile(r'<nav class="ck-breadcrumb".*?</nav>|<h1\b.*?</h1>', re.DOTALL)


class MadePage(NamedTuple):
    """What is kept of a rendered page besides its fragment.

    `key` is `Inputs.page_key`, `answers` what the view was asked while it was rendered; the
    fragment holds as long as both are the same. `digest` is the fragment's own. `assets` are source
    paths of files that the page shows; `text` are its words for search.
    """

    key: bytes
    answers: tuple[tuple[Question, object], ...]
    digest: bytes
    assets: tuple[str, ...]
    text: str

    def holds(self, key: bytes, inputs: Inputs) -> bool:
        """Whether the page would be rendered to the same fragment."""
        return self.key == key and all(inputs.answer(one) == said for one, said in self.answers)


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """Renders pages; runs in any process. `site_url` is where the site will stand, or empty."""

    inputs: Inputs
    site_url: str

    def __call__(self, page: Page) -> tuple[MadePage, bytes]:
        """Render one page: what is to be kept of it, and its fragment."""
        view = View(self.inputs.catalogue, page.uri, self.site_url, asked=set())
        if page.bare and self.site_url and not page.uri.endswith(".html"):
            view.root = self.site_url  # whoever reads it is not on the site
        structured = page.structured and {**page.structured, **self._address(view)}
        variables = {**page.variables, "view": view, "page": page, "structured": structured}
        body = environment().get_template(page.template).render(variables)
        part = Fragment(
            path=page.uri if page.bare else page.shell.path(page.uri),
            title=page.title,
            description=page.description,
            head="" if page.bare else self._head(variables),
            body=with_contents(body),
        )
        payload = part.payload()
        asked = sorted(view.asked or ())
        answers = tuple((question, self.inputs.answer(question)) for question in asked)
        text = (
            plain_text(_HEADER.sub("", without_offer(body)))
            if page.found and page.found.full
            else ""
        )
        key = self.inputs.page_key(page)
        kept = MadePage(key, answers, digest(payload), tuple(sorted(view.assets)), text)
        return kept, payload

    @staticmethod
    def _head(variables: Mapping[str, object]) -> str:
        return environment().get_template("page_head.html.j2").render(variables)

    @staticmethod
    def _address(view: View) -> dict[str, str]:
        return {"url": view.absolute} if view.absolute else {}


@dataclass(frozen=True, slots=True)
class _RenderJob:
    """Renders one of some pages by its number, so that a forked worker is sent nothing else."""

    renderer: PageRenderer
    pages: Sequence[Page]

    def __call__(self, number: int) -> tuple[MadePage, bytes]:
        return self.renderer(self.pages[number])


def with_contents(body: str) -> str:
    """Put the row of links to the `<h2 id="…">` of a page where it asks for it, if it has many.

    Headings inside prose have no ids and are not listed; nor can prose hold the mark, a comment.
    """
    if CONTENTS not in body:
        return body
    # A heading of our own template: its text is escaped already.
    sections = [(match[1], Markup(match[2])) for match in _SECTION.finditer(body)]
    row = ""
    if len(sections) > FEW_SECTIONS:
        row = environment().get_template("contents.html.j2").render(sections=sections)
    return body.replace(CONTENTS, row, 1)


@dataclass(frozen=True, slots=True)
class RenderedPages:
    """Every page by its address, and the fragments of those that were rendered just now."""

    made: Mapping[str, MadePage]
    fresh: Mapping[str, bytes]
    store: FactStore
    renderer: PageRenderer

    def fragment(self, page: Page) -> Fragment:
        """The fragment of a page; it is rendered again where the kept one is damaged."""
        payload = self.fresh.get(page.uri) or self.store.payload(page.uri)
        if payload is None or digest(payload) != self.made[page.uri].digest:
            _, payload = self.renderer(page)
        return Fragment.of(payload)


def render_pages(
    pages: Sequence[Page], renderer: PageRenderer, store: FactStore, workers: int | None
) -> RenderedPages:
    """Render the pages that do not hold any more, and keep them."""
    cached = store.recall()
    inputs = renderer.inputs
    made: dict[str, MadePage] = {}
    stale = []
    for page in pages:
        kept = cached.get(page.uri)
        if isinstance(kept, MadePage) and kept.holds(inputs.page_key(page), inputs):
            made[page.uri] = kept
        else:
            stale.append(page)
    job = _RenderJob(renderer, stale)
    rendered = map_parallel(job, range(len(stale)), workers if len(stale) >= MANY else 1)
    fresh: dict[str, bytes] = {}
    for page, (kept, payload) in zip(
        stale, followed(rendered, len(stale), "生成活动页"), strict=True
    ):
        made[page.uri], fresh[page.uri] = kept, payload
    rows = ((uri, made[uri], payload) for uri, payload in fresh.items())
    store.keep(rows, cached.keys() - {page.uri for page in pages})
    return RenderedPages(made, fresh, store, renderer)


def write_pages(
    pages: Iterable[Page],
    rendered: RenderedPages,
    shells: Mapping[ShellKey, Shell],
    tree: Tree,
) -> set[str]:
    """Stamp the pages that are not yet in the tree; source paths of the files that all show."""
    shown: set[str] = set()
    for page in pages:
        kept = rendered.made[page.uri]
        shell = None if page.bare else shells[page.shell]
        path = page.uri if page.bare else f"{page.uri}index.html"
        key = digest(shell.key if shell else b"", kept.digest)
        if not tree.has(path, key):
            part = rendered.fragment(page)
            tree.write(path, key, stamp(shell, part) if shell else part.body.encode())
        for name, data in page.files.items():
            tree.put(f"{page.uri}{name}", data)
        shown.update(kept.assets)
    return shown
