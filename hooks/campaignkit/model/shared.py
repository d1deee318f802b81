"""The words that all kinds of campaign share, below the campaign itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from campaignkit.model.durations import Length
from campaignkit.model.fields import (
    BLANK_PATTERN,
    Day,
    Email,
    File,
    Id,
    Markdown,
    Model,
    Phone,
    Places,
    Text,
    Url,
    When,
    Year,
    bad_value,
    missing_field,
)

_VIDEOS = (".mp4", ".webm", ".mov", ".avi", ".wmv", ".flv", ".mkv", ".m4v", ".3gp", ".mpg")
"""Endings of video files, which are no pictures."""


class State(StrEnum):
    """Where a campaign stands in its editing; a draft shows in the preview only."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Contact(Model):
    """联系方式：电话只能写在这里。"""

    name: Annotated[Text, Field(title="名称", description="部门或联系人")]
    phone: Annotated[
        Phone | None, Field(title="电话", description="办公电话，例如 0856-0000000")
    ] = None
    email: Annotated[Email | None, Field(title="电子邮箱")] = None
    address: Annotated[Text | None, Field(title="地址")] = None
    hours: Annotated[Text | None, Field(title="接待时间")] = None


class Source(Model):
    """资料来源：页面上的事实出自哪里。"""

    title: Annotated[Text, Field(title="标题")]
    publisher: Annotated[Text | None, Field(title="发布者或出版社")] = None
    author: Annotated[Text | None, Field(title="作者")] = None
    date: Annotated[Day | None, Field(title="发布日期", description="例如 2021-04-30")] = None
    year: Annotated[Year | None, Field(title="出版年份")] = None
    url: Annotated[Url | None, Field(title="网址")] = None
    pages: Annotated[Text | None, Field(title="页码")] = None


class Review(Model):
    """三审三校的一步。"""

    step: Annotated[Id, Field(title="步骤", description="步骤名写在 mkdocs.yml 的设置里")]
    by: Annotated[Text, Field(title="审校人")]
    date: Annotated[Day, Field(title="日期")]
    note: Annotated[Text | None, Field(title="意见")] = None
    fingerprint: Annotated[
        dict[Annotated[str, StringConstraints(pattern=BLANK_PATTERN)], Text] | None,
        Field(title="内容的指纹", description="由 campaignkit review 写，不用手写"),
    ] = None


class Attachment(Model):
    """可下载的附件。"""

    file: Annotated[File, Field(title="文件", description="本活动文件夹里的文件名")]
    title: Annotated[Text, Field(title="名称")]


class Picture(Model):
    """图片及其文字说明。"""

    file: Annotated[File, Field(title="图片文件", description="本活动文件夹里的 jpg、png 或 webp")]
    alt: Annotated[Text, Field(title="替代文字", description="看不到图片的人听到的描述")]
    credit: Annotated[Text | None, Field(title="作者署名")] = None

    @field_validator("file")
    @classmethod
    def _is_no_video(cls, name: str) -> str:
        if name.lower().endswith(_VIDEOS):
            hint = "参评作品的视频写成 video: {file: 文件名}；这里放一张截图（jpg、png 或 webp）"
            raise bad_value(f"“{name}”是视频，不能当图片放", hint)
        return name


class Video(Model):
    """视频：文件，或者能看到它的网页。"""

    file: Annotated[
        File | None, Field(title="视频文件", description="本活动文件夹里的 mp4 或 webm")
    ] = None
    url: Annotated[Url | None, Field(title="网址", description="能看到视频的网页")] = None
    cover: Annotated[Picture | None, Field(title="封面图")] = None
    length: Annotated[Length | None, Field(title="时长", description="分:秒，例如 5:30")] = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.file is None and self.url is None:
            raise missing_field("没有写视频在哪里", "写 file: 视频文件，或者 url: 网址")
        if self.file is not None and self.url is not None:
            raise bad_value("file 和 url 只能写一个", "视频文件在活动文件夹里就删掉 url")
        return self


class Update(Model):
    """动态：一条一条的消息。"""

    date: Annotated[Day, Field(title="日期")]
    text: Annotated[Markdown, Field(title="内容")]


class Correction(Model):
    """更正：页面上曾经写错的地方，显示在页面最上面。"""

    date: Annotated[Day, Field(title="更正日期")]
    was: Annotated[Text, Field(title="原来写的")]
    now: Annotated[Text, Field(alias="is", title="更正为")]
    since: Annotated[
        Day | None, Field(title="从哪天起", description="从这一天起以更正后的为准")
    ] = None

    def __str__(self) -> str:
        """All of it in a sentence, for lists and feeds."""
        since = self.since
        day = f"，从{since.year}年{since.month}月{since.day}日起以此为准" if since else ""
        return f"原来写的是“{self.was}”，更正为“{self.now}”{day}。"


class Faq(Model):
    """一问一答。"""

    question: Annotated[Text, Field(title="问题")]
    answer: Annotated[Markdown, Field(title="回答")]


class Consent(Model):
    """本人同意公开个人信息（个人信息保护法第二十五条）。"""

    profile: Annotated[bool, Field(title="同意公开事迹", description="true 或 false")]
    portrait: Annotated[bool, Field(title="同意公开照片", description="true 或 false")] = False
    date: Annotated[Day, Field(title="签署日期")]
    scope: Annotated[Text, Field(title="公开范围", description="例如 网站与展板")]
    withdrawn: Annotated[
        Day | None, Field(title="撤回日期", description="撤回后页面和照片都会撤下")
    ] = None

    @property
    def shows_profile(self) -> bool:
        """Whether a page about the person may exist."""
        return self.profile and self.withdrawn is None

    @property
    def shows_portrait(self) -> bool:
        """Whether the person's picture may be shown."""
        return self.portrait and self.shows_profile


class HonourLevel(StrEnum):
    """The level that confers an honour, highest first."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    UNIT = "unit"


class Honour(Model):
    """一项荣誉。"""

    title: Annotated[Text, Field(title="荣誉名称")]
    year: Annotated[Year, Field(title="年份")]
    level: Annotated[
        HonourLevel,
        Field(
            title="级别", description="national 全国、province 省、city 市、county 县、unit 单位"
        ),
    ]


class Milestone(Model):
    """个人或集体经历中的一年。"""

    year: Annotated[Year, Field(title="年份")]
    text: Annotated[Text, Field(title="事情")]


class Reading(Model):
    """一本书或一篇文章。"""

    title: Annotated[Text, Field(title="书名或篇名")]
    author: Annotated[Text, Field(title="作者")]
    publisher: Annotated[Text | None, Field(title="出版社")] = None
    year: Annotated[Year | None, Field(title="出版年份")] = None
    isbn: Annotated[Text | None, Field(title="ISBN")] = None
    url: Annotated[Url | None, Field(title="网址")] = None
    pages: Annotated[Text | None, Field(title="页码")] = None
    required: Annotated[bool, Field(title="必读")] = False


class Notice(Model):
    """公示：名单在表彰前公开，任何人可以提出意见。"""

    start: Annotated[When, Field(title="公示开始")]
    end: Annotated[When, Field(title="公示结束", description="只写日期时，到当天结束")]
    objection: Annotated[Contact | None, Field(title="受理意见的联系方式")] = None
    offices: Annotated[
        tuple[Contact, ...],
        Field(title="受理意见的单位", description="不止一个单位受理时写，每个单位一项"),
    ] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Every office that takes objections, `objection` first."""
        return (self.objection, *self.offices) if self.objection else self.offices


class Award(Model):
    """奖项；与名额一起写。"""

    id: Annotated[Id, Field(title="编号", description="小写字母、数字和短横线")]
    title: Annotated[Text, Field(title="名称")]
    count: Annotated[Places, Field(title="名额", description="整数；没有定数的写 若干")]


class Timeline(Model):
    """活动的日程。每一类活动写明自己需要哪些日期。"""

    open: Annotated[When, Field(title="开始")]
    close: Annotated[When, Field(title="结束", description="只写日期时，到当天结束")]
