"""The fields of one result: who, in which trade and round, with which marks."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from campaignkit.kinds.competition.model import (
    Competition,
    RoundId,
    Scoring,
    TradeId,
)
from campaignkit.kinds.competition.score_fields import ScoreField, TieBreak
from campaignkit.kinds.competition.scores import Marks, practice_mark, total
from campaignkit.kinds.prizes import PrizeId
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import Model, PersonId, Positive, Text, bad_value, missing_field
from campaignkit.model.record import Record
from campaignkit.model.shared import Consent, Picture


class Standing(StrEnum):
    """Whether somebody is ranked."""

    FINISHED = "finished"
    ABSENT = "absent"
    DISQUALIFIED = "disqualified"


class ResultTeam(Model):
    """参赛队。"""

    name: Annotated[Text, Field(title="队名")]
    members: Annotated[tuple[Text, ...], Field(title="队员")] = ()


class Result(Record):
    """成绩：results/<编号>.yml，或 results.csv 里的一行。"""

    collection: ClassVar[str] = "results"
    prize_key: ClassVar[str] = "prize"
    prize_remedy: ClassVar[str] = "先写 proposed（拟授奖项），公示结束后再改成 prize"
    consent_keys: ClassVar[tuple[str, ...]] = ("consent", "person", "team")

    person: Annotated[PersonId | None, Field(title="人物编号", description="people/ 里的编号")] = (
        None
    )
    name: Annotated[Text | None, Field(title="姓名")] = None
    team: Annotated[ResultTeam | None, Field(title="参赛队", description="集体项目写")] = None
    unit: Annotated[Text | None, Field(title="单位", description="组织编号或名称")] = None
    trade: Annotated[TradeId | None, Field(title="工种", description="trades 里的编号")] = None
    round: Annotated[
        RoundId | None, Field(title="轮次", description="rounds 里的编号；只有一轮时不写")
    ] = None
    theory: Annotated[ScoreField | None, Field(title="理论成绩")] = None
    practice: Annotated[ScoreField | None, Field(title="实操成绩")] = None
    scores: Annotated[
        tuple[ScoreField, ...],
        Field(title="评委打分", description="每位评委一个，和 practice 只写一样"),
    ] = ()
    penalty: Annotated[ScoreField, Field(title="扣分")] = Decimal(0)
    minutes: Annotated[ScoreField | None, Field(title="用时", description="分钟")] = None
    total: Annotated[ScoreField | None, Field(title="总分", description="可以不写，写了就核对")] = (
        None
    )
    rank: Annotated[Positive | None, Field(title="名次", description="可以不写，写了就核对")] = None
    state: Annotated[
        Standing,
        Field(
            title="参赛情况",
            description="finished 完成、absent 缺考、disqualified 取消成绩",
        ),
    ] = Standing.FINISHED
    proposed: Annotated[
        PrizeId | None, Field(title="拟授奖项", description="公示期间写，prizes 里的编号")
    ] = None
    won: Annotated[
        PrizeId | None,
        Field(alias="prize", title="获奖", description="公示结束后写，prizes 里的编号"),
    ] = None
    citation: Annotated[Text | None, Field(title="一句话介绍")] = None
    portrait: Annotated[Picture | None, Field(title="照片")] = None
    consent: Annotated[Consent | None, Field(title="本人同意")] = None

    @model_validator(mode="after")
    def _one_contestant(self) -> Self:
        given = [key for key in ("person", "name", "team") if getattr(self, key) is not None]
        if not given:
            raise missing_field(
                "没有写是谁", "写 name: 姓名、person: 人物编号或 team: {name: 队名}"
            )
        if len(given) > 1:
            raise bad_value(f"{'、'.join(given)} 只能写一个", f"留下 {given[0]}，其余删掉")
        if self.practice is not None and self.scores:
            raise bad_value("practice 和 scores 只能写一个", "有每位评委的打分就删掉 practice")
        return self

    @property
    def label(self) -> str:
        """The contestant's name, or the person's id where the person is named by id."""
        return self.name or (self.team.name if self.team else self.person or "")

    @property
    def prize(self) -> str | None:
        """The prize it won."""
        return self.won

    @property
    def ranked(self) -> bool:
        """Whether it counts among the ranks."""
        return self.state is Standing.FINISHED

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether a person is named here: by name, or as a member of a team."""
        del campaign
        return self.name is not None or bool(self.team and self.team.members)

    @property
    def public(self) -> bool:
        """False once consent was withdrawn."""
        return self.consent is None or self.consent.shows_profile

    @property
    def given(self) -> Marks:
        """Its marks, for the arithmetic."""
        return Marks(self.theory, self.practice, self.scores, self.penalty)


def total_of(result: Result, campaign: Competition) -> Decimal | None:
    """The right total; None where a mark is missing, or its trade is not known."""
    trade = campaign.trade(result.trade)
    if trade is None or not result.ranked:
        return None
    return total(result.given, trade.weights, campaign.scoring.drops)


def rank_key(result: Result, value: Decimal, scoring: Scoring) -> tuple[Decimal, ...]:
    """What ranks follow from, higher first: the total, then what breaks ties."""
    return (value, *(_tie(result, scoring, word) for word in scoring.tie_break))


_LAST = Decimal(-(10**12))
"""Ranks somebody last for whom a value that breaks ties was not written."""


def _tie(result: Result, scoring: Scoring, word: TieBreak) -> Decimal:
    if word is TieBreak.PRACTICE:
        mark = practice_mark(result.given, scoring.drops)
        return _LAST if mark is None else mark
    if word is TieBreak.THEORY:
        return _LAST if result.theory is None else result.theory
    if word is TieBreak.PENALTY:
        return -result.penalty
    return _LAST if result.minutes is None else -result.minutes
