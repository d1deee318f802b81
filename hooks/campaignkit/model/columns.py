"""What the columns of a table of records may be called: the model's keys, or their titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaignkit.model.outline import as_model, keys_of, model_in
from campaignkit.source import Columns


def columns_of(model: type[BaseModel]) -> Columns:
    """The columns of a record's table.

    A field with fields of its own has a column for each of these (`consent.date`), a list of plain
    values one for all or one for each. Lists of things with fields of their own fit no table: such
    a record has a file. A title that two fields share means the outer one.
    """
    fields = dict(_fields(model, ""))
    titles: dict[str, str] = {"编号": "id"}
    for key, info in sorted(fields.items(), key=lambda item: item[0].count(".")):
        titles.setdefault(info.title or key, key)
    return Columns(
        frozenset(("id", *fields)),
        titles,
        frozenset(key for key, info in fields.items() if _is_list(info.annotation)),
        frozenset(key for key, info in fields.items() if _is_flag(info.annotation)),
    )


def _fields(model: type[BaseModel], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for key, info in keys_of(model).items():
        inner = model_in(info.annotation)
        if inner is None:
            yield prefix + key, info
        elif as_model(info.annotation) is not None:
            yield from _fields(inner, f"{prefix}{key}.")


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, Annotated) or _is_union(annotation):
        return any(_is_list(arg) for arg in get_args(annotation))
    return get_origin(annotation) in (tuple, list)


def _is_union(annotation: Any) -> bool:
    return type(None) in get_args(annotation)


def _is_flag(annotation: Any) -> bool:
    return annotation is bool or (_is_union(annotation) and bool in get_args(annotation))
