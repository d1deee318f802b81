"""People and organisations, which any campaign can name by id."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from campaignkit.model.entity import Entity
from campaignkit.model.fields import Markdown, OrganisationId, Text, Year
from campaignkit.model.shared import Consent, Honour, Picture


class Gender(StrEnum):
    """As the person states it."""

    FEMALE = "female"
    MALE = "male"


class Person(Entity):
    """人物：campaigns/people/<编号>.yml。"""

    name: Annotated[Text, Field(title="姓名")]
    unit: Annotated[
        Text, Field(title="单位", description="单位名称，或 organisations.yml 里的编号")
    ]
    occupation: Annotated[Text, Field(title="职业", description="例如 钳工")]
    gender: Annotated[Gender | None, Field(title="性别", description="female 女、male 男")] = None
    birth_year: Annotated[Year | None, Field(title="出生年份")] = None
    bio: Annotated[Markdown, Field(title="简介", description="Markdown")]
    portrait: Annotated[Picture | None, Field(title="照片")] = None
    consent: Annotated[Consent | None, Field(title="本人同意")] = None
    honours: Annotated[tuple[Honour, ...], Field(title="荣誉")] = ()
    sample: Annotated[bool, Field(title="示例数据", description="true 时页面上有“示例”标记")] = (
        False
    )

    @property
    def public(self) -> bool:
        """Whether a page and the name may be shown."""
        return self.consent is not None and self.consent.shows_profile


class Organisation(Entity):
    """组织：campaigns/organisations.yml 里的一项。"""

    name: Annotated[Text, Field(title="全称")]
    short_name: Annotated[Text | None, Field(title="简称")] = None
    parent: Annotated[OrganisationId | None, Field(title="上级", description="上级组织的编号")] = (
        None
    )
    region: Annotated[Text | None, Field(title="地区")] = None
