"""The fields of a study programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from campaignkit.kinds.lecture.model import SessionRef
from campaignkit.model.calendar_entry import CalendarDate, DateSort
from campaignkit.model.campaign import Campaign, Referral
from campaignkit.model.fields import (
    CampaignId,
    Id,
    Markdown,
    Model,
    Positive,
    Text,
    When,
)
from campaignkit.model.ref_target import RefTarget, local_target
from campaignkit.model.shared import Reading

TOPIC = local_target("topic", "专题", "topics")


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
