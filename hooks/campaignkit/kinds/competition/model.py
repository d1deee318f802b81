"""The fields of a competition: of skills in trades, or of work towards goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.kinds.competition.score_fields import Score, ScoreField, TieBreak
from campaignkit.kinds.competition.scores import Drops, Weights
from campaignkit.kinds.prizes import PRIZE, Prize
from campaignkit.kinds.venues import VENUE, Venue
from campaignkit.model.campaign import Campaign, VenueBooking
from campaignkit.model.fields import (
    Count,
    Day,
    Id,
    LocalId,
    Markdown,
    Model,
    Positive,
    Ref,
    Text,
    When,
    as_mapping,
    missing_field,
)
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import Award, Contact, Notice, Source, Timeline

TRADE = local_target("trade", "工种", "trades")
ROUND = local_target("round", "轮次", "rounds")

TradeId = Annotated[LocalId, Ref(TRADE)]
RoundId = Annotated[Text, Ref(ROUND)]


class Trade(Model):
    """竞赛的一个工种。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称", description="例如 钳工")]
    standard: Annotated[
        Text | None, Field(title="职业标准", description="标准名称和等级，例如 钳工（三级）")
    ] = None
    theory_weight: Annotated[
        ScoreField, Field(title="理论占比", description="百分数；理论、实操相加等于 100", le=100)
    ] = Score("0")
    practice_weight: Annotated[
        ScoreField, Field(title="实操占比", description="百分数", le=100)
    ] = Score("100")
    content: Annotated[Markdown | None, Field(title="竞赛内容", description="Markdown")] = None

    @property
    def weights(self) -> Weights:
        """What its theory and practice count."""
        return Weights(self.theory_weight, self.practice_weight)


class CompetitionRound(Model):
    """一轮比赛。"""

    id: Annotated[
        Text, Field(title="编号", description="成绩里的 round 写它；不写时就是 title")
    ] = ""
    title: Annotated[Text, Field(title="名称", description="例如 初赛、决赛")]
    start: Annotated[When, Field(title="开始")]
    end: Annotated[When, Field(title="结束")]
    place: Annotated[
        Text | None, Field(title="地点", description="venues 里的编号，或写地点名称")
    ] = None
    trades: Annotated[tuple[TradeId, ...], Field(title="工种", description="不写时是全部")] = ()
    advance: Annotated[
        Positive | None, Field(title="晋级名额", description="每个工种前几名进入下一轮")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _named_by_title(cls, data: Any) -> Any:
        unnamed = isinstance(data, dict) and data.get("id") is None and "title" in data
        return {**data, "id": data["title"]} if unnamed else data


class Scoring(Model):
    """计分办法。"""

    full: Annotated[ScoreField, Field(title="满分", description="每项成绩的满分")] = Score("100")
    drop_high: Annotated[Count, Field(title="去掉几个最高分")] = 0
    drop_low: Annotated[Count, Field(title="去掉几个最低分")] = 0
    decimals: Annotated[
        Count, Field(title="小数位数", description="总分保留几位小数，四舍五入", le=6)
    ] = 2
    tie_break: Annotated[
        tuple[TieBreak, ...],
        Field(
            title="同分时怎么排",
            description="依次比较：practice 实操、theory 理论、penalty 扣分少、minutes 用时少",
        ),
    ] = ()

    @property
    def drops(self) -> Drops:
        """What its totals are worked out by."""
        return Drops(self.drop_high, self.drop_low, self.decimals)


class Appeal(Model):
    """申诉：对成绩有异议的，在规定时间里提出。"""

    hours: Annotated[Positive, Field(title="时限", description="成绩公布后多少小时以内")]
    contact: Annotated[Contact, Field(title="受理申诉的联系方式")]


class CompetitionRules(Model):
    """参赛须知。"""

    safety: Annotated[Markdown | None, Field(title="安全规定", description="Markdown")] = None
    equipment: Annotated[Markdown | None, Field(title="设备和材料", description="Markdown")] = None
    bring: Annotated[Markdown | None, Field(title="自带物品", description="Markdown")] = None
    conduct: Annotated[Markdown | None, Field(title="赛场纪律", description="Markdown")] = None


class Goal(Model):
    """劳动竞赛的一个目标，例如 完成技术改造 40 项。"""

    title: Annotated[Text, Field(title="名称")]
    unit: Annotated[Text, Field(title="单位", description="例如 项、万元、人次")]
    target: Annotated[ScoreField, Field(title="目标数", gt=0)]
    actual: Annotated[ScoreField | None, Field(title="完成数")] = None
    as_of: Annotated[Day | None, Field(title="截至", description="完成数是到哪一天的")] = None
    source: Annotated[
        Annotated[Source, as_mapping("title", Source)] | None,
        Field(title="数字的出处", description="完成数是谁统计的"),
    ] = None

    @property
    def percent(self) -> int:
        """How much of it is done, in whole per cent rounded down, so that 100 means all of it."""
        return int((self.actual or 0) * 100 / self.target)


class CompetitionTimeline(Timeline):
    """报名、比赛、公示、颁奖的日程，先后次序固定。"""

    competition: Annotated[When | None, Field(title="比赛开始")] = None
    notice: Annotated[When | None, Field(title="公示开始")] = None
    award: Annotated[When | None, Field(title="颁奖")] = None


class Competition(Campaign):
    """劳动和技能竞赛：按工种比技能，或按目标开展劳动竞赛。"""

    timeline_order: ClassVar[tuple[str, ...]] = (
        "timeline.open",
        "timeline.close",
        "timeline.competition",
        "timeline.notice",
        "notice.start",
        "notice.end",
        "timeline.award",
    )

    local_targets: ClassVar[tuple[RefTarget, ...]] = (TRADE, ROUND, VENUE, PRIZE)

    kind: Literal["competition"]
    timeline: Annotated[CompetitionTimeline, Field(title="日程")]
    trades: Annotated[tuple[Trade, ...], Field(title="工种")] = ()
    goals: Annotated[tuple[Goal, ...], Field(title="目标", description="劳动竞赛的目标")] = ()
    eligibility: Annotated[Markdown | None, Field(title="参赛资格", description="Markdown")] = None
    how_to_join: Annotated[Markdown | None, Field(title="怎样报名", description="Markdown")] = None
    venues: Annotated[
        dict[Id, Venue], Field(title="场地", description="编号: {name, address, …}")
    ] = {}
    rounds: Annotated[tuple[CompetitionRound, ...], Field(title="赛程")] = ()
    scoring: Annotated[Scoring, Field(title="计分办法")] = Scoring()
    appeal: Annotated[Appeal | None, Field(title="申诉")] = None
    rules: Annotated[CompetitionRules | None, Field(title="参赛须知")] = None
    prizes: Annotated[tuple[Prize, ...], Field(title="奖项")] = ()
    notice: Annotated[Notice | None, Field(title="公示")] = None

    @model_validator(mode="after")
    def _trades_or_goals(self) -> Self:
        if not (self.trades or self.goals):
            message = "没有写比什么"
            raise missing_field(message, "技能竞赛写 trades（工种），劳动竞赛写 goals（目标）")
        return self

    @property
    def published_notice(self) -> Notice | None:
        """The notice on results."""
        return self.notice

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its prizes."""
        return self.prizes

    @property
    def underway_until(self) -> datetime:
        """When the last round is over: entries close long before."""
        ends = [one.end.end for one in self.rounds]
        if self.timeline.competition:
            ends.append(self.timeline.competition.end)
        return max([self.timeline.close.end, *ends])

    def venue_bookings(self) -> Iterator[VenueBooking]:
        """The place of each round that says where."""
        for number, one in enumerate(self.rounds):
            if one.place:
                venue = self.place_of(one)
                name = venue.name if venue else one.place
                title = f"{self.title}{one.title}"
                path = ("rounds", number, "place")
                address = venue.address if venue else ""
                yield VenueBooking(name, one.start.start, one.end.end, title, path, address)

    def trade(self, trade_id: str | None) -> Trade | None:
        """A trade by its id."""
        return next((trade for trade in self.trades if trade.id == trade_id), None)

    def round(self, round_id: str | None) -> CompetitionRound | None:
        """A round by its id; the only one, where there is one and none is named."""
        if round_id is None and len(self.rounds) == 1:
            return self.rounds[0]
        return next((one for one in self.rounds if one.id == round_id), None)

    def place_of(self, one: CompetitionRound) -> Venue | None:
        """The venue that a round's place names; None where it is a place in words."""
        return self.venues.get(one.place or "")


__all__ = ["ROUND", "TRADE", "Competition", "CompetitionRound", "Goal", "TieBreak", "Trade"]
