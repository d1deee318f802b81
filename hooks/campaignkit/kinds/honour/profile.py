"""The fields of a profile: a candidate, or a winner."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from campaignkit.kinds.honour.model import AWARD, Honours, Recipient
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    LocalId,
    Markdown,
    PersonId,
    Ref,
    Text,
    bad_value,
    missing_field,
)
from campaignkit.model.people import Gender
from campaignkit.model.record import Record
from campaignkit.model.shared import Consent, Honour, Milestone, Picture


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
    position: Annotated[
        Text | None, Field(title="职务", description="例如 车间副主任；公示里要写职务的写")
    ] = None
    gender: Annotated[
        Gender | None, Field(title="性别", description="female 女、male 男；公示里要写性别的写")
    ] = None
    nominated_by: Annotated[
        Text | None, Field(title="推荐单位", description="单位名称，或 organisations.yml 里的编号")
    ] = None
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

    @property
    def is_name_only(self) -> bool:
        """Whether it is a line on the notice and the roll, with nothing to make a page of.

        A notice names all who are on it, whether or not they agree to a page of their own.
        """
        if self.stage not in (ProfileStage.NOTICE, ProfileStage.AWARDED) or self.name is None:
            return False
        if self.consent and (self.consent.profile or self.consent.withdrawn):
            return False
        texts = (self.portrait, self.citation, self.deeds)
        return not any(texts) and not (self.quotes or self.timeline or self.honours)

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether a page is made about a person, and not about a team or a unit."""
        return not self.is_name_only and self.for_person(campaign)

    def for_person(self, campaign: Campaign | None) -> bool:
        """Whether its award is for persons, and not for teams or units."""
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
