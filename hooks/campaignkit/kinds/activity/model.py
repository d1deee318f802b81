"""The fields of an activity, of its events, and of the services that it keeps open."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from campaignkit.kinds.activity.hours import OpeningTimes, special_days
from campaignkit.kinds.venues import VENUE, Venue, VenueId
from campaignkit.model.campaign import Campaign
from campaignkit.model.fields import (
    Day,
    Id,
    Latitude,
    Longitude,
    Markdown,
    Model,
    Number,
    PersonId,
    Phone,
    Positive,
    Text,
    When,
    bad_value,
)
from campaignkit.model.record import Record
from campaignkit.model.ref_target import RefTarget
from campaignkit.model.shared import Picture


class Season(StrEnum):
    """The seasons of 四季送, in the order of the year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"

    @property
    def label(self) -> str:
        """What unions call it: help in spring, cool drinks in summer, school fees, warmth."""
        return _SEASONS[self]


_SEASONS = {
    Season.SPRING: "春送岗位",
    Season.SUMMER: "夏送清凉",
    Season.AUTUMN: "金秋助学",
    Season.WINTER: "冬送温暖",
}


class SeasonSeries(Model):
    """四季送：属于哪一季。"""

    season: Annotated[
        Season,
        Field(
            title="季节",
            description="spring 春送岗位、summer 夏送清凉、autumn 金秋助学、winter 冬送温暖",
        ),
    ]


class Activity(Campaign):
    """主题活动：一个系列的活动，或一组常年开放的服务点。"""

    local_targets: ClassVar[tuple[RefTarget, ...]] = (VENUE,)

    kind: Literal["activity"]
    series: Annotated[
        SeasonSeries | None, Field(title="四季送", description="例如 {season: autumn}")
    ] = None
    venues: Annotated[
        dict[Id, Venue], Field(title="场地", description="编号: {name, address, …}")
    ] = {}

    @property
    def special_days(self) -> str:
        """Days that are not like others in their week, for the script of opening hours."""
        return special_days()


class EventState(StrEnum):
    """A moved or cancelled event stays visible and says so."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DONE = "done"


class Figure(Model):
    """活动的一个数字，以及它出自哪里。"""

    title: Annotated[Text, Field(title="是什么", description="例如 参加职工")]
    value: Annotated[Number, Field(title="数")]
    unit: Annotated[Text, Field(title="单位", description="例如 人次")]
    source: Annotated[
        Text | None, Field(title="出处", description="例如 签到表，2021年6月5日，工作部统计")
    ] = None


class ActivityEvent(Record):
    """一次活动：events/<编号>.yml。"""

    collection: ClassVar[str] = "events"

    title: Annotated[Text, Field(title="名称")]
    start: Annotated[When, Field(title="开始", description="例如 2021-05-12T14:30")]
    end: Annotated[When, Field(title="结束")]
    place: Annotated[Text, Field(title="地点")]
    venue: Annotated[
        VenueId | None, Field(title="场地编号", description="campaign.yml 的 venues 里")
    ] = None
    how_to_join: Annotated[Markdown, Field(title="怎样参加")]
    audience: Annotated[Text | None, Field(title="面向")] = None
    capacity: Annotated[Positive | None, Field(title="名额")] = None
    booking: Annotated[Markdown | None, Field(title="报名方法")] = None
    state: Annotated[
        EventState,
        Field(title="状态", description="planned 计划中、moved 改期、cancelled 取消、done 已办完"),
    ] = EventState.PLANNED
    moved_from: Annotated[When | None, Field(title="原定时间")] = None
    series: Annotated[
        SeasonSeries | None, Field(title="四季送", description="例如 {season: autumn}")
    ] = None
    report: Annotated[
        Markdown | None, Field(title="报道", description="活动办完以后写：做了什么、结果怎样")
    ] = None
    photos: Annotated[tuple[Picture, ...], Field(title="照片")] = ()
    numbers: Annotated[
        tuple[Figure, ...],
        Field(title="数字", description="每项写 {title, value, unit, source}"),
    ] = ()

    @property
    def label(self) -> str:
        """The event's title."""
        return self.title


class MapPosition(Model):
    """地图上的位置，WGS-84 坐标，单位是度。"""

    lat: Annotated[Latitude, Field(title="纬度", description="例如 27.72")]
    lon: Annotated[Longitude, Field(title="经度", description="例如 109.19")]


def _refuse_swapped(value: Any) -> Any:
    """Latitude and longitude in each other's place: no latitude is over 90 degrees."""
    lat, lon = (value.get("lat"), value.get("lon")) if isinstance(value, dict) else (0, 0)
    if not (isinstance(lat, (int, float)) and isinstance(lon, (int, float))):
        return value
    if abs(lat) > 90 >= abs(lon):
        raise bad_value("纬度（lat）和经度（lon）写反了", f"写成 {{lat: {lon:g}, lon: {lat:g}}}")
    return value


class ServicePlace(Record):
    """服务点：services/<编号>.yml。"""

    collection: ClassVar[str] = "services"

    title: Annotated[Text, Field(title="名称")]
    type: Annotated[
        Text, Field(title="类型", description="例如 户外劳动者综合服务站、爱心托管班、母婴温馨小屋")
    ]
    region: Annotated[Text, Field(title="地区", description="县（区）名")]
    address: Annotated[Text, Field(title="地址")]
    hours: Annotated[
        OpeningTimes | None,
        Field(
            title="开放时间",
            description="例如 Mo-Fr 08:30-17:30; PH off（法定节假日休息），全天开放写 24/7",
        ),
    ] = None
    phone: Annotated[Phone | None, Field(title="电话", description="办公电话")] = None
    facilities: Annotated[
        tuple[Text, ...], Field(title="设施", description="例如 [饮水, 微波炉, 充电]")
    ] = ()
    position: Annotated[
        MapPosition | None,
        BeforeValidator(_refuse_swapped),
        Field(title="位置", description="例如 {lat: 27.72, lon: 109.19}"),
    ] = None
    host: Annotated[
        Text, Field(title="管理单位", description="单位名称，或 organisations.yml 里的编号")
    ]
    leader: Annotated[
        PersonId | None, Field(title="带头人", description="创新工作室的带头人，people 里的编号")
    ] = None
    members: Annotated[
        tuple[PersonId, ...], Field(title="成员", description="people 里的编号")
    ] = ()
    audience: Annotated[Text | None, Field(title="面向")] = None
    about: Annotated[Markdown | None, Field(title="说明", description="Markdown")] = None
    picture: Annotated[Picture | None, Field(title="照片")] = None
    opened: Annotated[Day | None, Field(title="开放日期", description="从哪一天开始开放")] = None
    checked: Annotated[
        Day | None, Field(title="核实日期", description="哪一天有人核实过，这一页都还对")
    ] = None

    @property
    def label(self) -> str:
        """The service's name."""
        return self.title
