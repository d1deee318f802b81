"""What to write instead of a value that pydantic refused, as exactly as that can be derived."""

from __future__ import annotations

import re

from pydantic import BaseModel

from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.nearest import as_list, by_title, nearest
from campaignkit.model.outline import (
    Loc,
    annotation_at,
    as_model,
    choices,
    field_at,
    keys_of,
    model_at,
)

TRUE_OR_FALSE = " true（是）或 false（否）"
LINES = "几行“名字: 内容”"
"""The names in messages of two expected types: a boolean, and a mapping."""

_FEW = 5
_KEY_CUTOFF = 0.72
"""How near the name of a key must be to be offered: `notic` is, `vote` is not like `notice`."""
_SHORT = 20
"""Characters up to which the items of a list are names, not prose."""


def hint_for(model: type[BaseModel], loc: Loc) -> str:
    """What to write at `loc`: the field's own description, or its choices."""
    inner = model_at(model, loc)
    if inner:
        return f"换一行，缩进两个空格，写 {'、'.join(needed(inner)) or '内容'}"
    item = model_at(model, (*loc, 0))
    if item:
        return _item_form(item)
    allowed = choices(annotation_at(model, loc))
    field = field_at(model, loc) if loc and isinstance(loc[-1], str) else None
    if field is None:
        return f"可以写：{'、'.join(allowed)}" if allowed else "写上内容，或把这一项删掉"
    sample = allowed[0] if allowed else "……"
    sample = f"[{sample}]" if annotation_at(model, (*loc, 0)) is not None else sample
    explained = field.description or (f"可以写：{'、'.join(allowed)}" if allowed else "")
    return f"写成 {loc[-1]}: {sample}" + (f"（{explained}）" if explained else "")


def example(model: type[BaseModel]) -> str:
    """The keys that a file of this model cannot do without."""
    return f"至少要有：{'、'.join(needed(model))}"


def nearest_key(model: type[BaseModel], loc: Loc) -> str:
    """The key that was meant by an unknown one at `loc`, by its name or its Chinese title."""
    owner = model_at(model, loc[:-1])
    fields = keys_of(owner) if owner else {}
    titles = {name: f"{name}/{field.title}" for name, field in fields.items()}
    return nearest(loc[-1], fields, cutoff=_KEY_CUTOFF) or by_title(loc[-1], titles)


def elsewhere(model: type[BaseModel], loc: Loc) -> str:
    """How to indent a key that would be right one level deeper or higher, or nothing."""
    key = str(loc[-1])
    for depth in range(len(loc) - 1):
        above = model_at(model, loc[:depth])
        if above and key in keys_of(above):
            place = "顶格写，行首不留空格" if depth == 0 else f"和“{loc[depth]}”对齐"
            return f"“{key}”不属于“{loc[-2]}”，减少缩进：{place}"
    owner = model_at(model, loc[:-1])
    for name, field in keys_of(owner).items() if owner else ():
        inner = as_model(field.annotation)
        if inner and key in keys_of(inner):
            return f"“{key}”写在“{name}:”下面，行首比“{name}”多缩进两个空格"
    return ""


def remedy(model: type[BaseModel], loc: Loc, wanted: str, key: str, found: object) -> str:
    """The exact correction for a value `found` where `wanted` was expected, or nothing."""
    item = model_at(model, (*loc, 0)) if wanted == "列表" else None
    if wanted == "列表" and isinstance(found, dict) and str(next(iter(found), "")).startswith("-"):
        return "每项开头的“-”后面空一格，例如 - {……}"
    if item and key and isinstance(found, str) and 0 < len(found) <= _SHORT:
        return _named_item(item, key, found)
    if item:
        return _item_form(item)
    if wanted == "列表" and key and isinstance(found, str) and len(found) <= 60:
        return f"写成 {key}: {as_list(found)}"
    if wanted == TRUE_OR_FALSE and isinstance(found, str):
        first_character = found.strip()[:1]
        meant = "true" if first_character in set("是有对同已可") else ""
        meant = "false" if first_character in set("否不没无未") else meant
        return f"写成 {key}: {meant}" if meant else ""
    if wanted == "列表" and key and isinstance(found, dict) and 0 < len(found) <= _FEW:
        return f"写成 {key}: [{', '.join(map(str, found))}]，或者每项一行，以“- ”开头"
    if wanted == "文字" and isinstance(found, (list, dict)) and key:
        return _text_remedy(key, found)
    inner = model_at(model, loc) if wanted == LINES else None
    return _mapping_remedy(inner, key, found) if inner else ""


def _mapping_remedy(model: type[BaseModel], key: str, found: object) -> str:
    names = needed(model) or list(keys_of(model))[:3]
    if not key:
        return f"写成 - {{{', '.join(f'{name}: ……' for name in names)}}}"
    if isinstance(found, list):
        return f"这里只有一组，去掉行首的“- ”；要写 {'、'.join(names)}"
    return f"换行缩进两个空格，每行写成 名字: 内容；要写 {'、'.join(names)}"


def _text_remedy(key: str, found: list[object] | dict[str, object]) -> str:
    """Brackets around a word, or prose that looks like a list or like keys."""
    if isinstance(found, list) and len(found) == 1 and isinstance(found[0], str):
        return f"写成 {key}: {shortened(found[0])}，不加方括号"
    if isinstance(found, list) and found and all(_is_id(one) for one in found):
        return f"这里只能写一个，例如 {key}: {shortened(found[0])}"
    if isinstance(found, dict) and all(value is None for value in found.values()):
        return "给整段文字加上英文双引号"
    return f"在“{key}:”后面加“ |”，正文换行，每行缩进两个空格"


def _is_id(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(ID_PATTERN, value) is not None


def _named_item(item: type[BaseModel], key: str, found: str) -> str:
    """A list of one item for a name that stands where a list is wanted."""
    keys = keys_of(item)
    label = next((name for name in ("name", "text", "title") if name in keys), "")
    if not label or not set(needed(item)) <= {label}:
        return _item_form(item)
    if "person" in keys and re.fullmatch(ID_PATTERN, found):
        return f"写成 {key}: [{found}]"
    return f"写成 {key}: [{{{label}: {found}}}]"


def _item_form(item: type[BaseModel]) -> str:
    first, *others = needed(item) or list(keys_of(item))[:2]
    below = f"，下面的 {'、'.join(others)} 和它对齐" if others else ""
    return f"每项的第一行写成“- {first}: ……”{below}"


def needed(model: type[BaseModel]) -> list[str]:
    """The keys that a model cannot do without."""
    return [name for name, field in keys_of(model).items() if field.is_required()]


def shortened(value: object) -> str:
    """A value in one line, cut where it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= 30 else text[:29] + "…"
