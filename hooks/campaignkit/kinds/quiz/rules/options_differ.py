"""同一道题的选项不能相同。

只差空格、标点、全角半角或大小写的，也算相同。

错误（quiz/questions）：

    type: single
    options: [1921 年, 1922年, 1922 年]
    answer: 2

正确（quiz/questions）：

    type: single
    options: [1921 年, 1922 年, 1923 年]
    answer: 2
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.answers import LETTERS
from campaignkit.kinds.quiz.model import BankQuestion
from campaignkit.kinds.quiz.prompts import bare
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "options-differ"


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Options that say the same as an earlier one."""
    del context
    if not isinstance(entity, BankQuestion):
        return
    first: dict[str, int] = {}
    for number, option in enumerate(entity.options):
        key = bare(option) or unicodedata.normalize("NFKC", option)  # signs alone: “+” and “-”
        if key in first:
            same = LETTERS[first[key] % len(LETTERS)]
            message = f"第 {number + 1} 个选项和第 {first[key] + 1} 个（{same}）相同"
            yield entity.finding(("options", number), ID, message, "改写其中一个，或删掉")
        first.setdefault(key, number)
