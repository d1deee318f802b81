"""The house's terms: how names of bodies, awards, laws and events are written."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from campaignkit.model.fields import Model, Text, bad_value


class Term(Model):
    """一个写法：错的和对的。"""

    wrong: Annotated[Text, Field(title="错的写法")]
    right: Annotated[Text, Field(title="对的写法")]
    reason: Annotated[Text | None, Field(title="理由", description="编辑看到的一句话")] = None
    unless: Annotated[
        tuple[Text, ...],
        Field(title="例外", description="含有错的写法、但本身正确的词语，例如 全国总工会章程"),
    ] = ()

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if self.wrong == self.right:
            raise bad_value("wrong 和 right 写的是同一个词", "right 写正确的写法")
        return self


class Terms(Model):
    """规范用语：campaigns/terms.yml。"""

    terms: Annotated[tuple[Term, ...], Field(title="用语")] = ()
