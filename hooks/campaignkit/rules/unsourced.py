"""引文要写出处：谁说的，在哪本书、哪一年。

正文里以“>”开头、用引号引起来的话，要在引文里或前后一段写明出处：以“——”开头的一行，或者《书名》。
课件里的引文由 quote-unsourced 检查。

错误（contest）：

    about: |
      > “劳动最光荣。”

正确（contest）：

    about: |
      > “修辞立其诚。”
      > —— 《周易·乾·文言》
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.passages import matches
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource

ID = "unsourced"

_QUOTE = re.compile(r"^[ \t]*>[ \t]*[*_]{0,3}[“「『][^\n]*(?:\n[ \t]*>[^\n]*)*", re.MULTILINE)
_SOURCE = re.compile("——|—|《|说：|写道|指出|出自|引自|语")


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Quotations in Markdown fields."""
    del context
    yield from _findings(entity)


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Quotations in a Markdown file that is no deck."""
    del context
    if source.sort is not TextSort.DECK:
        yield from _findings(source)


def _findings(where: Entity | TextSource) -> Iterator[Finding]:
    for passage, match in matches(where, _QUOTE, ">"):
        around = passage.text[: match.start()].rstrip().rpartition("\n")[2] + match[0]
        around += passage.text[match.end() :].lstrip().partition("\n")[0]
        if not _SOURCE.search(around):
            start = match.start() + match[0].index(">")
            end = match.start() + len(match[0].partition("\n")[0])
            hint = "在引文最后加一行：> —— 作者《书名》，出版社，年份"
            yield passage.finding(start, end, ID, "引文没有出处", hint)
