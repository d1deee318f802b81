"""Home, the list of all campaigns, pages of years, and the editions of a series."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from campaignkit.content.load import load
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.settings import Settings
from campaignkit.model.status import Status, phases, status_at
from campaignkit.search import name_order
from campaignkit.site import overview
from campaignkit.site.landing import data_pages
from support.case import ORGANISATIONS

ZONE = ZoneInfo("Asia/Shanghai")
SETTINGS = Settings.model_validate({"publisher": {"name": "测试"}})
STUDY = """kind: study
title: 学习{year}
summary: 一个专题。
state: published
hosts: [ftu]
timeline: {{open: {year}-04-01, close: {year}-06-01}}
topics: [{{id: a, title: 专题, readings: [{{title: 书, author: 某某}}]}}]
updates: [{{date: {year}-04-02, text: 开始。}}, {{date: {year}-05-30, text: 快完了。}}]
"""
HONOUR = """kind: honour
title: 评选
summary: 评选。
state: published
hosts: [ftu]
timeline: {open: 2021-03-01, close: 2021-04-01, review: 2021-04-10, award: 2021-09-01}
notice:
  start: 2021-05-12
  end: 2021-05-20
  objection: {name: 部, phone: 0856-0000000, address: 路}
awards: [{id: a, title: 奖, level: city, count: 3}]
"""


def catalogue_of(root: Path, day: str) -> Catalogue:
    files = {"organisations.yml": ORGANISATIONS, "medal/campaign.yml": HONOUR}
    for year in (2019, 2020, 2021):
        files[f"{year}-study/campaign.yml"] = STUDY.format(year=year)
    for name, text in files.items():
        file = root / "campaigns" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return load(root, datetime.fromisoformat(day).replace(tzinfo=ZONE), SETTINGS).catalogue


def groups(catalogue: Catalogue) -> dict[str, list[str]]:
    found = overview.status_groups(overview.current(catalogue), catalogue.as_of)
    return {group.key: [campaign.id for campaign in group.campaigns] for group in found}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2021-02-28", Status.UPCOMING),
        ("2021-03-01", Status.RUNNING),
        ("2021-04-05", Status.CLOSED),
        ("2021-04-10", Status.JUDGING),
        ("2021-05-12", Status.NOTICE),
        ("2021-05-21", Status.DECIDED),
        ("2021-09-02", Status.OVER),
    ],
)
def test_judging_begins_with_its_date_and_the_end_comes_after_the_award(
    tmp_path: Path, day: str, status: Status
) -> None:
    catalogue = catalogue_of(tmp_path, day)
    assert status_at(catalogue.campaigns["medal"], catalogue.as_of) is status


def test_phases_stand_in_the_order_of_time(tmp_path: Path) -> None:
    def starts(campaign: Campaign) -> list[datetime]:
        return [phase.start for phase in phases(campaign)]

    for campaign in catalogue_of(tmp_path, "2021-05-01").campaigns.values():
        assert starts(campaign) == sorted(starts(campaign)), campaign.id


def test_home_shows_what_is_on_and_the_year_that_has_begun(tmp_path: Path) -> None:
    assert groups(catalogue_of(tmp_path, "2021-05-15")) == {
        "now": ["2021-study"],
        "upcoming": [],
        "deciding": ["medal"],
        "over": [],
    }


def test_the_latest_year_stays_on_home_until_another_begins(tmp_path: Path) -> None:
    assert groups(catalogue_of(tmp_path, "2023-01-01"))["over"] == ["2021-study", "medal"]
    assert groups(catalogue_of(tmp_path, "2020-12-31")) == {
        "now": [],
        "upcoming": ["medal", "2021-study"],
        "deciding": [],
        "over": ["2020-study"],
    }


def test_news_of_the_future_waits_for_its_day(tmp_path: Path) -> None:
    def news(day: str) -> list[str]:
        found = overview.latest_news(catalogue_of(tmp_path, day))
        return [item.update.date.isoformat() for item in found]

    assert news("2021-05-29")[:2] == ["2021-04-02", "2020-05-30"]
    assert news("2021-05-30")[0] == "2021-05-30"


def test_each_year_has_a_page_and_editions_know_one_another(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, "2021-05-15")
    pages = {page.uri: page for page in data_pages(catalogue)}
    assert {f"campaigns/{year}/" for year in (2019, 2020, 2021)} <= set(pages)
    held = pages["campaigns/2021/"].variables["sorts"]
    assert [(title, [c.id for c in found]) for title, found in held] == [  # type: ignore[attr-defined]
        ("学习教育", ["2021-study"]),
        ("评选表彰", ["medal"]),
    ]
    series = overview.editions(catalogue.visible_campaigns())
    assert [campaign.id for campaign in series["2020-study"]] == [
        "2019-study",
        "2020-study",
        "2021-study",
    ]
    assert "medal" not in series


def test_people_stand_in_the_order_of_pinyin_with_surnames_read_as_such() -> None:
    names = ["张三", "示例·安小满", "单小红", "曾国英", "Zoe", "李四", "示例·李一"]
    assert sorted(names, key=name_order) == [
        "示例·安小满",
        "李四",
        "示例·李一",
        "单小红",
        "曾国英",
        "张三",
        "Zoe",
    ]
