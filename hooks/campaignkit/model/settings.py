"""The settings in mkdocs.yml under `extra.campaigns`."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from campaignkit.model.fields import (
    Day,
    Id,
    Latitude,
    Longitude,
    Markdown,
    Model,
    Number,
    Positive,
    Text,
    Url,
    bad_value,
)
from campaignkit.model.link_settings import LinkSettings


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise bad_value(f"没有“{name}”这个时区", "写成 Asia/Shanghai") from None
    return name


class Publisher(Model):
    """每一页都写明的发布者。"""

    name: Annotated[Text, Field(title="名称")]
    url: Annotated[Url | None, Field(title="网址")] = None


class ReviewStep(Model):
    """审校的一步。"""

    id: Annotated[Id, Field(title="编号")]
    title: Annotated[Text, Field(title="名称")]


class ImageBudget(Model):
    """图片原件的上限；发布时另做大小合适的副本。"""

    megabytes: Annotated[Number, Field(title="大小", description="最多多少 MB")] = 20
    megapixels: Annotated[Number, Field(title="像素", description="宽乘高，最多多少百万")] = 80


class PageBudget(Model):
    """网页的上限，按压缩后的大小；1 KB 是 1000 字节。"""

    html: Annotated[Number, Field(title="网页", description="一页的 HTML 最多多少 KB")] = 60
    assets: Annotated[
        Number, Field(title="样式和脚本", description="一页装载的样式和脚本合起来最多多少 KB")
    ] = 100


class RegionBox(Model):
    """一个地区的大致范围，用来核对位置。"""

    south: Annotated[Latitude, Field(title="南边的纬度")]
    north: Annotated[Latitude, Field(title="北边的纬度")]
    west: Annotated[Longitude, Field(title="西边的经度")]
    east: Annotated[Longitude, Field(title="东边的经度")]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a position in degrees lies in the box."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


class Settings(Model):
    """mkdocs.yml 里 extra.campaigns 的设置。"""

    publisher: Annotated[Publisher, Field(title="发布者")] = Publisher(name="（未写明发布者）")
    time_zone: Annotated[Text, AfterValidator(_zone), Field(title="时区")] = "Asia/Shanghai"
    today: Annotated[
        Day | None,
        Field(
            title="停在哪一天",
            description="网站一直停在这一天，例如 2021-09-10；一般的网站不写",
        ),
    ] = None
    disclaimer: Annotated[Markdown | None, Field(title="声明", description="显示在每一页页脚")] = (
        None
    )
    review_steps: Annotated[tuple[ReviewStep, ...], Field(title="审校步骤")] = (
        ReviewStep(id="first", title="初审"),
        ReviewStep(id="second", title="复审"),
        ReviewStep(id="final", title="终审"),
    )
    review: Annotated[
        Literal["optional", "required"],
        Field(title="审校", description="required 时，发布的活动要走完每一步审校"),
    ] = "optional"
    rules: Annotated[
        dict[str, Literal["off", "info", "warning", "error"]],
        Field(title="规则级别", description="规则名: off、info、warning 或 error"),
    ] = {}
    icp: Annotated[Text | None, Field(title="ICP 备案号")] = None
    police_record: Annotated[Text | None, Field(title="公安备案号")] = None
    redirects: Annotated[
        dict[str, Text],
        Field(
            title="跳转",
            description="旧地址: 新地址，从网站根目录算起，例如 old/: about/",
        ),
    ] = {}
    keep: Annotated[
        tuple[Text, ...],
        Field(
            title="保留的文件",
            description="别人放进网站的文件，从网站根目录算起，例如 verify.txt、.well-known/",
        ),
    ] = ()
    list_size: Annotated[Positive, Field(title="列表每页条数")] = 60
    report_within: Annotated[
        Positive,
        Field(title="多少天内报道", description="主题活动结束后，多少天内要有报道或照片"),
    ] = 15
    region_boxes: Annotated[
        dict[str, RegionBox],
        Field(
            title="地区的范围",
            description="地区: {south: 27.3, north: 28.2, west: 108.8, east: 109.6}，核对位置",
        ),
    ] = {}
    image_budget: Annotated[ImageBudget, Field(title="图片上限")] = ImageBudget()
    budget: Annotated[
        PageBudget, Field(title="网页上限", description="发布时量每一页；超过的是 page-budget")
    ] = PageBudget()

    share_pictures: Annotated[
        Literal["off", "campaigns", "records"],
        Field(
            title="分享图",
            description="campaigns 每个活动一张，records 每篇作品、每个人物也有，off 没有",
        ),
    ] = "campaigns"
    search: Annotated[bool, Field(title="搜索", description="false 时网站没有搜索框")] = True
    check_links: Annotated[
        bool,
        Field(title="检查链接", description="false 时不查，死链接会发布出去"),
    ] = True
    links: Annotated[LinkSettings, Field(title="链接", description="忽略、换址、联网检查")] = (
        LinkSettings()
    )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that dates without an offset are in."""
        return ZoneInfo(self.time_zone)
