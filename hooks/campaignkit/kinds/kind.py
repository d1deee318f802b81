"""What a kind of campaign is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Record
from campaignkit.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of records inside a campaign.

    `name` is the folder and the segment of the URL; `title` heads the list, `noun` is one record.
    `card` is what stays of a record; `structured` is its page as schema.org data, given the page's
    full address. `facets` are the words its lists filter by, with their
    titles.
    """

    name: str
    title: str
    noun: str
    model: type[Record]
    card: Callable[[Record, Campaign, Catalogue], Card]
    structured: Callable[[Record, Campaign, Card, Catalogue, str], dict[str, Any]]
    facets: tuple[tuple[str, str], ...] = ()
    icon: Literal["person", "record", "event"] = "record"
    """What stands for a record without a picture where pages of all sorts are listed."""


Layout = Literal["record", "sections", "wide", "roll", ""]
"""Width and shape of a page's column; `sections` and `roll` have room for a row of contents."""


@dataclass(frozen=True, slots=True)
class PageItem:
    """One page made from data.

    `uri` is its address below the campaign's, without slashes at either end (`topics/one`). `title`
    stands in the window's title and in search, `heading` (by default the title) is the page's
    `<h1>`, `crumb` (by default the heading) the last step of the breadcrumb. `context` is what the
    template may use besides `view`, `page`, `campaign`, `kind`, `collections` and `local`; it may
    hold cards, entities, parts of models, dataclasses, plain values, and lists and dicts of these.
    `structured` is the page as schema.org data; its `url` is added where the site's address is
    known. `files` are published beside the page, by name (`questions.json`).
    """

    uri: str
    title: str
    description: str
    context: Mapping[str, object] = field(default_factory=dict)
    heading: str = ""
    crumb: str = ""
    structured: Mapping[str, Any] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExtraPage:
    """Pages of a kind besides landing page, lists and records.

    Declaring one here is all there is to do: each item is rendered with `template` (a `.html.j2` in
    the kind's `templates/`, best one that extends `page.html.j2`), stamped into the site's frame,
    kept until what it is made from changes, found by search, listed in the sitemap, link-checked,
    and in the preview made when the browser asks for it.

        ExtraPage("notice.html.j2", notice)

        def notice(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
            yield PageItem("notice", f"{campaign.title}公示", "拟表彰名单", {"cards": cards})

    A page is rendered again when its item or its campaign changes, or what it asked `view` for:
    people, other campaigns, files, links. So a template takes these from `view` or from the item,
    and never from `view.catalogue.people` or `.campaigns`. The row of links to the sections of the
    page stands at `<!-- contents -->`: to every `<h2 id="…">` of the template's own.

    `search` says whether all of a page's words are found (`full`), only its title, or nothing.
    `assets` are names of files in `theme/assets/campaignkit/` that the page needs besides those of
    every page: style sheets (`.css`) and scripts (`.js`, deferred).
    """

    template: str
    items: Callable[[Campaign, Catalogue], Iterable[PageItem]]
    layout: Layout = "record"
    search: Literal["full", "title", "none"] = "full"
    assets: tuple[str, ...] = ()


def nothing_local(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """For kinds whose landing page needs nothing worked out."""
    del campaign, catalogue
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of campaign: its model, its collections, and the folder of its templates."""

    name: str
    title: str
    icon: str
    model: type[Campaign]
    folder: Path
    collections: tuple[Collection, ...] = ()
    extra_pages: tuple[ExtraPage, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Rules that hold for this kind alone; those for all kinds stand in `rules`."""
    local: Callable[[Campaign, Catalogue], Mapping[str, object]] = nothing_local
    """What the landing page's template may use, worked out from the cards."""
    structured: Callable[[Campaign, Catalogue], Mapping[str, Any]] | None = None
    """The landing page as schema.org data; its `url` is added where it is known."""

    @property
    def scaffold(self) -> Path:
        """The folder that `campaignkit new` copies."""
        return self.folder / "scaffold"

    def collection(self, name: str) -> Collection | None:
        """A collection by its name."""
        return next((c for c in self.collections if c.name == name), None)
