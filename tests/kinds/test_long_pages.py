"""Pages of very many records: each name and row once, on pages of a few hundred."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from campaignkit.kinds.activity.model import Activity
from campaignkit.kinds.activity.pages import ONE_SHEET, directory
from campaignkit.kinds.competition.card import ResultFacts
from campaignkit.kinds.competition.model import Competition
from campaignkit.kinds.competition.pages import ONE_RANKING, ranking
from campaignkit.kinds.honour.model import Honours
from campaignkit.kinds.honour.pages import ONE_ROLL, roll
from campaignkit.kinds.paging import PAGE
from campaignkit.model.campaign import Campaign
from campaignkit.model.card import Card
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.settings import Settings
from campaignkit.source import Document

AS_OF = datetime(2021, 9, 14, tzinfo=UTC)


def _catalogue(campaign: Campaign, collection: str, cards: list[Card]) -> Catalogue:
    campaign.placed("big", Document("campaigns/big/campaign.yml", "", {}))
    shelves: Mapping[str, Mapping[str, Mapping[str, Card]]] = {
        "big": {collection: {card.id: card for card in cards}}
    }
    return Catalogue(Path(), AS_OF, Settings(), {"big": campaign}, cards=shelves)


def _roll(names: int) -> tuple[Honours, Catalogue]:
    campaign = Honours.model_construct(title="表彰", awards=())
    cards = [
        Card(
            "big",
            "profiles",
            f"p{n}",
            f"某{n}",
            facets={
                "award": ("奖章" if n % 2 else "标兵",),
                "year": ("2021年",),
                "region": ("甲区",) if n % 3 else (),
            },
            state="awarded",
        )
        for n in range(names)
    ]
    return campaign, _catalogue(campaign, "profiles", cards)


def test_a_short_roll_is_one_page_with_every_grouping() -> None:
    (page,) = roll(*_roll(ONE_ROLL))
    views = page.context["views"]
    assert isinstance(views, list)
    anchors = [anchor for _, anchor, _ in views]
    assert anchors == ["by-award", "by-year", "by-region", "by-trade"]


def test_a_long_roll_has_a_page_for_each_grouping_that_parts_it() -> None:
    pages = list(roll(*_roll(ONE_ROLL + 1)))
    assert [page.uri for page in pages] == ["roll", "roll/by-region"]
    parts = pages[1].context["parts_of"]
    assert isinstance(parts, list)
    assert [(part.title, part.size) for part in parts] == [("甲区", 100), ("其他", 51)]


def test_a_very_long_roll_goes_on_and_says_each_name_once() -> None:
    pages = [page for page in roll(*_roll(2 * PAGE + 1)) if "by-" not in page.uri]
    assert [page.uri for page in pages] == ["roll", "roll/2", "roll/3"]
    assert len({page.title for page in pages}) == 3
    names = [
        card.id
        for page in pages
        for part in page.context["parts_of"]  # type: ignore[attr-defined]
        for card in part.items
    ]
    assert len(names) == len(set(names)) == 2 * PAGE + 1


def _results(rows: int) -> tuple[Competition, Catalogue]:
    campaign = Competition.model_construct(title="竞赛", trades=(), rounds=(), prizes=())
    cards = [
        Card(
            "big",
            "results",
            f"r{n}",
            f"某{n}",
            order=(n,),
            state="finished",
            extra=ResultFacts(
                (f"某{n}", ""),
                "fitter" if n % 4 else "welder",
                "",
                0,
                (Decimal(rows - n),),
                str(rows - n),
                *("",) * 6,
            ),
        )
        for n in range(rows)
    ]
    return campaign, _catalogue(campaign, "results", cards)


def test_a_ranking_is_one_page_where_it_can_be() -> None:
    (page,) = ranking(*_results(ONE_RANKING))
    assert page.uri == "ranking"
    assert page.context["starts"] == []


def test_a_long_ranking_goes_on_from_page_to_page() -> None:
    pages = list(ranking(*_results(ONE_RANKING + 1)))
    assert [page.uri for page in pages] == ["ranking", "ranking/2"]
    first, second = (page.context["tables"] for page in pages)
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert sum(len(table["rows"]) for table in first) == PAGE
    rows = [row.card.id for table in (*first, *second) for row in table["rows"]]
    assert len(rows) == len(set(rows)) == ONE_RANKING + 1
    ranks = [row.rank for table in second for row in table["rows"]]
    assert ranks[0] == PAGE - 101 + 1  # 101 welders stand before the fitters


def test_a_region_of_very_many_services_goes_on() -> None:
    campaign = Activity.model_construct(title="服务", venues={})
    cards = [
        Card("big", "services", f"s{n}", f"第{n}站", facets={"region": ("甲区",)})
        for n in range(ONE_SHEET + 5)
    ]
    index, *pages = directory(campaign, _catalogue(campaign, "services", cards))
    assert index.context["further"] == [("甲区", ONE_SHEET + 5, "directory/1")]
    assert [page.uri for page in pages] == ["directory/1", "directory/1/2"]
    assert [page.context["total"] for page in pages] == [ONE_SHEET, 5]
