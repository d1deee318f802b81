"""Pydantic's errors in the editors' language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from campaignkit.model.fields import BLANK_PATTERN, ID_PATTERN
from campaignkit.model.nearest import (
    as_id,
    choice_by_words,
    did_you_mean,
    visible,
)
from campaignkit.model.outline import (
    Loc,
    annotation_at,
    choices,
    field_at,
    keys_of,
    model_at,
)
from campaignkit.model.remedies import (
    LINES,
    TRUE_OR_FALSE,
    elsewhere,
    hint_for,
    nearest_key,
    needed,
    remedy,
    shortened,
)


@dataclass(frozen=True, slots=True)
class ErrorText:
    """A validation error in the editors' language: rule id, message, and what to write instead."""

    rule: str
    message: str
    hint: str = ""


def error_text(model: type[BaseModel], error: ErrorDetails, whole: str = "") -> ErrorText:
    """The text of one of pydantic's errors on data for `model`.

    A type of error that is not known here becomes `bad-value` with pydantic's own message. `whole`
    is the key that holds the data, where that is not a whole file.
    """
    text = _error_text(model, error, whole)
    clean = visible(error["input"])
    if clean is None or error["type"] in ("missing", "extra_forbidden"):
        return text
    hint = f"里面有看不见的字符（常随网页或聊天软件的粘贴带进来）：删掉这一项，重新打成 {clean}"
    message = text.message.replace(str(error["input"]), clean)
    return replace(text, message=message, hint=hint)


def _error_text(model: type[BaseModel], error: ErrorDetails, whole: str) -> ErrorText:
    loc = error["loc"]
    kind = error["type"]
    if not loc and kind in _MAPPING_TYPES:
        return _not_keys(model, error, whole)
    if loc and loc[-1] == "[key]":
        return _bad_key(str(loc[-2]))
    if error["input"] is None and kind not in ("missing", "extra_forbidden"):
        return _blank(model, loc)
    context = error.get("ctx") or {}
    if kind in ("bad_value", "wrong_type", "missing_field"):
        message = f"{field_name(model, loc)}：{context['message']}" if loc else context["message"]
        return ErrorText(kind.replace("_", "-"), message, context["hint"])
    describe = _DESCRIBERS.get(kind)
    if describe:
        return describe(model, error)
    if kind.endswith(("_type", "_parsing")):
        return _wrong_type(model, error)
    return ErrorText("bad-value", f"{field_name(model, loc)}的值不能用（{error['msg']}）")


def field_name(model: type[BaseModel], loc: Loc) -> str:
    """The name of the field at `loc` in messages: 第 2 项的“count”（名额）."""
    names = [step for step in loc if isinstance(step, str)]
    name = f"“{names[-1]}”" if names else "文件内容"
    field = field_at(model, loc)
    title = f"（{field.title}）" if field is not None and field.title else ""
    items = [step for step in loc if isinstance(step, int)]
    where = f"第 {items[-1] + 1} 项的" if items and isinstance(loc[-1], str) else ""
    item = f"第 {items[-1] + 1} 项" if items and not where else ""
    return f"{where}{name}{title}{item}"


def _bad_key(key: str) -> ErrorText:
    hint = f"只用小写字母、数字和短横线，例如 {as_id(key, 'hall')}"
    return ErrorText("bad-value", f"编号不能是“{shortened(key)}”", hint)


def _blank(model: type[BaseModel], loc: Loc) -> ErrorText:
    name = field_name(model, loc)
    if loc and isinstance(loc[-1], int):
        return ErrorText("missing-field", f"{name}是空的", "写上内容，或把这一行的“-”删掉")
    return ErrorText("missing-field", f"{name}后面没有内容", hint_for(model, loc))


def _missing(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    loc = error["loc"]
    return ErrorText("missing-field", f"缺少{field_name(model, loc)}", hint_for(model, loc))


def _unknown(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    loc = error["loc"]
    owner = model_at(model, loc[:-1])
    near = nearest_key(model, loc)
    if str(loc[-1]).isdigit():
        message = f"“{shortened(loc[-1])}”被当成了另一项"
        return ErrorText("unknown-key", message, "数字中间不写逗号，例如 1000")
    if error["input"] is None and re.match(r"[0-9]{3}(?![0-9A-Za-z_-])", str(loc[-1])):
        message = f"逗号后面的“{shortened(loc[-1])}”被当成了另一项"
        hint = "数字中间不写逗号，例如 奖金2000元；一定要写，就给整段文字加英文双引号"
        return ErrorText("unknown-key", message, hint)
    hint = elsewhere(model, loc) or (f"是不是想写 {near}？" if near else "")
    allowed = f"这里可以写：{'、'.join(keys_of(owner) if owner else ())}"
    return ErrorText("unknown-key", f"没有“{shortened(loc[-1])}”这一项", hint or allowed)


def _choice(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    loc = error["loc"]
    allowed = choices(annotation_at(model, loc))
    field = field_at(model, loc)
    description = (field.description if field else "") or ""
    meant = choice_by_words(error["input"], description)
    near = f"是不是想写 {meant}？" if meant in allowed else did_you_mean(error["input"], allowed)
    explains = any(f"{word} " in description for word in allowed if str(word).isascii())
    hint = f"{near}可以写：{description if explains else '、'.join(map(str, allowed))}"
    return ErrorText(
        "bad-value", f"{field_name(model, loc)}不能是“{shortened(error['input'])}”", hint
    )


def _pattern(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    loc = error["loc"]
    name, value = field_name(model, loc), shortened(error["input"])
    pattern = (error.get("ctx") or {}).get("pattern")
    if pattern == BLANK_PATTERN:
        return ErrorText("missing-field", f"{name}里只有空格", hint_for(model, loc))
    if pattern == ID_PATTERN:
        hint = f"只用小写字母、数字和短横线，例如 {as_id(str(error['input']))}"
        return ErrorText("bad-value", f"{name}不能是“{value}”", hint)
    return ErrorText("bad-value", f"{name}不能是“{value}”", hint_for(model, loc))


def _too_long(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    limit = (error.get("ctx") or {}).get("max_length")
    name = field_name(model, error["loc"])
    over = len(str(error["input"])) - int(limit or 0)
    return ErrorText("bad-value", f"{name}超过 {limit} 字，多出 {over} 字", f"删到 {limit} 字以内")


def _too_short(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    name = field_name(model, error["loc"])
    return ErrorText("missing-field", f"{name}是空的", hint_for(model, error["loc"]))


def _bound(word: str, key: str) -> Callable[[type[BaseModel], ErrorDetails], ErrorText]:
    def describe(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
        limit = (error.get("ctx") or {}).get(key)
        name = field_name(model, error["loc"])
        value = shortened(error["input"])
        hint = "写四位数的年份，例如 2021" if limit in _YEARS else f"写{word} {limit} 的数"
        return ErrorText("bad-value", f"{name}不能是 {value}", hint)

    return describe


def _wrong_type(model: type[BaseModel], error: ErrorDetails) -> ErrorText:
    loc, found = error["loc"], error["input"]
    if error["type"] in _MAPPING_TYPES and isinstance(found, str):
        colon = _COLON.match(found)
        if colon:
            return _bad_colon(colon["key"], colon["colon"], colon["rest"])
    wanted, hint = _WANTED.get(error["type"], ("别的写法", ""))
    key = loc[-1] if loc and isinstance(loc[-1], str) else ""
    message = f"{field_name(model, loc)}要写{wanted}，现在是{_type_name(found)}"
    return ErrorText("wrong-type", message, remedy(model, loc, wanted, key, found) or hint)


def _bad_colon(key: str, colon: str, rest: str) -> ErrorText:
    """ErrorText here where keys were wanted: the same text may stand where text is wanted."""
    hint = f"写成 {key}: {rest or '内容'}（英文冒号，后面空一格）"
    if colon == ":":
        return ErrorText("yaml-syntax", "冒号后面缺一个空格", hint)
    return ErrorText("yaml-full-width", "用了中文冒号“：”，这一行没有被当成单独的一项", hint)


def _not_keys(model: type[BaseModel], error: ErrorDetails, whole: str) -> ErrorText:
    """A file, or an item of organisations.yml, that is text or a list where keys were expected."""
    found = error["input"]
    names = needed(model)
    keys = "、".join(names)
    if whole:
        hint = f"写成 {whole}: {{{names[0]}: {shortened(found)}}}" if isinstance(found, str) else ""
        message = f"“{whole}”后面要写 {keys} 等，现在是{_type_name(found)}"
        return ErrorText("wrong-type", message, hint or "换行缩进两个空格，每行写成 名字: 内容")
    hint = f"每行顶格写成 名字: 内容；要写 {keys}；大段正文写在“|”下面，缩进两个空格"
    if isinstance(found, str) and "\t" in found:
        hint = f"像是从表格粘贴来的：一条记录一个文件，每行写成 名字: 内容；要写 {keys}"
    return ErrorText("wrong-type", f"文件里要一行一项地写，现在是{_type_name(found)}", hint)


def _type_name(value: object) -> str:
    if isinstance(value, bool):
        return f" {str(value).lower()}"
    names = {int: "数字", float: "数字", str: "文字", list: "列表", dict: LINES}
    name = names.get(type(value), "别的内容")
    return name if isinstance(value, (list, dict)) else f"{name}“{shortened(value)}”"


_YEARS = (1840, 2200)
_COLON = re.compile(r"(?P<key>[A-Za-z_]\w*)[ 　]*(?P<colon>：|:(?=[^\s/]))(?P<rest>\S*)")
_MAPPING_TYPES = ("dict_type", "model_type", "model_attributes_type")
_LIST = ("列表", "每项一行，以“- ”开头，或写成 [甲, 乙]")
_MAPPING = (LINES, "换行缩进两个空格，每行写成 名字: 内容")
_WANTED = {
    "string_type": ("文字", "如果写的就是文字，给它加上英文引号"),
    "bool_type": (TRUE_OR_FALSE, "写 true（是）或 false（否），不加引号"),
    "bool_parsing": (TRUE_OR_FALSE, "写 true（是）或 false（否），不加引号"),
    "int_type": ("整数", "只写数字"),
    "float_type": ("数字", "只写数字"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
}

_DESCRIBERS: dict[str, Callable[[type[BaseModel], ErrorDetails], ErrorText]] = {
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


__all__ = ["ErrorText", "did_you_mean", "error_text", "field_name"]
