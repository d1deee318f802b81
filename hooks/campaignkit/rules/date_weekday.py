"""日期后面的星期要对得上。

“6月14日（星期二）”这样的写法，星期和日期总有一个是错的时候，读者不知道信哪个。没写年份的，按活动里
出现的年份算，都对不上才提示。

错误（contest）：

    timeline: {open: 2021-04-01, close: 2021-06-30}
    about: 6月14日（星期二）交稿。

正确（contest）：

    timeline: {open: 2021-04-01, close: 2021-06-30}
    about: 6月14日（星期一）交稿，2022年6月14日（周二）复核。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.passages import matches
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource

ID = "date-weekday"

_DAYS = "一二三四五六日"
_DATED = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})年)?(?<![\d—–~～至-])(?P<month>1[0-2]|0?[1-9])月"
    r"(?P<day>3[01]|[12]\d|0?[1-9])[日号]"
    r"[ \t]*[（(]?[ \t]*(?:星期|周|礼拜)"
    r"(?P<weekday>[一二三四五六日天])(?![一二三四五六日天至到、—])"
)
_QUICK = re.compile(r"[日号][ \t]*[（(]?[ \t]*(?:星期|周|礼拜)")
"""What every match holds, and what is quick to look for."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|-\d\d-\d\d)")


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Dates with a weekday in a YAML file."""
    yield from _findings(entity, entity.document.text, context)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Dates with a weekday in a Markdown file."""
    yield from _findings(source, source.text, context)


def _findings(where: Entity | TextSource, whole: str, context: Context) -> Iterator[Finding]:
    if not _QUICK.search(whole):
        return
    for passage, match in matches(where, _DATED, "星礼周"):
        shared = context.campaign.document.text if context.campaign else ""
        years = [match["year"]] if match["year"] else _YEAR.findall(whole + shared)
        days = _days(sorted(set(map(int, years))), int(match["month"]), int(match["day"]))
        written = _DAYS.index(match["weekday"].replace("天", "日"))
        if days and written not in {day.weekday() for day in days}:
            own = context.campaign.timeline.open.start.year if context.campaign else 0
            day = min(days, key=lambda one: abs(one.year - own))
            right = f"{day.year}年{day.month}月{day.day}日是星期{_DAYS[day.weekday()]}"
            message = f"星期和日期对不上：{right}"
            yield passage.finding(*match.span(), ID, message, "核对日期和星期，改正写错的一个")


def _days(years: list[int], month: int, day: int) -> list[date]:
    """The day in each of the years that has it."""
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found
