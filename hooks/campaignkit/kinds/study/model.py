"""The fields of a study programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from campaignkit.kinds.lecture.model import SessionRef
from campaignkit.model.calendar_entry import CalendarDate, DateSort, DateState
from campaignkit.model.campaign import Campaign, Referral
from campaignkit.model.fields import (
    CampaignId,
    Id,
    Markdown,
    Model,
    Positive,
    Text,
    Url,
    When,
    as_mapping,
)
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import Reading, Video

TOPIC = local_target("topic", "专题", "topics")


class StudyMeeting(Model):
    """集体学习：什么时候、在哪里一起学。"""

    start: Annotated[When, Field(title="开始", description="例如 2021-05-12T14:30")]
    end: Annotated[When | None, Field(title="结束")] = None
    place: Annotated[Text, Field(title="地点")]
    title: Annotated[Text | None, Field(title="名称", description="例如 第一次集体学习")] = None
    unit: Annotated[Text | None, Field(title="谁参加", description="例如 机关党支部")] = None
    leader: Annotated[Text | None, Field(title="领学人")] = None
    online: Annotated[Url | None, Field(title="线上网址")] = None
    state: Annotated[
        DateState, Field(title="状态", description="scheduled 如期、moved 改期、cancelled 取消")
    ] = DateState.SCHEDULED
    moved_from: Annotated[When | None, Field(title="原定时间")] = None

    @property
    def note(self) -> str:
        """What to say wherever it is named; empty where it is held as planned."""
        return {DateState.MOVED: "已改期", DateState.CANCELLED: "已取消"}.get(self.state, "")


class StudyVideo(Video):
    """学习视频：文件，或者能看到它的网页。"""

    title: Annotated[Text, Field(title="名称")]


class Homework(Model):
    """作业。"""

    text: Annotated[Markdown, Field(title="内容", description="Markdown")]
    due: Annotated[When | None, Field(title="什么时候交")] = None
    hand_in: Annotated[Text | None, Field(title="交到哪里", description="例如 交给学习小组长")] = (
        None
    )


class Topic(Model):
    """学习专题。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]
    week: Annotated[Positive | None, Field(title="第几周")] = None
    start: Annotated[When | None, Field(title="开始")] = None
    end: Annotated[When | None, Field(title="结束")] = None
    goals: Annotated[tuple[Text, ...], Field(title="学习目标")] = ()
    readings: Annotated[tuple[Reading, ...], Field(title="阅读材料")] = ()
    lectures: Annotated[
        tuple[SessionRef, ...], Field(title="宣讲", description="写成 活动编号/场次编号")
    ] = ()
    meetings: Annotated[
        tuple[StudyMeeting, ...],
        Field(title="集体学习", description="每次写 {start, end, place}"),
    ] = ()
    videos: Annotated[
        tuple[StudyVideo, ...],
        Field(title="学习视频", description="每个写 {title, url 或 file, cover, length}"),
    ] = ()
    homework: Annotated[
        tuple[Annotated[Homework, as_mapping("text", Homework)], ...],
        Field(title="作业", description="一句话，或者 {text, due, hand_in}"),
    ] = ()
    quiz: Annotated[CampaignId | None, Field(title="测验", description="知识竞赛活动的编号")] = None
    note: Annotated[Text | None, Field(title="说明", description="例如为什么隔一周")] = None
    body: Annotated[Markdown | None, Field(title="正文", description="Markdown")] = None


class Study(Campaign):
    """学习教育：分专题的学习计划。"""

    local_targets: ClassVar[tuple[RefTarget, ...]] = (TOPIC,)
    timeline_titles: ClassVar[Mapping[str, str]] = {}
    deadlines: ClassVar[tuple[str, ...]] = ()

    kind: Literal["study"]
    topics: Annotated[tuple[Topic, ...], Field(title="专题", min_length=1)]
    checklist: Annotated[tuple[Text, ...], Field(title="自查清单")] = ()

    def calendar_dates(self) -> Iterator[CalendarDate]:
        """Those of all kinds, and the topics that have a date."""
        yield from super().calendar_dates()
        for topic in self.topics:
            yield from _meeting_dates(topic)
            yield from _homework_dates(topic)
            begins, ends = topic.start or topic.end, topic.end or topic.start
            if begins and ends:
                yield CalendarDate(
                    begins.iso,
                    ends.iso,
                    DateSort.STEP,
                    f"topic-{topic.id}",
                    f"专题“{topic.title}”",
                    page=f"topics/{topic.id}/",
                )

    def referrals(self) -> Iterator[Referral]:
        """The lectures that topics name."""
        for topic in self.topics:
            uri = f"campaigns/{self.id}/topics/{topic.id}/"
            for lecture in topic.lectures:
                ref = lecture if "/" in lecture else f"{self.id}/{lecture}"
                yield Referral(ref, f"{self.title}：{topic.title}", uri)


def _meeting_dates(topic: Topic) -> Iterator[CalendarDate]:
    """The meetings of a topic; known by their day, so that one more changes no other's id."""
    for meeting in topic.meetings:
        first = meeting.moved_from or meeting.start
        yield CalendarDate(
            meeting.start.iso,
            meeting.end.iso if meeting.end else "",
            DateSort.EVENT,
            f"topic-{topic.id}.meeting-{first.day.isoformat()}",
            f"{meeting.title or '集体学习'}“{topic.title}”",
            place="；".join(filter(None, (meeting.place, meeting.online))),
            page=f"topics/{topic.id}/",
            state=meeting.state,
            moved_from=meeting.moved_from.iso if meeting.moved_from else "",
        )


def _homework_dates(topic: Topic) -> Iterator[CalendarDate]:
    for number, homework in enumerate(topic.homework, 1):
        if homework.due:
            yield CalendarDate(
                homework.due.iso,
                sort=DateSort.DEADLINE,
                id=f"topic-{topic.id}.homework-{number}",
                title=f"交作业：{topic.title}",
                page=f"topics/{topic.id}/",
            )
