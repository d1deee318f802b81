"""What entries add in a contest of innovations (五小, 合理化建议), `discipline: innovation`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from campaignkit.model.fields import Day, Markdown, Model, Number, Text

INNOVATION = "innovation"
"""The discipline of such a contest as it is written; readers see `INNOVATION_TITLE`."""

INNOVATION_TITLE = "技术创新"


class Benefit(Model):
    """一项效益，例如 停机时间减少 40 小时/年。"""

    title: Annotated[Text, Field(title="名称", description="例如 停机时间减少")]
    value: Annotated[Number, Field(title="数值")]
    unit: Annotated[Text, Field(title="单位", description="例如 万元/年、小时/月")]
    verified_by: Annotated[
        Text | None, Field(title="核实单位", description="数字是谁核实的，例如 本厂财务科")
    ] = None

    @property
    def amount(self) -> str:
        """The value with its unit, never as 1e+06."""
        return f"{Decimal(repr(self.value)).normalize():f} {self.unit}"


class Patent(Model):
    """一项专利。"""

    number: Annotated[Text, Field(title="专利号")]
    title: Annotated[Text, Field(title="专利名称")]
    date: Annotated[Day | None, Field(title="授权日期")] = None


Problem = Annotated[
    Markdown | None, Field(title="要解决的问题", description="技术创新成果写，Markdown")
]
Solution = Annotated[Markdown | None, Field(title="做法", description="技术创新成果写，Markdown")]
Benefits = Annotated[tuple[Benefit, ...], Field(title="效益")]
Patents = Annotated[tuple[Patent, ...], Field(title="专利")]
Team = Annotated[
    tuple[Text, ...], Field(title="参与人", description="作者以外的参与人，本人同意公开的才写")
]
InUseSince = Annotated[Day | None, Field(title="投入使用", description="例如 2021-03-01")]


def benefit_line(benefits: tuple[Benefit, ...]) -> str:
    """The benefits of an entry in one line, for its card."""
    return "；".join(f"{one.title} {one.amount}" for one in benefits)
