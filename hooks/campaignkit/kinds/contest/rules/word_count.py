"""作品的篇幅要在类别规定的范围里。

字数按 Word 的“字数”算：一个汉字、一个中文标点算一个字，一个英文单词、一个数字也算一个字；标题和标记
不算。“行”数的是有字的行，“张”“幅”数的是图片，“分钟”“秒”看视频写的时长（length）；“首”程序数不出来，不查。

错误（contest/entries）：

    # campaign.yml
    categories: [{id: story, title: 劳动故事, max: 5, unit: 字}]
    ---
    category: story
    body: 今天有3个人，很好。

正确（contest/entries）：

    # campaign.yml
    categories: [{id: story, title: 劳动故事, max: 10, unit: 字}]
    ---
    category: story
    body: |
      ## 小标题
      今天有**3**个人，很好。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.contest.divisions import Category
from campaignkit.kinds.contest.entry import Entry
from campaignkit.kinds.contest.entry_text import markdown_of
from campaignkit.kinds.contest.model import Contest
from campaignkit.model.entity import Entity
from campaignkit.model.files import home_folder
from campaignkit.model.markdown import paragraphs
from campaignkit.model.rule import Context

ID = "word-count"

_WORD = re.compile(
    r"[A-Za-z0-9À-ɏ]+(?:[-'’.,:/@%&+_][A-Za-z0-9À-ɏ]+)*[%°]?"
    r"|[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003ffff]"
    r"|[“”‘’—…·《》]"
)


def count_words(text: str) -> int:
    """字数 as Word's statistics give it: each Chinese character or mark, each word or number."""
    return len(_WORD.findall(text))


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """An entry that is shorter or longer than its category allows."""
    campaign = context.campaign
    if not isinstance(entity, Entry) or not isinstance(campaign, Contest):
        return
    category = next((one for one in campaign.categories if one.id == entity.category), None)
    counted = _count(entity, category, context) if category else None
    if category is None or counted is None:
        return
    unit = category.unit
    if category.max is not None and counted > category.max:
        message = f"“{category.title}”最多 {category.max:g} {unit}，这里有 {counted:g} {unit}"
    elif category.min is not None and counted < category.min:
        message = f"“{category.title}”至少 {category.min:g} {unit}，这里有 {counted:g} {unit}"
    else:
        return
    keys = {"张": "media", "幅": "media", "分钟": "video", "秒": "video"}
    key = keys.get(unit or "", "file" if entity.file else "body")
    hint = "请作者改篇幅，或检查 category 写得对不对"
    yield entity.finding((key,), ID, message, hint)


def _count(entry: Entry, category: Category, context: Context) -> float | None:
    """The entry's length in the category's unit; None where it cannot be told."""
    if category.unit in ("张", "幅"):
        return len(entry.media) or None
    if category.unit in ("分钟", "秒"):
        length = entry.video.length if entry.video else None
        per = 60 if category.unit == "分钟" else 1
        return round(length.seconds / per, 2) if length else None
    home = context.catalogue.root / home_folder(entry)
    counts_text = category.unit in ("字", "行")
    text = markdown_of(entry.body, entry.file, home) if counts_text else None
    if text is None:
        return None
    found = paragraphs(text)
    if category.unit == "行":
        return sum(bool(row.strip()) for part in found for row in part.split("\n"))
    return sum(map(count_words, found))
