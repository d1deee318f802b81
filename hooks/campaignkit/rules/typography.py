"""中文里用全角标点，数字和字母用半角，全角标点两边不空格。

只查正文的字句；网址、代码、《》里的书名、网页标签不查。数字两边不加空格：公文的习惯是不加。

错误（contest）：

    about: 欢迎投稿,截止时间是６月30日 。

正确（contest）：

    about: 欢迎投稿，截止时间是6月30日。第1,234件作品见 https://example.org/a,b 。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from campaignkit.base.findings import Finding
from campaignkit.model.entity import Entity
from campaignkit.model.passages import Passage, entity_passages, protected_spans, source_passage
from campaignkit.model.punctuation import Change, changes, may_change
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSource

ID = "typography"

_NOT_PROSE = re.compile(r"<!--[\s\S]*?-->|\$[^$\n]+\$|^:::[^\n]*|\|", re.MULTILINE)
_BREAK = re.compile("\n")


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Punctuation in the texts of a YAML file."""
    del context
    if _any_may_change(entity.document.data):
        for passage in entity_passages(entity):
            yield from _findings(passage, ())


def text(source: TextSource, context: Context) -> Iterator[Finding]:
    """Punctuation in a Markdown file, without its front matter."""
    del context
    if may_change(source.text):
        body = len(source.text) - len(source.cut.body)
        yield from _findings(source_passage(source), [(0, body)])


def _findings(passage: Passage, without: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    if passage.names_work or not may_change(passage.text):
        return
    for start, end, new in _changes(passage.text, without):
        old = passage.text[start:end]
        before = passage.text[max(0, start - 2) : start].rpartition("\n")[2].lstrip()
        after = passage.text[end : end + 2].partition("\n")[0].rstrip()
        message = f"标点或空格不对：“{before}{old}{after}”应是“{before}{new}{after}”"
        yield passage.finding(start, end, ID, message, f"写成 {before}{new}{after}", new)


def _changes(text: str, without: Iterable[tuple[int, int]]) -> Iterator[Change]:
    """Changes in the runs of prose between what is none."""
    apart = (match.span() for match in _NOT_PROSE.finditer(text))
    breaks = (match.span() for match in _BREAK.finditer(text))
    at = 0
    for first, last in sorted([*protected_spans(text), *apart, *breaks, *without]):
        yield from _run(text, at, first)
        at = max(at, last)
    yield from _run(text, at, len(text))


def _run(text: str, first: int, last: int) -> Iterator[Change]:
    for start, end, new in changes(text[first:last]) if last > first else ():
        yield first + start, first + end, new


def _any_may_change(data: Any) -> bool:
    """Whether any text in plain data may hold something to change."""
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if may_change(value):
                return True
        elif isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
    return False
