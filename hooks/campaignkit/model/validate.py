"""Plain data becomes a model, or findings: every error of a file, each at its own place.

Pydantic knows what is wrong and where in the data; the Document knows where in the file. A file
with errors is validated once more without the wrong parts, so that rules can check the rest in the
same run; see `Validated.model`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from campaignkit.base.findings import Finding
from campaignkit.model import messages, remedies
from campaignkit.model.outline import Loc, field_at
from campaignkit.source import Document, Path

M = TypeVar("M", bound=BaseModel)

MAX_ERRORS = 200
"""Errors reported for one file; the rest are counted in the last message."""


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """The model, if there is enough for one, and what is wrong with the file.

    Where there are findings, the model lacks the values that they are about: rules can still check
    it, but no page may be made of it. `lost` are the top-level keys from which a wrong value was
    left out.
    """

    model: M | None
    findings: tuple[Finding, ...] = ()
    lost: frozenset[str] = frozenset()


def validate(
    document: Document, model: type[M], context: Mapping[str, Any] | None = None, root: Path = ()
) -> Validated[M]:
    """Validate the data at `root` of a document against `model`; never raises for bad content.

    `context` is pydantic's validation context; `zone` in it is the time zone of dates.
    """
    data = _at(document.data, root)
    if data is None:
        message = "文件是空的" if not root else f"“{root[-1]}”后面没有内容"
        place = document.key_position(root)
        return Validated(None, (Finding(place, "missing-field", message, remedies.example(model)),))
    try:
        return Validated(model.model_validate(data, context=context))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    checked = _salvage(document, model, context, root, data, errors[:MAX_ERRORS])
    rest = len(errors) - MAX_ERRORS
    return checked if rest <= 0 else _with_rest(rest, checked)


def _with_rest(rest: int, checked: Validated[M]) -> Validated[M]:
    """Say in the last finding how many errors are not listed: time must not grow with them."""
    if not checked.findings:
        return checked
    last = checked.findings[-1]
    message = f"这个文件里还有 {rest} 个问题没有列出"
    more = Finding(last.position, last.rule, message, "先改好列出的，再检查一次")
    return replace(checked, findings=(*checked.findings, more))


def _salvage(
    document: Document,
    model: type[M],
    context: Mapping[str, Any] | None,
    root: Path,
    data: Any,
    errors: list[ErrorDetails],
) -> Validated[M]:
    """Leave out blank and wrong values and try again, once.

    A key with nothing behind it counts as not written, wherever that is allowed. Errors of the
    second try are reported only where nothing else was wrong in the first: otherwise they follow
    from what was left out.
    """
    reported = [error for error in errors if not _is_unwritten(model, error)]
    findings = tuple(
        _finding(document, model, root, error)
        for error in reported
        if not _follows_colon(document, root, error) and not _follows_other(model, error, errors)
    )
    cuts = {_cut(model, error) for error in errors}
    lost = frozenset(
        str(loc[0])
        for error, loc in ((error, _cut(model, error)) for error in reported)
        if loc and error["type"] != "extra_forbidden"
    )
    try:
        return Validated(
            model.model_validate(_without(data, cuts), context=context), findings, lost
        )
    except ValidationError as error:
        again = error.errors(include_url=False)
    if not reported:
        findings = tuple(_finding(document, model, root, error) for error in again[:MAX_ERRORS])
    return Validated(None, findings, lost)


def _is_unwritten(model: type[BaseModel], error: ErrorDetails) -> bool:
    """Whether this is an optional key with nothing behind it, which an editor leaves for later."""
    if error["input"] is not None or error["type"] in ("extra_forbidden", "missing"):
        return False
    loc = error["loc"]
    field = field_at(model, loc) if loc and isinstance(loc[-1], str) else None
    return field is not None and not field.is_required()


def _follows_other(
    model: type[BaseModel], error: ErrorDetails, errors: Iterable[ErrorDetails]
) -> bool:
    """Whether an error only follows from another.

    A key that stands there under another name or indent is not missing, and a list whose items are
    wrong is not too short.
    """
    loc, kind = error["loc"], error["type"]
    if kind == "too_short":
        return any(e["loc"][: len(loc)] == loc and e["loc"] != loc for e in errors)
    extras = (e["loc"] for e in errors if e["type"] == "extra_forbidden")
    return kind == "missing" and any(
        extra[-1] == loc[-1]
        or (extra[:-1] == loc[:-1] and remedies.nearest_key(model, extra) == loc[-1])
        for extra in extras
    )


def _follows_colon(document: Document, root: Path, error: ErrorDetails) -> bool:
    """Whether an error only follows from a colon that reading the file has reported already."""
    loc = (*root, *error["loc"])
    if error["type"] == "missing":
        return str(loc[-1]) in document.swallowed
    if error["type"] == "extra_forbidden":
        return re.split("[：:]", str(loc[-1]))[0] in document.swallowed
    place = document.value_position(loc)
    return (place.line, place.column) in document.swallowers


def _cut(model: type[BaseModel], error: ErrorDetails) -> Loc:
    """What to leave out for an error: as little as keeps the rest whole and in its places.

    An item of a list is never left out alone, or those after it would lose their positions.
    """
    loc = error["loc"]
    if error["type"] == "extra_forbidden" or _is_unwritten(model, error):
        return loc
    field = field_at(model, loc) if loc and isinstance(loc[-1], str) else None
    if field is not None and error["type"] != "missing" and not field.is_required():
        return loc
    return loc[:1]


def _at(data: Any, root: Path) -> Any:
    for step in root:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _without(data: Any, cuts: Iterable[Loc]) -> Any:
    """A copy of `data` less the values at `cuts`, each of which ends in a key."""
    trimmed = copy.deepcopy(data)
    for place in cuts:
        parent = trimmed
        for step in place[:-1]:
            parent = _child(parent, step)
        if place and isinstance(parent, dict):
            parent.pop(place[-1], None)
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
    text = messages.error_text(model, error, str(root[-1]) if root else "")
    where = (*root, *error["loc"])
    if error["type"] == "missing" or where[-1:] == ("[key]",):
        place = document.key_position(where[:-1])
    elif error["type"] == "extra_forbidden" or error["input"] is None:
        place = document.key_position(where)
    else:
        place = document.value_position(where)
    return Finding(place, text.rule, text.message, text.hint)
