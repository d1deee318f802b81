"""每道题都要有解析和出处。

答错的人要看得到为什么错、到哪里去查；有人对答案提出意见时，按出处核对。出处写书名和页码，或者文件名和条款。

错误（quiz/questions）：

    explanation: 工会法第二条有规定。
    source:

正确（quiz/questions）：

    explanation: 工会法第二条有规定。
    source: {title: 中华人民共和国工会法, article: 第二条}
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.model import BankQuestion
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "question-source"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Questions without an explanation, or without a source."""
    del context
    if not isinstance(entity, BankQuestion):
        return
    if entity.explanation is None and not entity.lost("explanation"):
        hint = "加上 explanation，写明答案为什么是这一个"
        yield entity.finding(("explanation",), ID, "这道题没有解析", hint)
    if entity.source is None and not entity.lost("source"):
        hint = "加上 source，例如 {title: 中华人民共和国工会法, article: 第二条}"
        yield entity.finding(("source",), ID, "这道题没有出处", hint)
