"""Pydantic's errors in the editors' language."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from campaignkit.model.fields import ID_PATTERN

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An error as the editor reads it."""

    rule: str
    message: str
    hint: str = ""


def tell(model: type[BaseModel], error: ErrorDetails) -> Told:
    """Put one of pydantic's errors into words. An unknown one is told as `bad-value`."""
    loc = error["loc"]
    kind = error["type"]
    context = error.get("ctx") or {}
    if kind in ("bad_value", "wrong_type"):
        name = field_name(model, loc)
        return Told(kind.replace("_", "-"), f"{name}：{context['message']}", context["hint"])
    teller = _TELLERS.get(kind)
    if teller:
        return teller(model, error)
    if kind.endswith(("_type", "_parsing")):
        return _wrong_type(model, error)
    return Told("bad-value", f"{field_name(model, loc)}的值不能用（{error['msg']}）")


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """“是不是想写 …？” for the known word nearest to `word`, or nothing."""
    choices = {name.lower(): name for name in known}
    near = difflib.get_close_matches(str(word).lower(), choices, n=1, cutoff=0.6)
    return f"是不是想写 {choices[near[0]]}？" if near else ""


def field_name(model: type[BaseModel], loc: Loc) -> str:
    """A field as an editor speaks of it: 第 2 项的“count”（名额）."""
    names = [step for step in loc if isinstance(step, str)]
    name = names[-1] if names else "文件内容"
    field = _field(model, loc)
    title = f"（{field.title}）" if field is not None and field.title else ""
    items = [step for step in loc if isinstance(step, int)]
    where = f"第 {items[-1] + 1} 项的" if items and isinstance(loc[-1], str) else ""
    item = f"第 {items[-1] + 1} 项" if items and not where else ""
    return f"{where}“{name}”{title}{item}"


def hint_for(model: type[BaseModel], loc: Loc) -> str:
    """What to write at `loc`: the field's own description, or its choices."""
    field = _field(model, loc)
    key = str(loc[-1]) if loc else ""
    if field is None:
        return ""
    return f"写成 {key}: {_sample(field)}" + (
        f"（{field.description}）" if field.description else ""
    )


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys an editor may write in a model, with their fields."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def example(model: type[BaseModel]) -> str:
    """The keys that a file of this model cannot do without."""
    needed = [name for name, field in keys_of(model).items() if field.is_required()]
    return f"至少要有：{'、'.join(needed)}"


def _missing(model: type[BaseModel], error: ErrorDetails) -> Told:
    loc = error["loc"]
    return Told("missing-field", f"缺少{field_name(model, loc)}", hint_for(model, loc))


def _unknown(model: type[BaseModel], error: ErrorDetails) -> Told:
    loc = error["loc"]
    owner = _model_at(model, loc[:-1])
    known = list(keys_of(owner)) if owner else []
    hint = did_you_mean(loc[-1], known) or f"这里可以写：{'、'.join(known)}"
    return Told("unknown-key", f"没有“{loc[-1]}”这一项", hint)


def _choice(model: type[BaseModel], error: ErrorDetails) -> Told:
    loc = error["loc"]
    choices = _choices(_annotation(model, loc))
    name = field_name(model, loc)
    allowed = f"可以写：{'、'.join(choices)}"
    hint = "；".join(filter(None, (did_you_mean(error["input"], choices), allowed)))
    return Told("bad-value", f"{name}不能是“{_short(error['input'])}”", hint)


def _pattern(model: type[BaseModel], error: ErrorDetails) -> Told:
    name, value = field_name(model, error["loc"]), _short(error["input"])
    if (error.get("ctx") or {}).get("pattern") == ID_PATTERN:
        hint = f"只用小写字母、数字和短横线，例如 {as_id(str(error['input']))}"
        return Told("bad-value", f"{name}不能是“{value}”", hint)
    return Told("bad-value", f"{name}不能是“{value}”", hint_for(model, error["loc"]))


def _too_long(model: type[BaseModel], error: ErrorDetails) -> Told:
    limit = (error.get("ctx") or {}).get("max_length")
    name = field_name(model, error["loc"])
    over = len(error["input"]) - int(limit or 0)
    return Told("bad-value", f"{name}超过 {limit} 字，多出 {over} 字", f"删到 {limit} 字以内")


def _too_short(model: type[BaseModel], error: ErrorDetails) -> Told:
    name = field_name(model, error["loc"])
    return Told("missing-field", f"{name}是空的", hint_for(model, error["loc"]))


def _bound(word: str, key: str) -> Callable[[type[BaseModel], ErrorDetails], Told]:
    def tell_bound(model: type[BaseModel], error: ErrorDetails) -> Told:
        limit = (error.get("ctx") or {}).get(key)
        name = field_name(model, error["loc"])
        value = _short(error["input"])
        return Told("bad-value", f"{name}不能是 {value}", f"写{word} {limit} 的数")

    return tell_bound


def _wrong_type(model: type[BaseModel], error: ErrorDetails) -> Told:
    name = field_name(model, error["loc"])
    wanted, hint = _WANTED.get(error["type"], ("别的写法", ""))
    found = _sort_of(error["input"])
    return Told("wrong-type", f"{name}要写{wanted}，现在是{found}", hint)


def _sort_of(value: object) -> str:
    if value is None:
        return "空的"
    names = {bool: "是否", int: "数字", float: "数字", str: "文字", list: "列表", dict: "一组值"}
    name = names.get(type(value), "别的内容")
    return name if isinstance(value, (list, dict)) else f"{name}“{_short(value)}”"


_WANTED = {
    "string_type": ("文字", "如果写的就是文字，给它加上英文引号"),
    "bool_type": ("是否", "写 true 或 false，不加引号"),
    "bool_parsing": ("是否", "写 true（是）或 false（否），不加引号"),
    "int_type": ("整数", "只写数字"),
    "float_type": ("数字", "只写数字"),
    "list_type": ("列表", "每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "tuple_type": ("列表", "每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "dict_type": ("一组值", "换行缩进两个空格，每行写成 名字: 内容"),
    "model_type": ("一组值", "换行缩进两个空格，每行写成 名字: 内容"),
    "model_attributes_type": ("一组值", "换行缩进两个空格，每行写成 名字: 内容"),
}

_TELLERS: dict[str, Callable[[type[BaseModel], ErrorDetails], Told]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _choice,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "greater_than_equal": _bound("不小于", "ge"),
    "less_than_equal": _bound("不大于", "le"),
}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 30 else text[:29] + "…"


def as_id(text: str, example: str = "zhang-san") -> str:
    """An id made of what letters and digits `text` has, or `example` where it has none."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64] or example


def _sample(field: FieldInfo) -> str:
    choices = _choices(field.annotation)
    return choices[0] if choices else "……"


def _choices(annotation: Any) -> list[str]:
    origin = get_origin(annotation)
    if origin is Literal:
        return [str(choice) for choice in get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    if origin in (Union, types.UnionType, Annotated, list, tuple):
        return next(filter(None, (_choices(arg) for arg in get_args(annotation))), [])
    return []


def _field(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The field that `loc` ends in; for an item of a list, the list."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    owner = _model_at(model, loc[:-1]) if loc else None
    return keys_of(owner).get(str(loc[-1])) if owner else None


def _annotation(model: type[BaseModel], loc: Loc) -> Any:
    annotation: Any = model
    for step in loc:
        annotation = _inner(annotation, step)
    return annotation


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    return _as_model(_annotation(model, loc))


def _inner(annotation: Any, step: str | int) -> Any:
    """The annotation one step down: a field of a model, an item of a list, a value of a dict."""
    owner = _as_model(annotation)
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


def _as_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        return next(filter(None, map(_as_model, get_args(annotation))), None)
    return None
