"""Whatever an editor may write stands on a page, or is named here as kept from readers."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image
from pydantic import BaseModel

from campaignkit.kinds import KINDS
from campaignkit.model.outline import keys_of
from campaignkit.model.people import Organisation, Person
from support.site import run_mkdocs, site_case, write_site

KEPT = {"简称甲", "机械", "碧江", "审校意见", "人物的公开范围", "作品的公开范围"}
"""For the house alone: what a search in the content finds, what reviewers said, and where a consent
is valid (an honour's profile says that)."""

SELDOM = {"deck", "fingerprint", "withdrawn"}
"""Keys that the case leaves out: decks have sites of their own, withdrawn consents too."""

PICTURES = (
    *("people/portraits/zhang-san", "essay/media/cover", "medal/media/li", "night/media/one"),
    "skill/media/two",
    *("help/media/one", "help/media/two"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site(site_case("full"), tmp_path_factory.mktemp("full"))
    for name in PICTURES:
        file = root / "campaigns" / f"{name}.png"
        file.parent.mkdir(exist_ok=True)
        Image.new("RGB", (40, 30), "red").save(file)
    result = run_mkdocs(root, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return root


def _contents(root: Path) -> Iterator[tuple[str, str | None]]:
    """Every key of the content, and with each leaf its text."""
    for file in sorted((root / "campaigns").rglob("*.yml")):
        yield from _leaves(yaml.load(file.read_text("utf-8"), yaml.BaseLoader), "")


def _leaves(data: object, key: str) -> Iterator[tuple[str, str | None]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield name, None
            yield from _leaves(value, name)
    elif isinstance(data, list):
        for item in data:
            yield from _leaves(item, key)
    else:
        yield key, str(data)


def _keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Every key of a model and of the models in it."""
    if model in seen:
        return
    seen.add(model)
    for key, field in keys_of(model).items():
        yield key
        for inner in _models(field.annotation):
            yield from _keys(inner, seen)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


@pytest.mark.site
def test_the_case_has_every_field(site: Path) -> None:
    written = {key for key, _ in _contents(site)}
    models = [Person, Organisation]
    for kind in KINDS:
        models += [kind.model, *(collection.model for collection in kind.collections)]
    known = {key for model in models for key in _keys(model, set())}
    assert {"objection", "criteria", "min", "moved_from"} <= known
    assert known - written == SELDOM


@pytest.mark.site
def test_every_text_stands_on_a_page(site: Path) -> None:
    pages = html.unescape(
        "\n".join(file.read_text("utf-8") for file in (site / "site").rglob("*.html"))
    )
    texts = {text for _, text in _contents(site) if text and not text.isascii()}
    assert len(texts) > 90
    assert {text for text in texts if text not in pages} == KEPT


@pytest.mark.site
@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("people/zhang-san", ["女", "1979 年", "2011", "省级", "装备工会", "一等奖项", "主讲"]),
        ("campaigns/essay", ["限报 19 件", "801 至 2501 字", ">23<", "隐去", "人工智能生成"]),
        ("campaigns/essay", ["mailto:send@example.org?subject=%E6%8A%95", "https://example.org/"]),
        ("campaigns/essay/entries/one", ["1037.5 效益的单位", "2021年1月9日", "2021年1月10日"]),
        ("campaigns/essay/entries/two", ["文件里的内容。"]),
        ("campaigns/study", ["31", "2021年4月11日起", "2021年4月21日前", "阅读 1 种"]),
        ("campaigns/study/topics/one", ["第 31 周", "ISBN 9787010000015", "必读", "征文的名称"]),
        ("campaigns/study/topics/two", ["2021年4月11日</time> 起"]),
        ("campaigns/study/topics/three", ["2021年4月21日</time> 前"]),
        ("campaigns/talks", ["137 座", "已改期", "5月12日"]),
        ("campaigns/talks/sessions/first", ["原定 2021年5月10日09:07", "16:02", "83 人", "14:37"]),
        ("campaigns/talks/sessions/first", ["https://example.org/recording", "handout.txt"]),
        ("campaigns/medal", ["个人奖项：比例的类别不少于 37%", "县级", "集体", ">29<"]),
        (
            "campaigns/night",
            ["最多答 53 次", "47 分钟", "满分 43 分", "41 分及格", ">59<", "15:34"],
        ),
        ("campaigns/night", ["环节的名称 1 题，每题 61 分、33 秒，答错不扣分"]),
        ("campaigns/night/questions/one", ["较难", "样题", "2021年1月6日", "2017 年", "A. 对的"]),
        ("campaigns/night/questions/one", ["https://example.org/law", "单选题"]),
        ("campaigns/skill", ["37%", "63%", "前 17 名", "617</strong> / 1013", "完成 60%", ">67<"]),
        (
            "campaigns/skill",
            ["2 个最高分", "120 分", "3 位小数", "用时少的在前", "19 小时", "07:31"],
        ),
        ("campaigns/skill", ["2021年3月29日", "https://example.org/goal", "71 个位置", "10:36"]),
        ("campaigns/skill/ranking", ["101.5", "93.125", "4.75", "143", "91.474", "比武的奖项"]),
        ("campaigns/skill/notice", ["0856-0000015", "0856-0000016", "2021年3月11日", "83.500"]),
        ("campaigns/skill/results/one", ["第 1 名", "91.25、92.75、93.5", "2021年1月7日"]),
        ("campaigns/skill/results/team", ["队员甲、队员乙", "拟授奖项", "83.5"]),
        ("campaigns/help", ["夏送清凉", "67 座", "服务场地的设施", "数字的名称 73 数字的单位"]),
        (
            "campaigns/help/events/one",
            ["原定 2021年3月5日09:09", "11:08", "71 人", "冬送温暖", ">73<"],
        ),
        (
            "campaigns/help/services/one",
            ["周一至周五 8:31—17:32，法定节假日休息", "tel:0856-0000015", "geo:27.72,109.19"],
        ),
        ("campaigns/help/services/one", ["2020年1月7日", "2021年1月8日", "服务点的管理单位"]),
        ("campaigns/help/directory", ["0856-0000015", "周一至周五 8:31—17:32，法定节假日休息"]),
        ("campaigns/medal/notice", ["0856-0000013", "2021年3月4日", "2021年3月11日"]),
        ("campaigns/medal/profiles/li", ["2013", "2003", "2021年1月5日"]),
    ],
)
def test_numbers_dates_and_choices_stand_where_they_belong(
    site: Path, uri: str, words: list[str]
) -> None:
    page = html.unescape((site / "site" / uri / "index.html").read_text("utf-8"))
    assert [word for word in words if word not in page] == []


@pytest.mark.site
def test_the_newest_of_a_campaign_stands_first(site: Path) -> None:
    page = (site / "site/campaigns/essay/index.html").read_text("utf-8")
    assert 0 < page.index("较晚的动态") < page.index("较早的动态")
