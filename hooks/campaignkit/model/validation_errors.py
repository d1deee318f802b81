"""Validation errors whose message and remedy are ours; validators raise what these return."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def bad_value(message: str, hint: str = "") -> PydanticCustomError:
    """An error whose message and remedy reach the editor as they stand."""
    return PydanticCustomError("bad_value", "{message}", {"message": message, "hint": hint})


def missing_field(message: str, hint: str = "") -> PydanticCustomError:
    """As `bad_value`, where one of several keys should have been written."""
    return PydanticCustomError("missing_field", "{message}", {"message": message, "hint": hint})


def wrong_type(message: str, hint: str = "") -> PydanticCustomError:
    """As `bad_value`, for a value of the wrong type."""
    return PydanticCustomError("wrong_type", "{message}", {"message": message, "hint": hint})
