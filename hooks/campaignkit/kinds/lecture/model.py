"""The fields of a lecture series and of its sessions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from campaignkit.kinds.lecture.session_parts import (
    Later,
    Online,
    SessionMoment,
    Speaker,
    settled_speakers,
    settled_venue,
)
from campaignkit.kinds.lecture.session_times import Part, Repeat, SessionTime, repeated
from campaignkit.kinds.venues import VENUE, Venue, VenueId
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    File,
    Id,
    Markdown,
    Model,
    Positive,
    RecordRef,
    Ref,
    Text,
    Url,
    When,
    bad_value,
    missing_field,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.shared import Video

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
    start: Annotated[
        SessionMoment | None, Field(title="开始", description="例如 2021-05-12T14:30")
    ] = None
    end: Annotated[SessionMoment | None, Field(title="结束")] = None
    repeat: Annotated[
        Repeat | None,
        Field(
            title="重复",
            description="每周一次的写 {every: week, until: 2021-06-30}；start 和 end 写第一次的",
        ),
    ] = None
    parts: Annotated[
        tuple[Part, ...],
        Field(title="分几次", description="分几天上的，每次一项，这时不写 start 和 end"),
    ] = ()
    venue: Annotated[
        VenueId | None,
        settled_venue,
        Field(title="场地编号", description="campaign.yml 的 venues 里；只在线上的不写"),
    ] = None
    branches: Annotated[
        tuple[VenueId, ...], Field(title="分会场", description="campaign.yml 的 venues 里的编号")
    ] = ()
    online: Annotated[
        Online | None,
        Field(title="线上", description="例如 {url: 网址, platform: 平台, code: 会议号}"),
    ] = None
    to_be_announced: Annotated[
        tuple[Later, ...],
        Field(title="另行通知", description="还没有定的：time 时间、venue 地点、speakers 主讲人"),
    ] = ()
    speakers: Annotated[
        tuple[Speaker, ...],
        settled_speakers,
        Field(
            title="主讲人",
            description="people 里的编号；没有自己页面的写 {name: 姓名, unit: 单位, title: 职务}",
        ),
    ] = ()
    moderator: Annotated[Speaker | None, Field(title="主持人", description="写法和主讲人一样")] = (
        None
    )
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
    video: Annotated[
        Video | None, Field(title="视频", description="文件或网址，可以写封面图和时长")
    ] = None

    @model_validator(mode="after")
    def _has_time(self) -> Self:
        once = [name for name in ("start", "end") if getattr(self, name) is None]
        later = Later.TIME in self.to_be_announced
        if self.parts and (self.repeat or len(once) < 2):
            hint = "分几次的留下 parts，每次的起止都写在里面；其余删掉"
            raise bad_value("parts 和 start、end、repeat 只能写一个", hint)
        if not self.parts and once and not (later and len(once) == 2):
            each = "start: 2021-05-12T14:30" if "start" in once else "end: 2021-05-12T16:00"
            names = "和".join({"start": "开始", "end": "结束"}[name] for name in once)
            hint = f"加一行 {each}；时间还没有定的，写 to_be_announced: [time]"
            raise missing_field(f"没有写{names}时间（{'、'.join(once)}）", hint)
        if later and self.start is not None and not self.start.whole_day:
            raise bad_value("时刻已经写了，又说时间另行通知", "从 to_be_announced 里去掉 time")
        until = self.repeat.until if self.repeat else None
        if until is not None and self.start is not None and until < self.start.day:
            raise bad_value("repeat 的最后一天（until）在第一次以前", "检查 start 和 until")
        return self

    @model_validator(mode="after")
    def _has_place_and_speaker(self) -> Self:
        later = self.to_be_announced
        placed = self.venue or self.online or (self.parts and all(p.venue for p in self.parts))
        if not placed and Later.VENUE not in later:
            hint = (
                "写 venue: 场地编号；线上的写 online: {url: 网址}；"
                "还没有定的写 to_be_announced: [venue]"
            )
            raise missing_field("没有写在哪里（venue）", hint)
        if self.venue and Later.VENUE in later:
            raise bad_value("场地已经写了，又说地点另行通知", "从 to_be_announced 里去掉 venue")
        if not self.speakers and Later.SPEAKERS not in later:
            hint = "写 speakers: [人物编号]；还没有定的写 to_be_announced: [speakers]"
            raise missing_field("没有写主讲人（speakers）", hint)
        return self

    @property
    def times(self) -> tuple[SessionTime, ...]:
        """Every time that it is held, in order; none where that is to be announced."""
        if self.parts:
            each = (SessionTime(p.start, p.end, p.title or "", p.venue) for p in self.parts)
            return tuple(sorted(each, key=lambda time: time.start))
        if self.start is None or self.end is None:
            return ()
        return repeated(self.start, self.end, self.repeat)

    @property
    def is_online_only(self) -> bool:
        """Whether nobody has to go anywhere."""
        return self.online is not None and self.venue is None and not self.branches

    def is_later(self, what: str) -> bool:
        """Whether `time`, `venue` or `speakers` is to be announced."""
        return what in self.to_be_announced

    @property
    def label(self) -> str:
        """The session's title."""
        return self.title
