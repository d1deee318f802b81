"""The fields of a contest's entries."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from campaignkit.kinds.contest import innovation
from campaignkit.kinds.contest.divisions import CATEGORY, GROUP
from campaignkit.kinds.contest.model import Contest
from campaignkit.kinds.prizes import PrizeId
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    Count,
    File,
    LocalId,
    Markdown,
    Model,
    PersonId,
    Ref,
    Text,
    When,
    as_mapping,
    bad_value,
    missing_field,
)
from campaignkit.model.record import Record
from campaignkit.model.shared import Consent, Picture, Video


class EntryStage(StrEnum):
    """How far a work has come."""

    SUBMITTED = "submitted"
    PROPOSED = "proposed"
    NOTICE = "notice"
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"


class Author(Model):
    """作者：人物编号，或姓名和单位；集体写名称，可以列出成员。"""

    person: Annotated[PersonId | None, Field(title="人物编号")] = None
    name: Annotated[Text | None, Field(title="姓名", description="一个人的姓名，或集体的名称")] = (
        None
    )
    unit: Annotated[Text | None, Field(title="单位")] = None
    collective: Annotated[
        bool, Field(title="集体", description="班组、车间、合唱队等写 true，不写成员也可以")
    ] = False
    members: Annotated[
        tuple[Text, ...], Field(title="成员", description="集体的成员，例如 [张三, 李四]")
    ] = ()

    @property
    def is_collective(self) -> bool:
        """Whether a team, a shift or a choir made the work."""
        return self.collective or bool(self.members)

    @property
    def names_people(self) -> bool:
        """Whether natural persons are named here who have no file of their own."""
        return self.name is not None and (not self.is_collective or bool(self.members))

    @model_validator(mode="after")
    def _person_or_name(self) -> Self:
        if self.person is None and self.name is None:
            raise missing_field("没有写作者是谁", "写成 {name: 姓名, unit: 单位}")
        if self.person is not None and self.name is not None:
            raise bad_value("person 和 name 只能写一个", "人物有自己的文件就删掉 name")
        return self

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        names = re.split(r"[、，,；;/]", self.name or "")
        if len(names) > 1 and all(names) and not self.is_collective:
            each = "、".join(f"{{name: {name.strip()}}}" for name in names)
            hint = f"一人一项：[{each.replace('、', ', ')}]；是集体名称的，加一行 collective: true"
            raise bad_value(f"“{self.name}”像是 {len(names)} 个人，写在了一项里", hint)
        return self


class VoteCount(Model):
    """网络投票里得了多少票。"""

    count: Annotated[Count, Field(title="票数")]
    as_of: Annotated[When, Field(title="截至", description="数票的时间，例如 2021-06-01T17:30")]


class Entry(Record):
    """参评作品：entries/<编号>.yml。"""

    collection: ClassVar[str] = "entries"
    prize_remedy: ClassVar[str] = "先写 stage: proposed（拟获奖），公示结束后改成 awarded"
    before_notice: ClassVar[str] = "proposed"
    consent_keys: ClassVar[tuple[str, ...]] = ("consent", "authors")

    title: Annotated[Text, Field(title="题目")]
    category: Annotated[
        LocalId | None, Ref(CATEGORY), Field(title="类别编号", description="categories 里的编号")
    ] = None
    group: Annotated[
        LocalId | None, Ref(GROUP), Field(title="组别编号", description="groups 里的编号")
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
    video: Annotated[Video | None, Field(title="视频")] = None
    votes: Annotated[VoteCount | None, Field(title="得票")] = None
    stage: Annotated[
        EntryStage | None,
        Field(
            title="阶段",
            description="submitted 参评、proposed 拟获奖（公示开始那天上名单）、notice 公示、"
            "awarded 获奖、withdrawn 退出；不写时，有 award 的是获奖，没有的是参评",
        ),
    ] = None
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

    @model_validator(mode="after")
    def _award_fits_stage(self) -> Self:
        if self.stage in _WITH_PRIZE and self.award is None:
            raise missing_field(
                f"stage 写的是 {self.stage}，没有写什么奖", "加一行 award: 奖项编号（prizes 里的）"
            )
        if self.stage is EntryStage.SUBMITTED and self.award is not None:
            hint = "拟获奖的写 stage: proposed，公示结束后写 stage: awarded；没有获奖的删掉 award"
            raise bad_value("写了 award，stage 却是 submitted", hint)
        return self

    @property
    def label(self) -> str:
        """The work's title."""
        return self.title

    @property
    def prize(self) -> str | None:
        """The prize it won; files of old have no stage, and the award says it all."""
        return self.award if self.stage in (None, EntryStage.AWARDED) else None

    @property
    def proposed(self) -> str | None:
        """The prize that the jury proposes, until the notice has ended."""
        return self.award if self.stage in (EntryStage.PROPOSED, EntryStage.NOTICE) else None

    @property
    def on_notice(self) -> bool:
        """Whether its file says that the notice stands."""
        return self.stage is EntryStage.NOTICE

    def shown_stage(self, campaign: Contest, as_of: datetime) -> EntryStage:
        """What readers may know at an instant: proposals are public once the notice has begun."""
        if self.prize:
            return EntryStage.AWARDED
        notice = campaign.notice
        begun = as_of >= notice.start.start if notice else self.on_notice
        return EntryStage.NOTICE if self.proposed and begun else EntryStage.SUBMITTED

    def needs_consent(self, campaign: Campaign | None) -> bool:
        """Whether a person is named as author, and not by an id; a unit's prize names none."""
        units = (
            self.award is not None
            and isinstance(campaign, Contest)
            and (campaign.lost("prizes") or self.award in campaign.unit_prizes)
        )
        if units:
            return any(author.members for author in self.authors)
        if self.team:
            return True
        return any(author.names_people for author in self.authors)

    @property
    def public(self) -> bool:
        """False once it, or its author's consent, was withdrawn."""
        if self.stage is EntryStage.WITHDRAWN:
            return False
        return self.consent is None or self.consent.shows_profile


_WITH_PRIZE = (EntryStage.PROPOSED, EntryStage.NOTICE, EntryStage.AWARDED)
