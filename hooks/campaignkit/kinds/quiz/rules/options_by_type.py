"""单选题和多选题要有选项，判断题和填空题没有选项。

单选题至少两个选项，多选题至少三个。判断题只答“正确”或“错误”，网页和试卷上自动印出。

错误（quiz/questions）：

    type: judge
    options: [对, 错]
    answer: true

正确（quiz/questions）：

    type: judge
    options: []
    answer: true
"""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.base.findings import Finding
from campaignkit.kinds.quiz.answers import LETTERS, QuestionType
from campaignkit.kinds.quiz.model import BankQuestion
from campaignkit.model.entity import Entity
from campaignkit.model.rule import Context

ID = "options-by-type"

_FEWEST = {QuestionType.SINGLE: 2, QuestionType.MULTIPLE: 3}


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Too few or too many options for the type of a question."""
    del context
    if not isinstance(entity, BankQuestion) or entity.lost("type", "options"):
        return
    name, count = entity.type.label, len(entity.options)
    if not entity.type.has_options:
        if count:
            hint = "删掉 options；要给选项，就把 type 改成 single 或 multiple"
            yield entity.finding(("options",), ID, f"{name}不用写选项", hint)
    elif count < _FEWEST[entity.type]:
        few = _FEWEST[entity.type]
        message = f"{name}至少要有 {few} 个选项，现在有 {count} 个"
        yield entity.finding(("options",), ID, message, "在 options 里一行写一个选项")
    elif count > len(LETTERS):
        message = f"选项有 {count} 个，超过 {len(LETTERS)} 个，没有字母可用"
        yield entity.finding(("options",), ID, message, f"留下不超过 {len(LETTERS)} 个")
