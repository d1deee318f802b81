"""The columns of a form: every field of a record's model that fits into a cell of a sheet.

They are worked out from the model alone, so that a field that a kind adds is in the form, and in
intake, without a change here. Parts of a record (`consent`) become several columns; a list of parts
(`authors`) becomes several columns for each of its first items.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from campaignkit.base.fingerprint import digest
from campaignkit.kinds import Collection
from campaignkit.model.campaign import Campaign
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.fields import FileRef, Moment, Prose, Ref
from campaignkit.model.outline import as_model, keys_of, markers
from campaignkit.office.labels import enum_labels, ref_labels

USUAL_REPEATS = 2
"""How often the columns of a list of parts stand side by side, where the kind does not say."""


class CellSort(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    PROSE = "prose"
    CHOICE = "choice"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole"
    NUMBER = "number"
    FILE = "file"
    RAW = "raw"
    """As in YAML: the model takes values of several types."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column.

    `path` is where the value stands in the record's data, `field` the same without numbers, joined
    by dots. `many` says that a cell holds several values, split by `；` or by lines. `choices` are
    pairs of a value and its Chinese label. `low` and `high` bound numbers, `longest` texts.
    """

    path: tuple[str | int, ...]
    field: str
    head: str
    sort: CellSort
    description: str = ""
    required: bool = False
    many: bool = False
    shown: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    longest: int | None = None
    format: str = ""
    """`uri` or `email`, as JSON Schema has it."""
    sample: str = ""
    """What the kind says that the sample row shall have here."""

    @property
    def key(self) -> str:
        """The path as text: `authors.0.name`."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class FormSubject:
    """The collection of a campaign that a form is about."""

    catalogue: Catalogue
    campaign: Campaign
    collection: Collection

    def columns(self) -> tuple[FormColumn, ...]:
        """All columns, in the order of the model; those not shown are read, but not handed out."""
        found = _Walk(self).model(self.collection.model, (), "", True)
        return tuple(_with_own_heads(list(found)))

    def schema_digest(self) -> str:
        """Changes with the columns and what may be chosen in them."""
        columns = (f"{c.key} {c.sort} {c.choices}" for c in self.columns() if c.shown)
        return digest("\n".join(columns).encode()).hex()[:16]


@dataclass(frozen=True, slots=True)
class _Walk:
    subject: FormSubject

    def model(
        self, model: type[BaseModel], path: tuple[str | int, ...], head: str, required: bool
    ) -> Iterator[FormColumn]:
        for name, field in keys_of(model).items():
            needed = required and field.is_required()
            yield from self.field((*path, name), field, head, needed)

    def field(
        self, path: tuple[str | int, ...], field: FieldInfo, head: str, required: bool
    ) -> Iterator[FormColumn]:
        core, many = _core(field.annotation)
        title = field.title or str(path[-1])
        part = as_model(core)
        if part and many:
            dotted = _dotted(path)
            for number in range(self.subject.collection.form.repeats.get(dotted, USUAL_REPEATS)):
                first = required and number == 0
                yield from self.model(part, (*path, number), f"{head}{title}{number + 1}·", first)
        elif part:
            yield from self.model(part, path, f"{head}{title}·", required)
        elif core is not dict:
            yield from self.leaf(path, field, f"{head}{title}", required, core, many)

    def leaf(
        self,
        path: tuple[str | int, ...],
        field: FieldInfo,
        head: str,
        required: bool,
        core: Any,
        many: bool,
    ) -> Iterator[FormColumn]:
        marks = [*field.metadata, *markers(field.annotation)]
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        description = field.description or ""
        choices = enum_labels(core, description)
        if ref:
            choices = ref_labels(ref.target, self.subject.campaign, self.subject.catalogue)
            if not choices and not required:
                return  # nothing to choose from: the campaign defines no prizes, say
            head = head.removesuffix("编号")  # the cell shows titles
            description = "从列表里选"
        dotted = _dotted(path)
        yield FormColumn(
            path,
            dotted,
            head,
            CellSort.CHOICE if choices else _sort(core, marks),
            description,
            required,
            many,
            dotted not in self.subject.collection.form.omit,
            choices,
            _bound(marks, "ge"),
            _bound(marks, "le"),
            _longest(marks),
            _format(marks),
            self.subject.collection.form.samples.get(dotted, ""),
        )


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(step for step in path if isinstance(step, str))


def _core(annotation: Any, many: bool = False) -> tuple[Any, bool]:
    """The type inside of `Annotated`, `… | None` and lists, and whether there was a list."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _core(args[0], many)
    if origin in (tuple, list):
        return _core(args[0], True)
    if origin is dict:
        return dict, many
    if origin in (Union, types.UnionType):
        rest = [arg for arg in args if arg is not type(None)]
        return _core(rest[0], many) if len(rest) == 1 else (Union, many)
    return annotation, many


def _sort(core: Any, marks: list[Any]) -> CellSort:
    if any(isinstance(mark, FileRef) for mark in marks):
        return CellSort.FILE
    if any(isinstance(mark, Prose) for mark in marks):
        return CellSort.PROSE
    plain = {
        str: CellSort.TEXT,
        bool: CellSort.TRUTH,
        int: CellSort.WHOLE,
        float: CellSort.NUMBER,
        date: CellSort.DAY,
        Moment: CellSort.MOMENT,
    }
    if get_origin(core) is Literal or (isinstance(core, type) and issubclass(core, Enum)):
        return CellSort.TEXT
    return plain.get(core, CellSort.RAW)


def _bound(marks: list[Any], name: str) -> float | None:
    found = [value for mark in _all(marks) if (value := getattr(mark, name, None)) is not None]
    return float(found[0]) if found else None


def _longest(marks: list[Any]) -> int | None:
    found = [value for mark in _all(marks) if (value := getattr(mark, "max_length", None))]
    return min(found) if found else None


def _format(marks: list[Any]) -> str:
    schemas = (mark.json_schema or {} for mark in marks if isinstance(mark, WithJsonSchema))
    return next((str(schema["format"]) for schema in schemas if "format" in schema), "")


def _all(marks: list[Any]) -> Iterator[Any]:
    for mark in marks:
        yield mark
        if isinstance(mark, FieldInfo):
            yield from mark.metadata


def _with_own_heads(columns: list[FormColumn]) -> Iterator[FormColumn]:
    """No two columns with one head: the key stands behind the second."""
    heads: set[str] = set()
    for column in columns:
        own = (
            column
            if column.head not in heads
            else replace(column, head=f"{column.head}（{column.key}）")
        )
        heads.add(own.head)
        yield own
