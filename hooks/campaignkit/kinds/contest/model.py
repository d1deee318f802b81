"""The fields of a contest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.kinds.contest.divisions import CATEGORY, GROUP, Category, EntrantGroup
from campaignkit.kinds.prizes import PRIZE, Prize, PrizeId
from campaignkit.model.calendar_entry import CalendarDate, DateSort, date_id
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    Count,
    Email,
    LocalId,
    Markdown,
    Model,
    Number,
    Positive,
    Ref,
    Text,
    Url,
    When,
    WhenOrLater,
    bad_value,
    missing_field,
)
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.shared import Award, Notice, Timeline


class Submission(Model):
    """投稿渠道，至少写一种。"""

    email: Annotated[Email | None, Field(title="投稿邮箱")] = None
    subject: Annotated[Text | None, Field(title="邮件主题", description="例如 征文+单位+姓名")] = (
        None
    )
    file_name: Annotated[Text | None, Field(title="文件名格式")] = None
    form_url: Annotated[Url | None, Field(title="在线表单")] = None
    address: Annotated[Text | None, Field(title="邮寄地址")] = None

    @model_validator(mode="after")
    def _has_channel(self) -> Self:
        if not (self.email or self.form_url or self.address):
            raise missing_field("没有写怎样投稿", "写 email、form_url 或 address 中的一种")
        return self


class Criterion(Model):
    """一条评分标准。"""

    name: Annotated[Text, Field(title="名称")]
    weight: Annotated[Number, Field(title="分值", description="各条相加等于 100")]


class JudgingStage(Model):
    """评审的一个阶段。"""

    title: Annotated[Text, Field(title="名称")]
    start: Annotated[When, Field(title="开始")]
    end: Annotated[When, Field(title="结束")]


class Judging(Model):
    """评审办法。"""

    criteria: Annotated[tuple[Criterion, ...], Field(title="评分标准")] = ()
    stages: Annotated[tuple[JudgingStage, ...], Field(title="阶段")] = ()
    anonymous: Annotated[bool, Field(title="匿名评审")] = False
    drop_high: Annotated[Count, Field(title="去掉几个最高分")] = 0
    drop_low: Annotated[Count, Field(title="去掉几个最低分")] = 0
    decimals: Annotated[
        Count, Field(title="小数位数", description="平均分保留几位小数，四舍五入", le=6)
    ] = 2


class ContestPrize(Prize):
    """一个奖项：给作品的，或者给单位的（例如优秀组织奖）。"""

    recipient: Annotated[
        Literal["work", "unit"],
        Field(alias="for", title="对象", description="work 作品、unit 单位（例如优秀组织奖）"),
    ] = "work"
    category: Annotated[
        LocalId | None,
        Ref(CATEGORY),
        Field(title="类别编号", description="只奖某一类作品时写，categories 里的编号"),
    ] = None
    group: Annotated[
        LocalId | None,
        Ref(GROUP),
        Field(title="组别编号", description="只奖某一组时写，groups 里的编号"),
    ] = None
    winners: Annotated[
        tuple[Text, ...],
        Field(
            title="获奖单位",
            description="只有 for: unit 的奖项写；单位名称，公示结束前显示为拟获奖",
        ),
    ] = ()

    @model_validator(mode="after")
    def _winners_are_units(self) -> Self:
        if self.winners and self.recipient != "unit":
            hint = "给单位的奖加上 for: unit；给作品的奖写在作品文件的 award 里"
            raise bad_value(f"“{self.title}”是给作品的奖，不能在这里写获奖单位", hint)
        if isinstance(self.count, int) and len(self.winners) > self.count:
            message = f"“{self.title}”有 {self.count} 个名额，写了 {len(self.winners)} 个单位"
            raise bad_value(message, "检查获奖单位，或改 count")
        return self


class Vote(Model):
    """网络投票，例如评人气奖。"""

    prize: Annotated[
        PrizeId | None, Field(title="奖项编号", description="按票数评的奖，prizes 里的编号")
    ] = None
    start: Annotated[When, Field(title="投票开始")]
    end: Annotated[When, Field(title="投票结束", description="只写日期时，到当天结束")]
    how: Annotated[Markdown, Field(title="怎样投票", description="Markdown")]
    url: Annotated[Url | None, Field(title="投票网址")] = None


class ContestTimeline(Timeline):
    """征集、评审、公示、颁奖的日程，先后次序固定。"""

    judging: Annotated[
        WhenOrLater | None, Field(title="评审开始", description="日期，或者 待定")
    ] = None
    notice: Annotated[
        WhenOrLater | None, Field(title="公示开始", description="日期，或者 待定")
    ] = None
    award: Annotated[WhenOrLater | None, Field(title="颁奖", description="日期，或者 待定")] = None


class Contest(Campaign):
    """征集评选：征文、摄影、歌唱、视频、书法……。"""

    timeline_order: ClassVar[tuple[str, ...]] = (
        "timeline.open",
        "timeline.close",
        "timeline.judging",
        "timeline.notice",
        "notice.start",
        "notice.end",
        "timeline.award",
    )

    local_targets: ClassVar[tuple[RefTarget, ...]] = (CATEGORY, GROUP, PRIZE)
    timeline_titles: ClassVar[Mapping[str, str]] = {"open": "开始征集", "close": "截止征集"}

    kind: Literal["contest"]
    timeline: Annotated[ContestTimeline, Field(title="日程")]
    discipline: Annotated[
        Text, Field(title="门类", description="例如 征文、摄影、歌唱；技术创新写 innovation")
    ]
    categories: Annotated[tuple[Category, ...], Field(title="类别")] = ()
    groups: Annotated[
        tuple[EntrantGroup, ...],
        Field(title="组别", description="按参加的人分，例如成人组、学生组"),
    ] = ()
    entry_by: Annotated[
        Literal["works", "registration"],
        Field(
            title="参加方式", description="works 投作品（征集）、registration 报名（比赛、展演）"
        ),
    ] = "works"
    entry_limit: Annotated[Positive | None, Field(title="每人限报件数")] = None
    eligibility: Annotated[Markdown | None, Field(title="参加资格")] = None
    submission: Annotated[Submission, Field(title="投稿渠道")]
    originality: Annotated[Markdown | None, Field(title="原创声明")] = None
    ai_policy: Annotated[Markdown | None, Field(title="人工智能使用规定")] = None
    licence: Annotated[Markdown | None, Field(title="作品使用授权")] = None
    judging: Annotated[Judging | None, Field(title="评审")] = None
    prizes: Annotated[tuple[ContestPrize, ...], Field(title="奖项")] = ()
    vote: Annotated[Vote | None, Field(title="网络投票")] = None
    notice: Annotated[Notice | None, Field(title="公示")] = None

    def calendar_dates(self) -> Iterator[CalendarDate]:
        """Those of all kinds, and the stages of the judging."""
        yield from super().calendar_dates()
        for stage in self.judging.stages if self.judging else ():
            yield CalendarDate(
                stage.start.iso,
                stage.end.iso,
                DateSort.STEP,
                date_id("judging", stage.title),
                stage.title,
            )

    @property
    def published_notice(self) -> Notice | None:
        """The notice on winners."""
        return self.notice

    @property
    def unit_prizes(self) -> frozenset[str]:
        """Ids of the prizes that go to units and not to works."""
        return frozenset(prize.id for prize in self.prizes if prize.recipient == "unit")

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its prizes."""
        return self.prizes
