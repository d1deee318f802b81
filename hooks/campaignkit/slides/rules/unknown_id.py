"""幻灯片里写到的人物和题目要有这个编号。

错误：

    <!-- person: no-such-person -->
    ## 主讲

正确：

    <!-- person: zhang-san -->
    ## 主讲
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from campaignkit.base.findings import Finding
from campaignkit.model.nearest import did_you_mean
from campaignkit.slides.deck_view import DeckView

ID = "unknown-id"


def check(view: DeckView) -> Iterator[Finding]:
    """People and questions that nobody has. Withdrawn consent removes a person, too."""
    for slide in view.deck.slides:
        for person in slide.settings.person:
            if person not in view.context.people:
                hint = _hint(person, view.context.people, "campaigns/people/ 里的文件名，不带 .yml")
                hint = f"{hint}；本人撤回了同意的，删掉这一页"
                message = f"没有“{person}”这个人物，或他没有同意公开"
                yield Finding(slide.position, ID, message, hint)
        question = slide.settings.question
        if question and question not in view.context.questions:
            hint = _hint(question, view.context.questions, "知识竞赛里可以公开的题目的编号")
            yield Finding(slide.position, ID, f"没有“{question}”这道题", hint)


def _hint(word: str, known: Iterable[str], where: str) -> str:
    return did_you_mean(word, known) or f"写{where}"
