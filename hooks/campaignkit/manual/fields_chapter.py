"""The manual's chapter on fields, written from the models so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaignkit import kinds
from campaignkit.model.campaign import Campaign
from campaignkit.model.outline import keys_of, model_in
from campaignkit.model.people import Organisation, Person
from campaignkit.model.terms import Terms
from campaignkit.model.workdays import Workdays

_INTRO = """\
---
title: 每一项怎么写
hide: [navigation]
---

# 每一项怎么写

“必填”的一定要写；其余的可以不写，或留空。各项的次序随意。用 VS Code 写时，这些说明会自动出现。
"""


def field_manual() -> str:
    """One Markdown page: what every kind shares, each kind, its records, people, organisations."""
    parts = [_INTRO, *_section("所有活动共有（campaign.yml）", Campaign, set())]
    shared = set(keys_of(Campaign)) - {"timeline"}
    for kind in kinds.KINDS:
        title = f"{kind.title}（kind: {kind.name}）"
        parts += _section(title, kind.model, shared)
        for collection in kind.collections:
            listed = f"，或 {collection.list_file}" if collection.list_file else ""
            where = f"{kind.title}的{collection.noun}（{collection.name}/编号.yml{listed}）"
            parts += _section(where, collection.model, set())
    parts += _section("人物（people/编号.yml）", Person, set())
    parts += _section("组织（organisations.yml 里的一项）", Organisation, set())
    parts += _section("规范用语（terms.yml）", Terms, set())
    parts += _section("放假和调休（workdays.yml）", Workdays, set())
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel], without: set[str]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield from _table(model, without)
    seen: set[type[BaseModel]] = set()
    for key, field in keys_of(model).items():
        inner = model_in(field.annotation)
        if inner and key not in without and inner not in seen:
            seen.add(inner)
            yield f"\n### {key}：{(inner.__doc__ or '').splitlines()[0]}\n"
            yield from _table(inner, set())


def _table(model: type[BaseModel], without: set[str]) -> Iterator[str]:
    yield "| 写 | 是什么 | 必填 | 说明 |\n|---|---|---|---|"
    for key, field in keys_of(model).items():
        if key not in without:
            words = (f"`{key}`", field.title or "", _needed(field), field.description or "")
            yield f"| {' | '.join(words)} |"


def _needed(field: FieldInfo) -> str:
    return "必填" if field.is_required() else ""
