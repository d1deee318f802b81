"""参观路线：a kind of campaign for tests, with one of everything that a kind can have.

CONTRIBUTING.md points here. `add_toy` puts it beside the others for one test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field

from campaignkit import kinds
from campaignkit.kinds.facets import FacetField, as_listed
from campaignkit.kinds.kind import Collection, ExtraPage, Kind, PageItem, ScaffoldContext
from campaignkit.kinds.naming import mentions
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.fields import Id, LocalId, Model, PersonId, Positive, RecordRef, Ref, Text
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.rule import Rule
from support.toy_kind import too_long

ROUTE = local_target("route", "路线", "routes")
STOP = RefTarget("stop", "站点", "写成 活动编号/站点编号", is_record=True)


class Route(Model):
    """路线。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]


class Tour(Campaign):
    """参观。"""

    local_targets: ClassVar[tuple[RefTarget, ...]] = (ROUTE,)

    kind: Literal["tour"]
    routes: Annotated[tuple[Route, ...], Field(title="路线")] = ()


class Stop(Record):
    """站点：stops/<编号>.yml。"""

    collection: ClassVar[str] = "stops"

    title: Annotated[Text, Field(title="名称")]
    route: Annotated[LocalId, Ref(ROUTE), Field(title="路线编号")]
    minutes: Annotated[Positive, Field(title="分钟")]
    guide: Annotated[PersonId, Field(title="讲解人")]
    then: Annotated[RecordRef | None, Ref(STOP), Field(title="下一站")] = None

    @property
    def label(self) -> str:
        """The stop's title."""
        return self.title


def stop_card(record: Record, campaign: Campaign, catalogue: Catalogue) -> Card:
    """The card of a stop, route by route."""
    del catalogue
    assert isinstance(record, Stop)
    routes = campaign.local_titles(ROUTE)
    return Card(
        campaign=campaign.id,
        collection=record.collection,
        id=record.id,
        title=record.title,
        subtitle=f"{record.minutes} 分钟",
        order=(list(routes).index(record.route) if record.route in routes else 0, record.id),
        facets={"route": (routes.get(record.route, ""),)},
        mentions=mentions(record, {"guide": "讲解"}),
    )


def structured(
    record: Record, campaign: Campaign, card: Card, catalogue: Catalogue, url: str
) -> dict[str, Any]:
    """A stop as schema.org Place."""
    del record, campaign, catalogue
    return {"@context": "https://schema.org", "@type": "Place", "name": card.title, "url": url}


def plan(campaign: Campaign, catalogue: Catalogue) -> Iterator[PageItem]:
    """One page with all stops."""
    stops = catalogue.listed(campaign.id, Stop.collection)
    yield PageItem("plan", f"行程 · {campaign.title}", campaign.summary, {"stops": stops})


def scaffold_functions(context: ScaffoldContext) -> Mapping[str, Callable[..., object]]:
    """`stops()`: how many stops the project has."""
    return {"stops": lambda: len(list(context.cards(Stop.collection)))}


TOY = Kind(
    name="tour",
    title="参观路线",
    icon="material/map-outline",
    model=Tour,
    folder=Path(__file__).parent,
    extra_pages=(ExtraPage("plan.html.j2", plan),),
    rules=(Rule(too_long.ID, each=too_long.each),),
    scaffold_functions=scaffold_functions,
    collections=(
        Collection(
            name="stops",
            title="站点",
            noun="站点",
            model=Stop,
            card=stop_card,
            structured=structured,
            facets=(FacetField("route", "路线", as_listed),),
            target=STOP,
        ),
    ),
)


def add_toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program know the toy kind until the test is over."""
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, TOY))
