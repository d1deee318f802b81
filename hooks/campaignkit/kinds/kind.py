"""What a kind of campaign is made of. CONTRIBUTING.md shows how to add one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from campaignkit.kinds.deck_event import DeckEvent
from campaignkit.kinds.facets import FacetField
from campaignkit.kinds.figures import FigureField
from campaignkit.kinds.hall import Hall
from campaignkit.kinds.judged_work import JudgedRecords
from campaignkit.kinds.record_form import RecordForm
from campaignkit.model.calendar_entry import CalendarDate
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.rule import Rule


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of records inside a campaign.

    `name` is the folder and the segment of the URL; `title` heads the list, `noun` is one record.
    `card` gives what stays of a record; `structured` its page as schema.org data, given the page's
    full address.
    """

    name: str
    title: str
    noun: str
    model: type[Record]
    card: Callable[[Record, Campaign, Catalogue], Card]
    structured: Callable[[Record, Campaign, Card, Catalogue, str], dict[str, Any]]
    facets: tuple[FacetField, ...] = ()
    """What its lists can be filtered by, in the order of the menus."""
    icon: Literal["person", "record", "event"] = "record"
    """What stands for a record without a picture where pages of all sorts are listed."""
    target: RefTarget | None = None
    """What a reference to one of its records names, where other campaigns may refer to them."""
    deck: Callable[[Record, Campaign], DeckEvent | None] | None = None
    """For collections whose records may have slides: the event of a record that has. Their cards
    say so, too (`Card.deck`)."""
    list_file: str = ""
    """A file beside campaign.yml that may hold many of its records at once: a table (`results.csv`,
    a row a record) or a list in YAML (`questions.yml`, an item a record). Its rows and items have
    the fields of `model`, and an `id`."""
    event: Callable[[Record, Campaign], CalendarDate | None] | None = None
    """For collections whose records take place at some time: a record's place in calendars."""
    gallery: bool = False
    """Whether a list shows pictures in a grid once most of its records have one."""
    framed: bool = False
    """Whether a card shows its picture large, three to two, instead of as a small square."""
    assets: tuple[str, ...] = ()
    """What its lists and its records' pages need besides, as in `ExtraPage.assets`."""
    form: RecordForm = field(default_factory=RecordForm)
    """What its form for an office needs besides the model; see `campaignkit form`."""
    judging: JudgedRecords | None = None
    """For records that judges mark; see `campaignkit judging`."""
    not_judged: str = ""
    """Why there is nothing for judges to mark here, and what to do instead, for an editor."""


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


class ScaffoldContext(Protocol):
    """What the templates of a scaffold may ask for; see `commands.scaffold`."""

    def day(self, days: int) -> str:
        """The day so many days from today, in ISO 8601."""

    def host(self) -> str:
        """The id of an organisation of the project; a sample one is created where none is."""

    def speaker(self) -> str:
        """The id of a person who agreed to be shown; a sample one is created where none is."""

    def cards(self, collection: str) -> Iterator[Card]:
        """The cards of a collection in all campaigns; its records are read for it."""


def no_variables(campaign: Campaign, catalogue: Catalogue) -> Mapping[str, object]:
    """For kinds whose landing page needs nothing worked out."""
    del campaign, catalogue
    return {}


def no_functions(context: ScaffoldContext) -> Mapping[str, Callable[..., object]]:
    """For kinds whose scaffold asks for nothing of its own."""
    del context
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of campaign: its model, its collections, and the folder of its templates.

    `folder` holds `templates/` (`landing.html.j2`; a collection's `<name>.html.j2` and
    `<name>.card.html.j2`) and `scaffold/`. What a kind's campaigns define ids for, and the order of
    their dates, stand in the model: `Campaign.local_targets`, `Campaign.timeline_order`.
    """

    name: str
    title: str
    icon: str
    model: type[Campaign]
    folder: Path
    collections: tuple[Collection, ...] = ()
    extra_pages: tuple[ExtraPage, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Rules that hold for this kind alone; those for all kinds stand in `rules`. Scope *each* looks
    at the kind's campaigns and records only. Several kinds may name the same rule."""
    local: Callable[[Campaign, Catalogue], Mapping[str, object]] = no_variables
    """What the landing page's template may use as `local`, worked out from the cards."""
    scaffold_functions: Callable[[ScaffoldContext], Mapping[str, Callable[..., object]]] = (
        no_functions
    )
    """What the templates in `scaffold/` may call besides the functions of `ScaffoldContext`."""
    assets: tuple[str, ...] = ()
    """What the landing page needs besides, as in `ExtraPage.assets`."""
    figures: tuple[FigureField, ...] = ()
    """What the landing page draws of its records, where there are enough of them."""
    structured: Callable[[Campaign, Catalogue], Mapping[str, Any]] | None = None
    """The landing page as schema.org data; its `url` is added where it is known."""
    hall: Hall | None = None
    """For kinds that have an event to be run in a hall from one file; see `slides export`."""

    @property
    def scaffold(self) -> Path:
        """The folder that `campaignkit new` copies."""
        return self.folder / "scaffold"

    def collection(self, name: str) -> Collection | None:
        """A collection by its name."""
        return next((c for c in self.collections if c.name == name), None)
