"""The fields of an award campaign."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    LocalId,
    Markdown,
    Model,
    Number,
    Positive,
    Ref,
    Text,
    When,
    WhenOrLater,
    bad_value,
    missing_field,
)
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import (
    Award,
    Contact,
    HonourLevel,
    Notice,
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
    nomination: Annotated[
        bool, Field(title="提名奖", description="true 时是提名奖、入围奖，和获奖的分开列")
    ] = False


class Quota(Model):
    """名额比例，例如一线职工不少于 35%，领导干部不超过 20%。"""

    label: Annotated[Text, Field(title="类别", description="人选 labels 里的一个")]
    at_least: Annotated[
        Number | None, Field(title="不少于", description="百分数，例如 35", le=100)
    ] = None
    at_most: Annotated[
        Number | None, Field(title="不超过", description="百分数，例如 20", le=100)
    ] = None
    share: Annotated[
        Number | None, Field(title="比例", description="和 at_least 一样，百分数", le=100)
    ] = None
    of: Annotated[
        LocalId | None, Ref(AWARD), Field(title="奖项编号", description="不写时算全部")
    ] = None

    @property
    def floor(self) -> float | None:
        """The least share in per cent, by either of its names."""
        return self.share if self.at_least is None else self.at_least

    @model_validator(mode="after")
    def _has_bounds_in_order(self) -> Self:
        if self.share is not None and self.at_least is not None:
            raise bad_value("share 和 at_least 是一个意思，只能写一个", "删掉 share")
        if self.floor is None and self.at_most is None:
            raise missing_field("没有写比例", "写 at_least: 35（不少于）或 at_most: 20（不超过）")
        if self.floor is not None and self.at_most is not None and self.floor > self.at_most:
            raise bad_value(f"不少于 {self.floor:g}%，又不超过 {self.at_most:g}%", "把两个数对调")
        return self


class Allocation(Model):
    """名额分配表的一行：一个单位推荐几个。"""

    unit: Annotated[
        Text, Field(title="单位", description="单位名称，或 organisations.yml 里的编号")
    ]
    award: Annotated[
        LocalId | None,
        Ref(AWARD),
        Field(title="奖项编号", description="有几个奖项时，一个单位一个奖项写一行"),
    ] = None
    count: Annotated[Positive, Field(title="名额")]


class VettingStep(Model):
    """推荐到公示之间的一步，例如单位公示、征求有关部门意见。"""

    title: Annotated[Text, Field(title="做什么")]
    by: Annotated[Text | None, Field(title="谁做")] = None
    start: Annotated[When | None, Field(title="开始")] = None
    end: Annotated[When | None, Field(title="结束")] = None
    note: Annotated[Text | None, Field(title="说明")] = None


class NoticeColumn(StrEnum):
    """A column of the notice after number and name."""

    GENDER = "gender"
    UNIT = "unit"
    POSITION = "position"
    OCCUPATION = "occupation"
    REGION = "region"
    NOMINATED_BY = "nominated_by"


class HonourNotice(Notice):
    """名单公示：可以指定名单有哪些栏。"""

    columns: Annotated[
        tuple[NoticeColumn, ...],
        Field(
            title="名单的栏",
            description="gender 性别、unit 单位、position 职务、occupation 职业、region 地区、"
            "nominated_by 推荐单位；不写时是单位、职务和职业、地区",
        ),
    ] = ()


class HonourTimeline(Timeline):
    """推荐、评审、公示、表彰的日程，先后次序固定。"""

    review: Annotated[
        WhenOrLater | None, Field(title="评审开始", description="日期，或者 待定")
    ] = None
    notice: Annotated[
        WhenOrLater | None, Field(title="公示开始", description="日期，或者 待定")
    ] = None
    award: Annotated[WhenOrLater | None, Field(title="表彰", description="日期，或者 待定")] = None


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
    timeline_titles: ClassVar[Mapping[str, str]] = {"open": "开始推荐", "close": "截止推荐"}

    kind: Literal["honour"]
    timeline: Annotated[HonourTimeline, Field(title="日程")]
    awards: Annotated[tuple[HonourAward, ...], Field(title="奖项", min_length=1)]
    quotas: Annotated[tuple[Quota, ...], Field(title="名额比例")] = ()
    criteria: Annotated[tuple[Text, ...], Field(title="评选条件")] = ()
    allocation: Annotated[
        tuple[Allocation, ...], Field(title="名额分配", description="每个单位推荐几个")
    ] = ()
    vetting: Annotated[
        tuple[VettingStep, ...], Field(title="审核步骤", description="按先后写")
    ] = ()
    nomination_offices: Annotated[
        tuple[Contact, ...], Field(title="受理推荐的单位", description="推荐材料交给谁")
    ] = ()
    nomination: Annotated[Markdown | None, Field(title="推荐办法", description="Markdown")] = None
    notice: Annotated[HonourNotice | None, Field(title="公示")] = None

    @property
    def published_notice(self) -> Notice | None:
        """The notice on the candidates."""
        return self.notice

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """Its awards."""
        return self.awards
