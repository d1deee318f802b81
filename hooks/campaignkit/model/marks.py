"""Find the references, files and Markdown in any model by the markers in its annotations."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from campaignkit.model.fields import FileRef, Prose, Ref

Marker = Ref | FileRef | Prose
Marked = tuple[tuple[str | int, ...], str, Marker]
"""Where it stands in the YAML, the text, and the marker."""
_Walk = Callable[[Any, tuple[str | int, ...]], Iterator[Marked]]


def marked(model: BaseModel, path: tuple[str | int, ...] = ()) -> Iterator[Marked]:
    """Every marked text in `model`, in the order of its fields."""
    for name, key, walk in _walks(type(model)):
        value = getattr(model, name)
        if value is not None:
            yield from walk(value, (*path, key))


@cache
def _walks(model: type[BaseModel]) -> tuple[tuple[str, str, _Walk], ...]:
    """The fields of a model that can hold a marker, and their keys; once for each class."""
    found = []
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        for data in field.metadata:
            if isinstance(data, (Ref, FileRef, Prose)):
                annotation = Annotated[annotation, data]
        walk = _walk(annotation)
        if walk:
            found.append((name, field.alias or name, walk))
    return tuple(found)


def _walk(annotation: Any) -> _Walk | None:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marker = next((a for a in args[1:] if isinstance(a, (Ref, FileRef, Prose))), None)
        return _leaf(marker) if marker else _walk(args[0])
    if origin in (Union, types.UnionType):
        return next(filter(None, (_walk(arg) for arg in args if arg is not type(None))), None)
    if origin in (list, tuple):
        return _each(_walk(args[0]), enumerate)
    if origin is dict:
        return _each(_walk(args[1]), dict.items)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return marked if _walks(annotation) else None
    return None


def _leaf(marker: Marker) -> _Walk:
    def walk(value: Any, path: tuple[str | int, ...]) -> Iterator[Marked]:
        yield path, value, marker

    return walk


def _each(inner: _Walk | None, items: Callable[[Any], Any]) -> _Walk | None:
    if inner is None:
        return None

    def walk(values: Any, path: tuple[str | int, ...]) -> Iterator[Marked]:
        for key, value in items(values):
            yield from inner(value, (*path, key))

    return walk
