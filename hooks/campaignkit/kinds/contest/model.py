"""The fields of a contest and of its entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.kinds.contest import innovation
from campaignkit.kinds.prizes import PRIZE, Prize, PrizeId
from campaignkit.model.calendar_entry import CalendarDate, DateSort, date_id
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    Email,
    File,
    Id,
    LocalId,
    Markdown,
    Model,
    Number,
    PersonId,
    Positive,
    Ref,
    Text,
    Url,
    When,
    as_mapping,
    bad_value,
    missing_field,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import Award, Consent, Notice, Picture, Timeline

CATEGORY = local_target("category", "类别", "categories")


class Category(Model):
    """作品类别及其篇幅。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]
    min: Annotated[Number | None, Field(title="下限")] = None
    max: Annotated[Number | None, Field(title="上限")] = None
    unit: Annotated[
        Literal["字", "行", "首", "张", "分钟"] | None,
        Field(title="单位", description="篇幅按什么算"),
    ] = None

    @model_validator(mode="after")
    def _min_below_max(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise bad_value(f"下限 {self.min:g} 大于上限 {self.max:g}", "把 min 和 max 对调")
        return self


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


class ContestTimeline(Timeline):
    """征集、评审、公示、颁奖的日程，先后次序固定。"""

    judging: Annotated[When | None, Field(title="评审开始")] = None
    notice: Annotated[When | None, Field(title="公示开始")] = None
    award: Annotated[When | None, Field(title="颁奖")] = None


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

    local_targets: ClassVar[tuple[RefTarget, ...]] = (CATEGORY, PRIZE)
    timeline_titles: ClassVar[Mapping[str, str]] = {"open": "开始征集", "close": "截止征集"}

    kind: Literal["contest"]
    timeline: Annotated[ContestTimeline, Field(title="日程")]
    discipline: Annotated[
        Text, Field(title="门类", description="例如 征文、摄影、歌唱；技术创新写 innovation")
    ]
    categories: Annotated[tuple[Category, ...], Field(title="类别")] = ()
    entry_limit: Annotated[Positive | None, Field(title="每人限报件数")] = None
    eligibility: Annotated[Markdown | None, Field(title="参加资格")] = None
    submission: Annotated[Submission, Field(title="投稿渠道")]
    originality: Annotated[Markdown | None, Field(title="原创声明")] = None
    ai_policy: Annotated[Markdown | None, Field(title="人工智能使用规定")] = None
    licence: Annotated[Markdown | None, Field(title="作品使用授权")] = None
    judging: Annotated[Judging | None, Field(title="评审")] = None
    prizes: Annotated[tuple[Prize, ...], Field(title="奖项")] = ()
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
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its prizes."""
        return self.prizes


class Author(Model):
    """作者：人物编号，或姓名和单位。"""

    person: Annotated[PersonId | None, Field(title="人物编号")] = None
    name: Annotated[Text | None, Field(title="姓名")] = None
    unit: Annotated[Text | None, Field(title="单位")] = None

    @model_validator(mode="after")
    def _person_or_name(self) -> Self:
        if self.person is None and self.name is None:
            raise missing_field("没有写作者是谁", "写成 {name: 姓名, unit: 单位}")
        if self.person is not None and self.name is not None:
            raise bad_value("person 和 name 只能写一个", "人物有自己的文件就删掉 name")
        return self


class Entry(Record):
    """参评作品：entries/<编号>.yml。"""

    collection: ClassVar[str] = "entries"
    consent_keys: ClassVar[tuple[str, ...]] = ("consent", "authors")

    title: Annotated[Text, Field(title="题目")]
    category: Annotated[
        LocalId | None, Ref(CATEGORY), Field(title="类别编号", description="categories 里的编号")
    ] = None
    authors: Annotated[
        tuple[Annotated[Author, as_mapping("person", Author)], ...],
        Field(title="作者", min_length=1),
    ]
    file: Annotated[
        File | None, Field(title="正文文件", description="同一活动文件夹里的 .md 文件")
    ] = None
    body: Annotated[Markdown | None, Field(title="正文", description="Markdown")] = None
    media: Annotated[tuple[Picture, ...], Field(title="图片")] = ()
    award: Annotated[PrizeId | None, Field(title="获奖", description="prizes 里的编号")] = None
    statement_signed: Annotated[bool, Field(title="已签原创声明")] = False
    consent: Annotated[Consent | None, Field(title="本人同意")] = None
    problem: innovation.Problem = None
    solution: innovation.Solution = None
    benefits: innovation.Benefits = ()
    patents: innovation.Patents = ()
    team: innovation.Team = ()
    in_use_since: innovation.InUseSince = None

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if self.file is not None and self.body is not None:
            raise bad_value("file 和 body 只能写一个", "正文在 .md 文件里就删掉 body")
        return self

    @property
    def label(self) -> str:
        """The work's title."""
        return self.title

    @property
    def prize(self) -> str | None:
        """The prize it won."""
        return self.award

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether an author is named here and not by the id of a person."""
        del campaign
        return any(author.name for author in self.authors) or bool(self.team)

    @property
    def public(self) -> bool:
        """False once its author withdrew consent."""
        return self.consent is None or self.consent.shows_profile
