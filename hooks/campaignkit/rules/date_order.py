"""日期要前后一致：开始在结束之前，征集、评审、公示、表彰依次进行。

只写日期的，开始算当天零点，结束算到当天结束，所以同一天开始和结束是可以的。

错误（contest）：

    timeline: {open: 2021-04-01, close: 2021-03-01}

正确（contest）：

    timeline: {open: 2021-04-01, close: 2021-06-30}
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

from campaignkit.base.findings import Finding
from campaignkit.model.campaign import Campaign
from campaignkit.model.entity import Entity
from campaignkit.model.fields import Moment
from campaignkit.model.outline import field_at, model_in
from campaignkit.model.rule import Context
from campaignkit.source import Path

ID = "date-order"

_TITLES: dict[Path, str] = {("timeline", "open"): "活动开始", ("timeline", "close"): "活动截止"}
"""Moments that a message names more exactly than the titles of their fields do."""


def each(entity: Entity, context: Context) -> Iterator[Finding]:
    """Each `end` after its `start` anywhere in the file, and a campaign's own order of dates."""
    del context
    reported: set[Path] = set()
    for path, start, end in _spans(entity, ()):
        if end.end <= start.start:
            reported.add((*path, "end"))
            yield _finding(entity, (*path, "end"), (*path, "start"), start)
    if isinstance(entity, Campaign):
        for (before_path, before), (path, moment) in pairwise(entity.moments()):
            backwards = moment.end < before.start
            empty = path[-1] == "close" and moment.end <= before.start
            if (backwards or empty) and path not in reported:
                yield _finding(entity, path, before_path, before)


def _finding(entity: Entity, path: Path, before_path: Path, before: Moment) -> Finding:
    name, earlier = _name(entity, path), _name(entity, before_path)
    message = f"{name}要在{earlier}之后"
    written = ".".join(str(step) for step in before_path if isinstance(step, str))
    hint = f"把 {path[-1]} 改到 {before.written}（{written}）之后"
    return entity.finding(path, ID, message, hint)


def _name(entity: Entity, path: Path) -> str:
    """A moment in the editors' language: the title of its field."""
    field = field_at(type(entity), path)
    return _TITLES.get(path) or (field and field.title) or str(path[-1])


def _spans(model: BaseModel, path: Path) -> Iterator[tuple[Path, Moment, Moment]]:
    """Every pair of `start` and `end` in a model, at any depth."""
    pair, nested = _where(type(model))
    if pair:
        start, end = (getattr(model, name) for name in _PAIR)
        if isinstance(start, Moment) and isinstance(end, Moment):
            yield path, start, end
    for name in nested:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _spans(value, (*path, name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _spans(item, (*path, name, number))


_PAIR = ("start", "end")


@cache
def _where(model: type[BaseModel]) -> tuple[bool, tuple[str, ...]]:
    """Whether a model has a pair itself, and its fields whose models may; once for each class."""
    fields = model.model_fields
    nested = tuple(
        name
        for name, field in fields.items()
        if (inner := model_in(field.annotation)) and any(_where(inner))
    )
    return all(name in fields for name in _PAIR), nested
