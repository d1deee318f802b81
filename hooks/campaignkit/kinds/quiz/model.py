"""The fields of a quiz and of its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.kinds.prizes import PRIZE, Prize
from campaignkit.kinds.quiz.answers import AnswerField, QuestionType
from campaignkit.kinds.quiz.picks import QUIZ_TOPIC, Pick, TopicId
from campaignkit.kinds.quiz.rounds import QuizRound
from campaignkit.model.calendar_entry import CalendarDate, DateSort, date_id
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    Id,
    Markdown,
    Model,
    Number,
    Positive,
    Text,
    When,
    as_mapping,
    bad_value,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import Award, Notice, Picture, Source, Timeline

PAPER = local_target("paper", "试卷", "papers")


class Bank(StrEnum):
    """Whether questions may be seen before the contest."""

    LIVE = "live"
    OPEN = "open"


class Difficulty(StrEnum):
    """The words for difficulties 1 to 3, in this order."""

    EASY = "容易"
    MEDIUM = "中等"
    HARD = "较难"


class QuizTopic(Model):
    """题目的分类。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]


class Paper(Model):
    """试卷：按组卷方案从题库抽题。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]
    pick: Annotated[tuple[Pick, ...], Field(title="组卷方案", min_length=1)]
    minutes: Annotated[Positive | None, Field(title="时间", description="分钟")] = None
    pass_score: Annotated[Number | None, Field(alias="pass", title="及格分")] = None

    @model_validator(mode="after")
    def _pass_within_total(self) -> Self:
        if self.pass_score is not None and self.pass_score > self.total:
            message = f"及格分 {self.pass_score:g} 高于满分 {self.total:g}"
            raise bad_value(message, f"pass 写不超过 {self.total:g} 的数")
        return self

    @property
    def total(self) -> float:
        """The score of a paper without a mistake."""
        return sum(item.count * item.score for item in self.pick)

    @property
    def size(self) -> int:
        """How many questions it has."""
        return sum(item.count for item in self.pick)


class QuizTeam(Model):
    """参赛队。"""

    name: Annotated[Text, Field(title="队名")]
    unit: Annotated[Text | None, Field(title="单位", description="组织编号或名称")] = None


class QuizTimeline(Timeline):
    """答题、公示、颁奖的日程，先后次序固定。"""

    notice: Annotated[When | None, Field(title="公示开始")] = None
    award: Annotated[When | None, Field(title="颁奖")] = None


class KnowledgeQuiz(Campaign):
    """知识竞赛：题库、试卷、比赛。"""

    keeps_lists: ClassVar[bool] = True
    timeline_order: ClassVar[tuple[str, ...]] = (
        "timeline.open",
        "timeline.close",
        "timeline.notice",
        "notice.start",
        "notice.end",
        "timeline.award",
    )

    local_targets: ClassVar[tuple[RefTarget, ...]] = (QUIZ_TOPIC, PAPER, PRIZE)
    timeline_titles: ClassVar[Mapping[str, str]] = {"open": "开始答题", "close": "截止答题"}

    kind: Literal["quiz"]
    timeline: Annotated[QuizTimeline, Field(title="日程")]
    bank: Annotated[
        Bank,
        Field(
            title="题库",
            description="open 公开：题目和答案都上网；live 保密：只有 sample: true 的样题上网",
        ),
    ]
    topics: Annotated[tuple[QuizTopic, ...], Field(title="题目分类", min_length=1)]
    papers: Annotated[tuple[Paper, ...], Field(title="试卷")] = ()
    eligibility: Annotated[Markdown | None, Field(title="参加资格", description="Markdown")] = None
    how_to_join: Annotated[Markdown | None, Field(title="怎样参加", description="Markdown")] = None
    tries_per_day: Annotated[Positive | None, Field(title="每天可答次数")] = None
    tie_break: Annotated[
        tuple[Text, ...], Field(title="同分时怎么排", description="按先后次序，一条一条写")
    ] = ()
    rounds: Annotated[tuple[QuizRound, ...], Field(title="赛程")] = ()
    teams: Annotated[tuple[QuizTeam, ...], Field(title="参赛队")] = ()
    prizes: Annotated[tuple[Prize, ...], Field(title="奖项")] = ()
    notice: Annotated[Notice | None, Field(title="公示")] = None

    @property
    def published_notice(self) -> Notice | None:
        """The notice on winners."""
        return self.notice

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its prizes."""
        return self.prizes

    def calendar_dates(self) -> Iterator[CalendarDate]:
        """Those of all kinds, and the rounds."""
        yield from super().calendar_dates()
        for held in self.rounds:
            yield CalendarDate(
                held.start.iso,
                held.end.iso if held.end else "",
                DateSort.ROUND,
                date_id("round", held.title),
                held.title,
                held.place or "",
            )

    def shows(self, question: BankQuestion) -> bool:
        """Whether a question may be built into anything: of a live bank only samples may."""
        return self.bank is Bank.OPEN or question.sample


class Citation(Source):
    """题目的出处：书和页码，或文件和条款。"""

    article: Annotated[Text | None, Field(title="条款", description="例如 第十条")] = None


class BankQuestion(Record):
    """题目：questions/<编号>.yml。"""

    collection: ClassVar[str] = "questions"

    type: Annotated[
        QuestionType,
        Field(title="题型", description="single 单选、multiple 多选、judge 判断、blank 填空"),
    ]
    prompt: Annotated[Markdown, Field(title="题干", description="Markdown，填空处写 ____")]
    picture: Annotated[Picture | None, Field(title="配图")] = None
    options: Annotated[tuple[Text, ...], Field(title="选项")] = ()
    answer: Annotated[
        AnswerField,
        Field(
            title="答案",
            description="单选写序号 2，多选写 [1, 3]，判断写 true 或 false，填空写可接受的答案",
        ),
    ]
    explanation: Annotated[Markdown | None, Field(title="解析", description="Markdown")] = None
    source: Annotated[
        Annotated[Citation, as_mapping("title", Citation)] | None,
        Field(title="出处", description="书和页码，或文件和条款"),
    ] = None
    topic: Annotated[TopicId, Field(title="分类编号", description="topics 里的编号")]
    difficulty: Annotated[Positive, Field(title="难度", description="1 到 3", le=3)] = 1
    sample: Annotated[bool, Field(title="样题", description="题库保密时，只有 true 的题上网")] = (
        False
    )

    @property
    def label(self) -> str:
        """The first line of the prompt."""
        return self.prompt.strip().partition("\n")[0]

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """False: a question is about nobody."""
        del campaign
        return False
