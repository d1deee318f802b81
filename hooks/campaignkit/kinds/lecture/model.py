"""The fields of a lecture series and of its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from campaignkit.kinds.venues import VENUE, Venue, VenueId
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    File,
    Id,
    Markdown,
    Model,
    PersonId,
    Positive,
    RecordRef,
    Ref,
    Text,
    Url,
    When,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget

SESSION = RefTarget(
    "session",
    "场次",
    "写成 活动编号/场次编号，场次编号是 sessions/ 里的文件名（不带 .yml）",
    is_record=True,
)
SessionRef = Annotated[RecordRef, Ref(SESSION)]


class AgendaItem(Model):
    """安排：一段时间做什么。"""

    time: Annotated[Text, Field(title="时间", description="例如 14:30")]
    title: Annotated[Text, Field(title="内容")]
    speaker: Annotated[Text | None, Field(title="谁", description="不写就是主讲人")] = None


class SessionState(StrEnum):
    """A moved or cancelled session stays visible and says so."""

    SCHEDULED = "scheduled"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Lecture(Campaign):
    """宣讲：一个系列的多场讲座。"""

    local_targets: ClassVar[tuple[RefTarget, ...]] = (VENUE,)
    timeline_titles: ClassVar[Mapping[str, str]] = {}
    deadlines: ClassVar[tuple[str, ...]] = ()

    kind: Literal["lecture"]
    venues: Annotated[
        dict[Id, Venue], Field(title="场地", description="编号: {name, address, …}")
    ] = {}


class Session(Record):
    """场次：sessions/<编号>.yml。"""

    collection: ClassVar[str] = "sessions"

    title: Annotated[Text, Field(title="题目")]
    start: Annotated[When, Field(title="开始", description="例如 2021-05-12T14:30")]
    end: Annotated[When, Field(title="结束")]
    venue: Annotated[VenueId, Field(title="场地编号", description="campaign.yml 的 venues 里")]
    speakers: Annotated[tuple[PersonId, ...], Field(title="主讲人", min_length=1)]
    abstract: Annotated[Markdown, Field(title="内容提要")]
    audience: Annotated[Text | None, Field(title="听众")] = None
    capacity: Annotated[Positive | None, Field(title="名额")] = None
    booking: Annotated[Markdown | None, Field(title="报名方法")] = None
    state: Annotated[
        SessionState, Field(title="状态", description="scheduled 如期、moved 改期、cancelled 取消")
    ] = SessionState.SCHEDULED
    moved_from: Annotated[When | None, Field(title="原定时间")] = None
    agenda: Annotated[
        tuple[AgendaItem, ...],
        Field(title="安排", description="显示在幻灯片的安排页上，例如 {time: 14:30, title: 讲课}"),
    ] = ()
    deck: Annotated[File | None, Field(title="课件", description="例如 decks/01.md")] = None
    handout: Annotated[File | None, Field(title="讲义文件")] = None
    recording: Annotated[Url | None, Field(title="录像网址")] = None

    @property
    def label(self) -> str:
        """The session's title."""
        return self.title
