"""Who speaks at a session, where it can be seen from afar, and what is to be told later."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from campaignkit.model.fields import (
    Model,
    PersonId,
    Text,
    Url,
    When,
    as_mapping,
    bad_value,
    missing_field,
)

LATER_WORDS = ("另行通知", "另行公布", "待通知", "待定")
"""What notices say of what is not settled yet."""


class Later(StrEnum):
    """What of a session is not settled yet."""

    TIME = "time"
    VENUE = "venue"
    SPEAKERS = "speakers"


class SpeakerLine(Model):
    """主讲人：人物编号；没有自己页面的人写姓名、单位、职务。"""

    person: Annotated[PersonId | None, Field(title="人物编号")] = None
    name: Annotated[Text | None, Field(title="姓名")] = None
    unit: Annotated[Text | None, Field(title="单位")] = None
    title: Annotated[Text | None, Field(title="职务或职称", description="例如 教授")] = None

    @model_validator(mode="after")
    def _person_or_name(self) -> Self:
        if self.person is None and self.name is None:
            raise missing_field("没有写是谁", "写成 {name: 姓名, unit: 单位, title: 职务}")
        if self.person is not None and self.name is not None:
            raise bad_value("person 和 name 只能写一个", "人物有自己的文件就删掉 name")
        return self


class Online(Model):
    """线上参加：从哪里进会场。"""

    url: Annotated[Url, Field(title="网址")]
    platform: Annotated[Text | None, Field(title="平台", description="例如 腾讯会议")] = None
    code: Annotated[Text | None, Field(title="会议号", description="数字和空格")] = None


def _settle(key: str) -> BeforeValidator:
    """Refuse 另行通知 as a value of `key`: it is said by `to_be_announced`."""

    def refuse(value: object) -> object:
        if isinstance(value, str) and value.strip() in LATER_WORDS:
            hint = f"删掉这一行，另加一行 to_be_announced: [{key}]，页面上显示“另行通知”"
            raise bad_value(f"“{value}”不是{_WHAT[key]}", hint)
        return value

    return BeforeValidator(refuse)


_WHAT = {"time": "日期或时刻", "venue": "场地编号", "speakers": "人物编号"}

Speaker = Annotated[SpeakerLine, as_mapping("person", SpeakerLine), _settle("speakers")]
SessionMoment = Annotated[When, _settle("time")]
settled_venue = _settle("venue")
settled_speakers = _settle("speakers")
