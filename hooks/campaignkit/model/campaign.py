"""What every campaign has, of whatever kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from campaignkit.model.calendar_entry import CalendarDate, DateSort
from campaignkit.model.entity import Entity
from campaignkit.model.fields import CampaignId, Markdown, Moment, OrganisationId, Text
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.shared import (
    Attachment,
    Award,
    Contact,
    Correction,
    Faq,
    Notice,
    Picture,
    Review,
    Source,
    State,
    Timeline,
    Update,
)
from campaignkit.source import Path

Summary = Annotated[str, StringConstraints(min_length=1, max_length=120)]


@dataclass(frozen=True, slots=True)
class LocalItem:
    """A thing with an id that a campaign defines itself; `path` is where the id stands."""

    target: RefTarget
    id: str
    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class Referral:
    """A page leads to a record, `campaign/record`; title and address are the page's."""

    ref: str
    title: str
    uri: str


@dataclass(frozen=True, slots=True)
class VenueBooking:
    """A campaign takes up a place, named as readers know it; `path` is where the place is written.

    `start` and `end` are aware. `address` is empty for a place that is given in words.
    """

    venue: str
    start: datetime
    end: datetime
    title: str
    path: Path
    address: str = ""


class Campaign(Entity):
    """活动：campaigns/<编号>/campaign.yml 里各类活动共有的内容。"""

    timeline_order: ClassVar[tuple[str, ...]] = ("timeline.open", "timeline.close")
    """Dotted places of the moments that must follow one another, in their order."""

    local_targets: ClassVar[tuple[RefTarget, ...]] = ()
    """What a campaign of this kind defines ids for; each has a `key` that is a field here."""

    timeline_titles: ClassVar[Mapping[str, str]] = {"close": "截止"}
    """What keys of `timeline` are called in a calendar; others by the title of their field."""

    deadlines: ClassVar[tuple[str, ...]] = ("close",)
    """Keys of `timeline` until which one can take part: calendars remind of them a day before."""

    kind: Annotated[str, Field(title="类别")]
    title: Annotated[Text, Field(title="名称")]
    slogan: Annotated[Text | None, Field(title="主题口号")] = None
    summary: Annotated[Summary, Field(title="摘要", description="一两句话，不超过 120 字")]
    state: Annotated[
        State,
        Field(title="状态", description="draft 草稿（只在预览里）、published 发布、archived 归档"),
    ]
    hosts: Annotated[
        tuple[OrganisationId, ...],
        Field(title="主办", description="organisations.yml 里的编号", min_length=1),
    ]
    organisers: Annotated[tuple[OrganisationId, ...], Field(title="承办")] = ()
    partners: Annotated[tuple[OrganisationId, ...], Field(title="协办")] = ()
    audience: Annotated[Text | None, Field(title="面向")] = None
    timeline: Annotated[Timeline, Field(title="日程")]
    contacts: Annotated[tuple[Contact, ...], Field(title="联系方式")] = ()
    sources: Annotated[tuple[Source, ...], Field(title="资料来源")] = ()
    review: Annotated[tuple[Review, ...], Field(title="审校记录")] = ()
    attachments: Annotated[tuple[Attachment, ...], Field(title="附件")] = ()
    cover: Annotated[Picture | None, Field(title="题图")] = None
    tags: Annotated[tuple[Text, ...], Field(title="标签")] = ()
    sample: Annotated[
        bool, Field(title="示例数据", description="true 时页面上有“示例数据”标记")
    ] = False
    ai_generated: Annotated[
        bool, Field(title="人工智能生成", description="true 时页面上有法规要求的标识")
    ] = False
    related: Annotated[tuple[CampaignId, ...], Field(title="相关活动")] = ()
    corrections: Annotated[
        tuple[Correction, ...], Field(title="更正", description="显示在页面最上面，新的在前")
    ] = ()
    updates: Annotated[tuple[Update, ...], Field(title="动态")] = ()
    faq: Annotated[tuple[Faq, ...], Field(title="常见问题")] = ()
    about: Annotated[Markdown | None, Field(title="正文", description="Markdown")] = None

    @property
    def published_notice(self) -> Notice | None:
        """The period in which names stand open to objection, for kinds that have one."""
        return None

    def changed_on(self, until: date) -> date | None:
        """The last day on which the content is known to have been reviewed or added to.

        Days after `until` do not count: news may be dated in the future.
        """
        days = [step.date for step in self.review] + [update.date for update in self.updates]
        days += [correction.date for correction in self.corrections]
        return max((day for day in days if day <= until), default=None)

    @property
    def underway_until(self) -> datetime:
        """When what readers take part in is over, and only the judges are still at work."""
        return self.timeline.close.end

    @property
    def newest_corrections(self) -> tuple[Correction, ...]:
        """Its corrections, newest first: for the top of the page, and for feeds."""
        return tuple(sorted(self.corrections, key=lambda one: one.date, reverse=True))

    def local_items(self) -> Iterator[LocalItem]:
        """The things that this campaign defines ids for, target by target."""
        for target in self.local_targets:
            held: Any = getattr(self, target.key)
            if isinstance(held, Mapping):
                for item_id, item in held.items():
                    yield LocalItem(target, item_id, item.name, (target.key, item_id))
            else:
                for number, item in enumerate(held):
                    yield LocalItem(target, item.id, item.title, (target.key, number, "id"))

    def local_titles(self, target: RefTarget) -> dict[str, str]:
        """Titles, or names, by id of the things of one target."""
        return {item.id: item.title for item in self.local_items() if item.target == target}

    def referrals(self) -> Iterator[Referral]:
        """Records that pages of this campaign lead to: the other end of these links."""
        return iter(())

    def venue_bookings(self) -> Iterator[VenueBooking]:
        """The places that the campaign itself takes up; records tell theirs by their cards."""
        return iter(())

    @property
    def prizes_offered(self) -> tuple[Award, ...]:
        """The prizes or awards that records of this campaign may be given, highest first."""
        return ()

    @property
    def revised_on(self) -> date:
        """The last day on which it says that it was reviewed or that there was news."""
        return self.changed_on(date.max) or self.timeline.open.day

    def calendar_dates(self) -> Iterator[CalendarDate]:
        """Its dates for calendars: those of the timeline, and the notice as a whole.

        Kinds add theirs to these.
        """
        notice = self.published_notice
        for key, field in type(self.timeline).model_fields.items():
            moment = getattr(self.timeline, key, None)
            if isinstance(moment, Moment) and not (notice and key == "notice"):
                sort = DateSort.DEADLINE if key in self.deadlines else DateSort.STEP
                sort = DateSort.START if key == "open" else sort
                title = self.timeline_titles.get(key) or field.title or key
                yield CalendarDate(moment.iso, sort=sort, id=key, title=title)
        if notice:
            yield CalendarDate(notice.start.iso, notice.end.iso, DateSort.NOTICE, "notice", "公示")

    def moments(self) -> Iterator[tuple[Path, Moment]]:
        """The moments of `timeline_order` that are written, in their due order."""
        for dotted in self.timeline_order:
            path = tuple(dotted.split("."))
            value: object = self
            for step in path:
                value = getattr(value, step, None)
            if isinstance(value, Moment):
                yield path, value
