"""A competition's site: tables in the right order, hidden names, and what a list file leads to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from campaignkit.content.check import check
from campaignkit.content.project import open_project
from campaignkit.kinds.competition.result import Result
from campaignkit.model.columns import columns_of
from support.engine import NOW, build_site

pytestmark = pytest.mark.site

CAMPAIGN = """\
kind: competition
title: 技能竞赛
summary: 比技能。
state: published
hosts: [ftu]
timeline: {open: 2021-03-01, close: 2021-04-01, award: 2021-06-30}
trades:
  - {id: fitter, title: 钳工, standard: 钳工（三级）, theory_weight: 30, practice_weight: 70}
venues: {shop: {name: 实训车间, address: 示例路 3 号}}
rounds: [{title: 决赛, start: 2021-04-10T09:00, end: 2021-04-10T17:00, place: shop}]
scoring: {drop_high: 1, drop_low: 1, tie_break: [minutes]}
appeal: {hours: 24, contact: {name: 仲裁组, phone: 0856-0000002}}
prizes: [{id: first, title: 一等奖, count: 1}]
"""
HEAD = (
    "编号,姓名,单位,工种,理论成绩,评委打分,用时,参赛情况,获奖,"
    "同意公开事迹,签署日期,公开范围,撤回日期"
)
ROWS = (
    "a,甲一,一厂,fitter,80,90 90 90 10,100,,,是,2021/3/1,网站,",
    "b,乙二,一厂,fitter,80,90 90 95 90,99,,first,是,2021/3/1,网站,",
    "c,丙三,二厂,fitter,99,90 99 99 99,98,,,是,2021/3/1,网站,2021/5/1",
    "d,丁四,二厂,fitter,,,,absent,,是,2021/3/1,网站,",
)


def project(root: Path, *rows: str) -> Path:
    folder = root / "campaigns" / "skills"
    folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (root / "campaigns/organisations.yml").write_text("ftu: {name: 市总工会}\n", "utf-8")
    (folder / "campaign.yml").write_text(CAMPAIGN, "utf-8")
    table = "\r\n".join([HEAD, *rows, ""])
    (folder / "results.csv").write_bytes(table.encode("gb18030"))
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("competition")
    build_site(project(root, *ROWS), root / "site")
    return root / "site" / "campaigns" / "skills"


def cells(html: str) -> list[list[str]]:
    """The text of a page's table cells, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    found = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[re.sub("<[^>]+>", "", cell).strip() for cell in row] for row in found]


def test_the_table_is_in_the_order_of_the_ranks(site: Path) -> None:
    html = (site / "ranking/index.html").read_text("utf-8")
    assert cells(html) == [
        ["名次", "姓名", "单位", "理论", "实操", "用时（分钟）", "总分", "获奖"],
        ["1", "（姓名未公开）", "—", "99", "99.00", "98", "99.00", "—"],
        ["2", "乙二", "一厂", "80", "90.00", "99", "87.00", "一等奖"],
        ["3", "甲一", "一厂", "80", "90.00", "100", "87.00", "—"],
        ["缺考", "丁四", "二厂", "—", "—", "—", "—", "—"],
    ]


def test_who_withdrew_is_nowhere_named(site: Path) -> None:
    assert not (site / "results/c").exists()
    built = [file for file in site.parents[1].rglob("*") if file.is_file()]
    assert not [file for file in built if "丙三".encode() in file.read_bytes()]


def test_a_result_has_a_page(site: Path) -> None:
    html = (site / "results/b/index.html").read_text("utf-8")
    for text in ("乙二", "一厂", "钳工", "决赛", "一等奖", "87.00", "90、90、95、90", "99"):
        assert text in html


def test_the_landing_page_tells_when_where_and_how(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    for text in (
        "钳工（三级）",
        "实训车间",
        "示例路 3 号",
        "24 小时",
        "去掉 1 个最高分",
        "用时少的",
    ):
        assert text in html
    data = json.loads(re.findall(r"application/ld\+json\">(.*?)</script>", html, re.DOTALL)[0])
    assert data["@type"] == "Event"
    assert data["subEvent"][0]["location"]["name"] == "实训车间"


def test_a_changed_row_is_read_again(tmp_path: Path) -> None:
    root = project(tmp_path, *ROWS)
    build_site(root, tmp_path / "site")
    table = root / "campaigns/skills/results.csv"
    table.write_bytes(
        table.read_bytes().replace("甲一".encode("gb18030"), "甲乙".encode("gb18030"))
    )
    build_site(root, tmp_path / "site")
    assert "甲乙" in (tmp_path / "site/campaigns/skills/results/a/index.html").read_text("utf-8")


def test_many_rows_are_several_batches(tmp_path: Path) -> None:
    rows = [ROWS[0].replace("a,甲一", f"r{n},甲{n}") for n in range(600)]
    root = project(tmp_path, *rows)
    found = check(root, NOW, open_project(root).settings, workers=1)
    assert [finding for finding in found.findings if finding.level == "error"] == []
    assert len(found.catalogue.records("skills", "results")) == 600
    assert len(found.chunks) > 1


def test_every_plain_field_of_a_result_is_a_column() -> None:
    columns = columns_of(Result)
    assert {"id", "name", "team.name", "team.members", "scores", "prize"} <= columns.keys
    assert {"consent.profile", "consent.withdrawn", "portrait.file"} <= columns.keys
    assert columns.lists == {"scores", "team.members"}
    assert columns.flags == {"consent.profile", "consent.portrait"}
    assert columns.path_of("获奖") == ("prize",)
    assert columns.path_of("scores.3") == ("scores", 2)
    assert columns.path_of("name.1") is None
