"""Make a project with many generated profiles: seeded, so that two runs make the same bytes.

    python bench/generate.py FOLDER 10000

The profiles have the shape of KINDS.md's example with about 800 characters of deeds each, of
varying length, and are marked as samples. No name in them is a real person's.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
GIVEN = "安邦博超成川丹东峰刚光国海涵浩恒宏华辉慧佳建江杰静娟军康兰磊丽林玲龙梅明宁鹏平琴青"
REGIONS = ("碧江区", "万山区", "玉屏侗族自治县", "江口县", "石阡县", "思南县", "德江县")
TRADES = ("钳工", "焊工", "电工", "护士", "驾驶员", "茶艺师", "绣娘", "环卫工", "快递员", "教师")
LABELS = ("一线", "产业工人", "农民工", "女职工", "青年", "劳务派遣")
SENTENCES = (
    "他把每道工序的温度、用料和时间记在本子上，十年记满二十多本。",
    "班组里新来的人先看这些本子，再上机器，出错的次数比从前少了一半。",
    "去年冬天线路结冰，她和同事轮班守了四夜，清晨六点以前恢复了供电。",
    "有人问窍门，回答是先把废品留下来，一件一件看是哪一步走了样。",
    "徒弟里有三个后来也当了班长，遇到难处还是打电话来问。",
    "工会的同志去家里走访，看见墙上挂着的是一张磨损曲线图。",
    "那台旧设备本来要报废，改了夹具以后又用了六年。",
    "他说得最多的一句话是：慢一点，先量准。",
    "每月最后一个周五，她在休息室讲一个事故案例，讲完大家一起改操作卡。",
    "改进的办法报到厂里，评上了当年的合理化建议。",
)
CAMPAIGN_ID = "2021-best-worker"
ORGANISATIONS = "sample-ftu:\n  name: 示例·市总工会\n  region: 示例市\n"
CAMPAIGN = """\
kind: honour
title: 示例·最美劳动者
summary: 用来测量速度的示例活动，人名、单位和数字都是程序生成的。
state: published
hosts: [sample-ftu]
sample: true
timeline: {open: 2021-04-01, close: 2021-05-20, award: 2021-07-01}
notice:
  start: 2021-06-01
  end: 2021-06-10
  objection: {name: 示例·宣传教育部, phone: 0856-0000000, email: xj@example.org, address: 示例路1号}
awards:
  - {id: best-worker, title: 最美劳动者, level: city, count: 1000000}
"""
CONFIG = """\
site_name: 示例
site_url: https://example.org/
docs_dir: site_src
nav: [{{首页: index.md}}]
theme: {{name: material, custom_dir: {theme}, language: zh, font: false}}
plugins: []
hooks: [{hooks}]
markdown_extensions: [attr_list, md_in_html, tables]
extra: {{generator: false, campaigns: {{publisher: {{name: 示例·发布者}}}}}}
"""


def profile(number: int, chance: random.Random) -> str:
    """One profile as an editor would write it."""
    name = chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
    labels = ", ".join(chance.sample(LABELS, chance.randint(1, 3)))
    year = chance.randint(1985, 2012)
    paragraphs = "\n\n".join(
        "  " + "".join(chance.choices(SENTENCES, k=chance.randint(4, 9))) for _ in range(5)
    )
    return f"""\
name: 示例·{name}
unit: 示例·第{number % 97 + 1}公司
occupation: {chance.choice(TRADES)}
region: {chance.choice(REGIONS)}
honours:
  - {{title: 最美劳动者, year: {chance.randint(2015, 2021)}, level: city}}
stage: awarded
award: best-worker
labels: [{labels}]
consent: {{profile: true, portrait: false, date: 2021-04-01, scope: 网站与展板}}
citation: 扎根一线{2021 - year}年的{chance.choice(TRADES)}
quotes: [先量准，再动手。]
timeline: [{{year: {year}, text: 进厂当学徒}}, {{year: {year + 9}, text: 当班长}}]
deeds: |
{paragraphs}
"""


def profiles(count: int) -> Iterator[str]:
    """The text of each profile, the same in every run."""
    chance = random.Random(20210430)
    for number in range(count):
        yield profile(number, chance)


def generate(folder: Path, count: int, hooks: Path) -> None:
    """Write a project of `count` profiles below `folder`; existing files are overwritten."""
    records = folder / "campaigns" / CAMPAIGN_ID / "profiles"
    records.mkdir(parents=True, exist_ok=True)
    (folder / "site_src").mkdir(exist_ok=True)
    (folder / "site_src" / "index.md").write_text("# 示例\n\n<!-- campaigns -->\n", "utf-8")
    (folder / "campaigns" / "organisations.yml").write_text(ORGANISATIONS, "utf-8")
    (records.parent / "campaign.yml").write_text(CAMPAIGN, "utf-8")
    theme = hooks / "campaignkit" / "theme"
    config = CONFIG.format(theme=theme, hooks=hooks / "campaign_hooks.py")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    for number, text in enumerate(profiles(count)):
        (records / f"p{number:06}.yml").write_text(text, "utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), Path(__file__).resolve().parent.parent / "hooks")
