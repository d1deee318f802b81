"""The fields of a lecture series and of its sessions."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from campaignkit.model.campaign import Campaign, LocalItem
from campaignkit.model.entity import Record
from campaignkit.model.fields import (
    File,
    Id,
    LocalId,
    Markdown,
    Model,
    PersonId,
    Positive,
    Ref,
    Text,
    Url,
    When,
)


class Venue(Model):
    """场地。"""

    name: Annotated[Text, Field(title="名称")]
    address: Annotated[Text, Field(title="地址")]
    capacity: Annotated[Positive | None, Field(title="座位数")] = None
    facilities: Annotated[
        Text | None, Field(title="设施", description="例如 投影、话筒、无障碍通道")
    ] = None


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

    kind: Literal["lecture"]
    venues: Annotated[
        dict[Id, Venue], Field(title="场地", description="编号: {name, address, …}")
    ] = {}

    def local_items(self) -> Iterator[LocalItem]:
        """Venues."""
        for venue_id, venue in self.venues.items():
            yield LocalItem("venue", venue_id, venue.name, ("venues", venue_id))


class Session(Record):
    """场次：sessions/<编号>.yml。"""

    collection: ClassVar[str] = "sessions"

    title: Annotated[Text, Field(title="题目")]
    start: Annotated[When, Field(title="开始", description="例如 2021-05-12T14:30")]
    end: Annotated[When, Field(title="结束")]
    venue: Annotated[
        LocalId, Ref("venue"), Field(title="场地编号", description="campaign.yml 的 venues 里")
    ]
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
