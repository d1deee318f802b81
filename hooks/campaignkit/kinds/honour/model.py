"""The fields of an award campaign and of its profiles."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    LocalId,
    Markdown,
    Model,
    Number,
    PersonId,
    Ref,
    Text,
    When,
    bad_value,
    missing_field,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import (
    Award,
    Consent,
    Honour,
    HonourLevel,
    Milestone,
    Notice,
    Picture,
    Timeline,
)

AWARD = local_target("award", "奖项", "awards")


class Recipient(StrEnum):
    """Whom an award is for."""

    PERSON = "person"
    TEAM = "team"
    UNIT = "unit"


class HonourAward(Award):
    """评选的一个奖项。"""

    level: Annotated[
        HonourLevel,
        Field(
            title="级别", description="national 全国、province 省、city 市、county 县、unit 单位"
        ),
    ]
    recipient: Annotated[
        Recipient,
        Field(alias="for", title="对象", description="person 个人、team 集体、unit 单位"),
    ] = Recipient.PERSON


class Quota(Model):
    """名额比例，例如一线职工不少于 35%。"""

    label: Annotated[Text, Field(title="类别", description="人选 labels 里的一个")]
    share: Annotated[Number, Field(title="比例", description="百分数，例如 35", le=100)]
    of: Annotated[
        LocalId | None, Ref(AWARD), Field(title="奖项编号", description="不写时算全部")
    ] = None


class HonourTimeline(Timeline):
    """推荐、评审、公示、表彰的日程，先后次序固定。"""

    review: Annotated[When | None, Field(title="评审开始")] = None
    notice: Annotated[When | None, Field(title="公示开始")] = None
    award: Annotated[When | None, Field(title="表彰")] = None


class Honours(Campaign):
    """评选表彰。"""

    timeline_order: ClassVar[tuple[str, ...]] = (
        "timeline.open",
        "timeline.close",
        "timeline.review",
        "timeline.notice",
        "notice.start",
        "notice.end",
        "timeline.award",
    )

    local_targets: ClassVar[tuple[RefTarget, ...]] = (AWARD,)

    kind: Literal["honour"]
    timeline: Annotated[HonourTimeline, Field(title="日程")]
    awards: Annotated[tuple[HonourAward, ...], Field(title="奖项", min_length=1)]
    quotas: Annotated[tuple[Quota, ...], Field(title="名额比例")] = ()
    criteria: Annotated[tuple[Text, ...], Field(title="评选条件")] = ()
    nomination: Annotated[Markdown | None, Field(title="推荐办法", description="Markdown")] = None
    notice: Annotated[Notice | None, Field(title="公示")] = None

    @property
    def published_notice(self) -> Notice | None:
        """The notice on the candidates."""
        return self.notice

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its awards."""
        return self.awards


class ProfileStage(StrEnum):
    """How far a candidate has come."""

    NOMINATED = "nominated"
    NOTICE = "notice"
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"


class Profile(Record):
    """人选、集体或单位的事迹：profiles/<编号>.yml。"""

    collection: ClassVar[str] = "profiles"
    prize_key: ClassVar[str] = "stage"
    before_notice: ClassVar[str] = "nominated"
    prize_remedy: ClassVar[str] = "先写 stage: notice，公示结束后再改"

    person: Annotated[PersonId | None, Field(title="人物编号", description="people/ 里的编号")] = (
        None
    )
    name: Annotated[Text | None, Field(title="名称", description="姓名、集体或单位的名称")] = None
    unit: Annotated[Text | None, Field(title="单位")] = None
    occupation: Annotated[Text | None, Field(title="职业")] = None
    region: Annotated[Text | None, Field(title="地区")] = None
    honours: Annotated[tuple[Honour, ...], Field(title="荣誉")] = ()
    stage: Annotated[
        ProfileStage,
        Field(
            title="阶段",
            description="nominated 推荐、notice 公示、awarded 获奖、withdrawn 退出",
        ),
    ]
    award: Annotated[LocalId, Ref(AWARD), Field(title="奖项编号", description="awards 里的编号")]
    labels: Annotated[tuple[Text, ...], Field(title="类别", description="例如 一线、产业工人")] = ()
    portrait: Annotated[Picture | None, Field(title="照片")] = None
    consent: Annotated[Consent | None, Field(title="本人同意")] = None
    citation: Annotated[Text | None, Field(title="一句话介绍")] = None
    quotes: Annotated[tuple[Text, ...], Field(title="本人的话")] = ()
    timeline: Annotated[tuple[Milestone, ...], Field(title="经历")] = ()
    deeds: Annotated[Markdown | None, Field(title="事迹", description="Markdown")] = None

    @model_validator(mode="after")
    def _person_or_name(self) -> Self:
        if self.person is None and self.name is None:
            raise missing_field("没有写是谁", "写 name: 姓名或集体名称，或者写 person: 人物编号")
        if self.person is not None and self.name is not None:
            raise bad_value("person 和 name 只能写一个", "人物有自己的文件就删掉 name")
        return self

    @property
    def label(self) -> str:
        """The name, or the person's id where the person is named by id."""
        return self.name or self.person or ""

    @property
    def prize(self) -> str | None:
        """The award, once it has been conferred."""
        return self.award if self.stage is ProfileStage.AWARDED else None

    @property
    def on_notice(self) -> bool:
        """Whether its name stands open to objection now."""
        return self.stage is ProfileStage.NOTICE

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether it is about a person, and not about a team or a unit."""
        if not isinstance(campaign, Honours):
            return True
        if campaign.lost("awards"):
            return False
        recipients = (award.recipient for award in campaign.awards if award.id == self.award)
        return next(recipients, Recipient.PERSON) is Recipient.PERSON

    @property
    def public(self) -> bool:
        """False once consent or the candidacy was withdrawn."""
        if self.stage is ProfileStage.WITHDRAWN:
            return False
        return self.consent is None or self.consent.shows_profile
