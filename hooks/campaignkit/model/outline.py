"""Find one's way in a model by pydantic's `loc`: the field, the model or the choices at a place."""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Loc = tuple[str | int, ...]


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys an editor may write in a model, with their fields."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def field_at(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The field that `loc` ends in; for an item of a list, the list."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    owner = model_at(model, loc[:-1]) if loc else None
    return keys_of(owner).get(str(loc[-1])) if owner else None


def model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model whose keys stand at `loc`."""
    return as_model(annotation_at(model, loc))


def annotation_at(model: type[BaseModel], loc: Loc) -> Any:
    """The annotation of what stands at `loc`, or None."""
    annotation: Any = model
    for step in loc:
        annotation = _inner(annotation, step)
    return annotation


def choices(annotation: Any) -> list[str]:
    """The words that an enumerated annotation allows, or none."""
    origin = get_origin(annotation)
    if origin is Literal:
        return [str(choice) for choice in get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    if origin in (Union, types.UnionType, Annotated, list, tuple):
        return next(filter(None, (choices(arg) for arg in get_args(annotation))), [])
    return []


def markers(annotation: Any) -> Iterator[Any]:
    """What the annotations at any depth are annotated with."""
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for arg in get_args(annotation):
        yield from markers(arg)


def as_model(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation that may also be None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        return next(filter(None, map(as_model, get_args(annotation))), None)
    return None


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation holds, one or many of, if any."""
    if get_origin(annotation) in (Union, types.UnionType, Annotated, tuple, list, dict):
        return next(filter(None, map(model_in, get_args(annotation))), None)
    return as_model(annotation)


def _inner(annotation: Any, step: str | int) -> Any:
    """The annotation one step down: a field of a model, an item of a list, a value of a dict."""
    owner = as_model(annotation)
    if owner is not None:
        field = keys_of(owner).get(str(step))
        return field.annotation if field else None
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (list, tuple) and args:
        return args[0]
    if origin is dict:
        return args[1]
    if origin is Annotated:
        return _inner(args[0], step)
    if origin in (Union, types.UnionType):
        return next((found for arg in args if (found := _inner(arg, step)) is not None), None)
    return None
