"""A session to make decks for, and a deck that uses every element of the language."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from campaignkit.slides.context import DeckAgendaItem, DeckContext, PersonCard, Question
from campaignkit.slides.deck_view import DeckView
from campaignkit.slides.output.deck_images import MediaFolder
from campaignkit.slides.parse.deck import Deck
from campaignkit.slides.parse.deck_parser import parse_deck

ZONE = ZoneInfo("Asia/Shanghai")

SPEAKER = PersonCard(
    name="示例·张三",
    unit="示例机械厂",
    occupation="钳工",
    bio="干了二十年维修，\n把故障记成一页纸。见[链接](../x.yml)。\n\n第二段不上幻灯片。",
    honours=("厂级技术能手，2015年",),
    sample=True,
)
QUESTION = Question(
    prompt="安源罢工在哪一年？",
    options=("1921年", "1922年", "1925年"),
    answers=(1,),
    explanation="九月十四日\n到十八日。",
    source="《安源路矿工人运动》",
)
CONTEXT = DeckContext(
    campaign="新时代工人讲习所",
    session="讲习所第一讲",
    start=datetime(2021, 5, 8, 14, 30, tzinfo=ZONE),
    end=datetime(2021, 5, 8, 16, 0, tzinfo=ZONE),
    page="campaigns/x/sessions/y/",
    site_url="https://example.org/",
    venue="示例·职工文化宫礼堂",
    address="碧江区示例路1号",
    speakers=(SPEAKER,),
    contact="报名处 0856-0000000",
    agenda=(DeckAgendaItem("14:30", "讲课", "示例·张三"), DeckAgendaItem("15:30", "提问")),
    people={"zhang-san": SPEAKER},
    questions={"anyuan": QUESTION},
    sample=True,
)
SECRET = "只有主讲人知道的口令"

EVERYTHING = f"""\
---
title: 每样都有
subtitle: 副题
thanks: 谢谢
require: [notes, minutes]
---
# 第一部分

<!-- minutes: 5 -->
引子

???
{SECRET}一
---
<!--
minutes: 10
onward: {{steps: true}}
-->
## 逐条

- 甲项
- 乙项有**重点**和[链接](#后面)

<!-- {SECRET}二 -->
---
<!-- minutes: 5 -->
## 表格

| 项目 | 数目 |
|:--|--:|
| 人数 | 一万 |

???
{SECRET}三
---
<!-- minutes: 5 -->
## 两栏

::: column
### 左边
左文
:::
::: column
### 右边
右文
:::

??? 不是备注，是正文里的问号

???
{SECRET}四
---
<!-- minutes: 5 -->
![井架](media/anyuan.png "示意图")

## 整页图片

???
{SECRET}五
---
<!-- minutes: 5 -->
## 图文

![第二张](media/anyuan.png)

旁边的字

???
{SECRET}六
---
<!-- minutes: 5 -->
> 未伤一人，未败一事。
> —— 《略史》，1923年

???
{SECRET}七
---
<!-- minutes: 5 -->
## 时间线

1921年
: 书记部

1922年
: 安源

???
{SECRET}八
---
<!-- minutes: 5 -->
## 现场题

- [ ] 错的
- [x] 对的

因为如此

???
{SECRET}九
---
<!--
minutes: 5
question: anyuan
-->
???
{SECRET}十
---
<!--
minutes: 5
person: zhang-san
-->
## 人物

???
{SECRET}十一
---
<!--
minutes: 5
layout: agenda
-->
## 安排

???
{SECRET}十二
---
<!--
minutes: 20
theme: dark
background: "#7A0008"
ink: "#FFFFFF"
transition: none
footer: 另写的页脚
-->
一句话占一页。

???
{SECRET}十三
---
<!--
minutes: 5
id: 后面
-->
## 后面

收尾

???
{SECRET}十四
"""
EVERYTHING = EVERYTHING.replace("id: 后面", "id: last").replace("(#后面)", "(#last)")


def parse(text: str) -> Deck:
    """A deck of which nothing is wrong."""
    deck, findings = parse_deck(textwrap.dedent(text), "decks/a.md")
    assert findings == ()
    return deck


def campaign_folder(folder: Path) -> Path:
    """A campaign's folder with one picture."""
    (folder / "media").mkdir(parents=True)
    (folder / "decks").mkdir()
    Image.new("RGB", (320, 180), "#7a0008").save(folder / "media" / "anyuan.png")
    return folder


def view(text: str, folder: Path, **changes: object) -> DeckView:
    """What rules look at, for a deck that may have faults."""
    deck, _ = parse_deck(textwrap.dedent(text), "decks/a.md")
    context = replace(CONTEXT, **changes)  # type: ignore[arg-type]
    return DeckView(deck, context, MediaFolder(folder, "decks/a.md"))
