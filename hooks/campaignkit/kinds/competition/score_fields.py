"""Scores as they are written: exact decimals, never binary fractions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from campaignkit.model.validation_errors import bad_value, wrong_type


def _decimal(value: Any) -> Decimal:
    """The number as it was typed. Raises `PydanticCustomError` for anything else."""
    if isinstance(value, Decimal):
        return value
    try:
        found = None if isinstance(value, bool) else Decimal(str(value).strip())
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise wrong_type(f"这里要写数字，现在是“{value}”", "例如 92.5；缺考写 state: absent")
    if len(found.as_tuple().digits) > _DIGITS:
        raise bad_value(f"“{value}”的位数太多", "成绩写到小数点后一两位")
    return found


_DIGITS = 30

Score = Decimal
"""The type of a score in code."""

ScoreField = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": "number"}),
    Field(ge=0),
]
"""A score as a field of a model: zero or more."""


class TieBreak(StrEnum):
    """What decides between equal totals."""

    PRACTICE = "practice"
    THEORY = "theory"
    PENALTY = "penalty"
    MINUTES = "minutes"

    @property
    def label(self) -> str:
        """In the reader's words."""
        return _LABELS[self]


_LABELS = {
    TieBreak.PRACTICE: "实操成绩高的在前",
    TieBreak.THEORY: "理论成绩高的在前",
    TieBreak.PENALTY: "扣分少的在前",
    TieBreak.MINUTES: "用时少的在前",
}
