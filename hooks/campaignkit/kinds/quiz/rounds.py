"""The rounds of a quiz, and the parts of one that is held in a hall."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from campaignkit.kinds.quiz.picks import Pick
from campaignkit.model.fields import Model, Positive, Text, When, bad_value

MOST_NUMBERS = 60
"""Numbers on a board that can still be read from the last row of a hall."""


class PartKind(StrEnum):
    """How the questions of a part are given to the teams."""

    REQUIRED = "required"
    BUZZER = "buzzer"
    RISK = "risk"

    @property
    def deducts(self) -> bool:
        """Whether a wrong answer usually costs what a right one earns."""
        return self is not PartKind.REQUIRED


class RoundPart(Model):
    """现场比赛的一个环节：一块题号板。"""

    title: Annotated[Text, Field(title="名称", description="例如 必答题")]
    kind: Annotated[
        PartKind,
        Field(title="环节", description="required 必答、buzzer 抢答、risk 风险"),
    ]
    pick: Annotated[tuple[Pick, ...], Field(title="抽题方案", min_length=1)]
    seconds: Annotated[
        Positive, Field(title="答题时间", description="秒，不写是 30", ge=5, le=600)
    ] = 30
    deduct: Annotated[
        bool | None,
        Field(title="答错扣分", description="不写时，必答不扣，抢答和风险扣掉这一题的分"),
    ] = None

    @model_validator(mode="after")
    def _fits_a_board(self) -> Self:
        if self.size > MOST_NUMBERS:
            message = f"“{self.title}”有 {self.size} 题，一块题号板放不下"
            raise bad_value(message, f"一个环节不超过 {MOST_NUMBERS} 题，多的分成两个环节")
        return self

    @property
    def size(self) -> int:
        """How many numbers its board has."""
        return sum(item.count for item in self.pick)

    @property
    def scores(self) -> list[float]:
        """What its questions are worth, the lowest first."""
        return sorted({item.score for item in self.pick})

    @property
    def deducts(self) -> bool:
        """Whether a wrong answer costs what a right one earns."""
        return self.kind.deducts if self.deduct is None else self.deduct


class QuizRound(Model):
    """一轮比赛。"""

    title: Annotated[Text, Field(title="名称", description="例如 初赛、决赛")]
    start: Annotated[When, Field(title="开始")]
    end: Annotated[When | None, Field(title="结束")] = None
    place: Annotated[Text | None, Field(title="地点")] = None
    parts: Annotated[
        tuple[RoundPart, ...],
        Field(
            title="现场环节", description="写了就能用 campaignkit slides export 导出比赛现场的文件"
        ),
    ] = ()

    @model_validator(mode="after")
    def _end_after_start(self) -> Self:
        if self.end is not None and self.end.end < self.start.start:
            message = f"结束 {self.end.written} 早于开始 {self.start.written}"
            raise bad_value(message, "检查 start 和 end，是否写反了")
        return self
