"""What a plan asks the bank for: so many questions of a topic, type and difficulty."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from campaignkit.kinds.quiz.answers import QuestionType
from campaignkit.model.fields import LocalId, Model, Number, Positive, Ref
from campaignkit.model.ref_target import local_target

QUIZ_TOPIC = local_target("quiz-topic", "题目分类", "topics")

TopicId = Annotated[LocalId, Ref(QUIZ_TOPIC)]


class Pick(Model):
    """组卷的一项：从题库抽多少道什么样的题，每道几分。"""

    topic: Annotated[TopicId | None, Field(title="分类编号", description="不写时不限")] = None
    type: Annotated[
        QuestionType | None,
        Field(
            title="题型",
            description="single 单选、multiple 多选、judge 判断、blank 填空；不写时不限",
        ),
    ] = None
    difficulty: Annotated[
        Positive | None, Field(title="难度", description="1 到 3，不写时不限", le=3)
    ] = None
    count: Annotated[Positive, Field(title="题数")]
    score: Annotated[Number, Field(title="每题分值")]
