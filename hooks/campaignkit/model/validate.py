"""Plain data becomes a model, or findings: every error of a file, each at its own place.

Pydantic knows what is wrong and where in the data; the Document knows where in the file. A file
with errors is tried once more without the parts that are wrong, so that rules can speak of the
rest in the same run; see `Checked.model`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from campaignkit.findings import Finding, Position
from campaignkit.model import words
from campaignkit.source import Document, Path

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Checked(Generic[M]):
    """The model, if there is enough for one, and what is wrong with the file.

    With findings the model lacks what they speak of: good for further rules, not for pages.
    """

    model: M | None
    findings: tuple[Finding, ...] = ()


def validate(
    document: Document, model: type[M], context: Mapping[str, Any] | None = None, root: Path = ()
) -> Checked[M]:
    """Validate the data at `root` of a document."""
    data = _at(document.data, root)
    if data is None:
        message = "文件是空的" if not root else f"“{root[-1]}”后面没有内容"
        place = document.key_position(root)
        return Checked(None, (Finding(place, "missing-field", message, words.example(model)),))
    try:
        return Checked(model.model_validate(data, context=context))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    return _salvage(document, model, context, root, data, errors)


def _salvage(
    document: Document,
    model: type[M],
    context: Mapping[str, Any] | None,
    root: Path,
    data: Any,
    errors: list[ErrorDetails],
) -> Checked[M]:
    """Leave out blank and wrong values and try again, once for each."""
    blank = [error for error in errors if _is_blank(error)]
    rest = [error for error in errors if not _is_blank(error)]
    findings = [_finding(document, model, root, error) for error in rest]
    trimmed = _without(data, [error["loc"] for error in errors])
    try:
        return Checked(model.model_validate(trimmed, context=context), tuple(findings))
    except ValidationError as error:
        again = error.errors(include_url=False)
    missing_blank = {e["loc"] for e in again} & {e["loc"] for e in blank}
    findings += [
        _blank_finding(document, model, root, loc) for loc in sorted(missing_blank, key=str)
    ]
    return Checked(None, tuple(findings))


def _is_blank(error: ErrorDetails) -> bool:
    """A key with nothing behind it counts as not written, wherever that is allowed."""
    return error["input"] is None and error["type"] not in ("extra_forbidden", "missing")


def _at(data: Any, root: Path) -> Any:
    for step in root:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _without(data: Any, places: Iterable[tuple[str | int, ...]]) -> Any:
    """A copy of `data` less the values at `places`; list items go together with their list."""
    trimmed = copy.deepcopy(data)
    for place in sorted(places, key=lambda loc: [str(step).zfill(6) for step in loc], reverse=True):
        parent = trimmed
        for step in place[:-1]:
            parent = _child(parent, step)
        if place and isinstance(parent, dict):
            parent.pop(place[-1], None)
        elif place and isinstance(parent, list) and isinstance(place[-1], int):
            del parent[place[-1] : place[-1] + 1]
    return trimmed


def _child(parent: Any, step: str | int) -> Any:
    if isinstance(parent, dict):
        return parent.get(step)
    if isinstance(parent, list) and isinstance(step, int) and step < len(parent):
        return parent[step]
    return None


def _finding(
    document: Document, model: type[BaseModel], root: Path, error: ErrorDetails
) -> Finding:
    told = words.tell(model, error)
    where = (*root, *error["loc"])
    place = _position(document, where, error["type"])
    return Finding(place, told.rule, told.message, told.hint)


def _blank_finding(
    document: Document, model: type[BaseModel], root: Path, loc: tuple[str | int, ...]
) -> Finding:
    place = document.key_position((*root, *loc))
    name = words.field_name(model, loc)
    return Finding(place, "missing-field", f"{name}后面没有内容", words.hint_for(model, loc))


def _position(document: Document, where: Path, kind: str) -> Position:
    if kind == "extra_forbidden":
        return document.key_position(where)
    if kind == "missing":
        return document.key_position(where[:-1])
    return document.value_position(where)
