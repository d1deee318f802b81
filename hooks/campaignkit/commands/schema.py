"""JSON Schema of the content, from which an editor's program completes and explains while typing.

Draft-07, because that is what YAML extensions read best. The schemas say no more than the models:
a blank where a key may be left out, and a number where text is wanted, are as good here as in
`check`. What needs two keys or two files to judge is left to the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from campaignkit import kinds
from campaignkit.kinds import Collection
from campaignkit.model.fields import ID_PATTERN
from campaignkit.model.people import Organisation, Person
from campaignkit.model.terms import Terms
from campaignkit.model.workdays import Workdays

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_ANSWER = "^(?:[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|[Tt]rue|TRUE|[Ff]alse|FALSE|[YyNnTtFf10])$"
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"
_BARE_TEXT = {"type": "string"}
"""A text that stands for a whole model; a number does not."""
_CHOICE = re.compile(r"([a-z-]+) ([^、]+)")


def globs() -> dict[str, str]:
    """The files that each schema is for, as patterns from the project's folder."""
    return {
        "campaign": "campaigns/*/campaign.yml",
        "person": "campaigns/people/*.yml",
        "organisations": "campaigns/organisations.yml",
        "terms": "campaigns/terms.yml",
        "workdays": "campaigns/workdays.yml",
        **{c.name: f"campaigns/*/{c.name}/*.yml" for kind in kinds.KINDS for c in kind.collections},
        **{f"{c.name}-list": f"campaigns/*/{c.list_file}" for c in _in_lists()},
    }


def schemas() -> dict[str, Schema]:
    """Every schema by its name; the names are those of `globs`."""
    found = {
        "campaign": _campaigns(),
        "person": _of_model(Person),
        "organisations": _organisations(),
        "terms": _of_model(Terms),
        "workdays": _of_model(Workdays),
    }
    for kind in kinds.KINDS:
        found |= {c.name: _of_model(c.model) for c in kind.collections}
    return found | {f"{c.name}-list": _list_of(c) for c in _in_lists()}


def _in_lists() -> Iterator[Collection]:
    """Collections whose records may come as a list in YAML; a table has no schema."""
    for kind in kinds.KINDS:
        yield from (c for c in kind.collections if c.list_file.endswith(".yml"))


def _list_of(collection: Collection) -> Schema:
    """The schema of a list file: records of the collection, each with its id."""
    item = _of_model(collection.model)
    rest = {key: item.pop(key) for key in ("$schema", "definitions")}
    id_ = {"title": "编号", "description": "会进入网址", "type": ["string", "number"]}
    item["properties"] = {"id": {**id_, "pattern": ID_PATTERN}, **item["properties"]}
    item["required"] = ["id", *item.get("required", [])]
    head = {"$schema": rest["$schema"], "title": collection.title, "type": ["array", "null"]}
    return {**head, "items": item, "definitions": rest["definitions"]}


def schema_of(name: str) -> Schema:
    """One schema, or the part of `campaign` for one kind. Raises `KeyError` for another name."""
    models = {kind.name: kind.model for kind in kinds.KINDS}
    return _of_model(models[name]) if name in models else schemas()[name]


def as_text(schema: Schema) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _campaigns() -> Schema:
    """One schema for all kinds; what may be written follows from `kind`."""
    definitions = _definitions([kind.model for kind in kinds.KINDS])
    branches = [
        {
            "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
            "then": {"$ref": f"#/definitions/{kind.model.__name__}"},
        }
        for kind in kinds.KINDS
    ]
    choice = {
        "title": "活动类别",
        "enum": [kind.name for kind in kinds.KINDS],
        "enumDescriptions": [kind.title for kind in kinds.KINDS],
        "description": "、".join(f"{kind.name} {kind.title}" for kind in kinds.KINDS),
    }
    return {
        "$schema": DRAFT,
        "title": "活动",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": choice},
        "allOf": branches,
        "definitions": definitions,
    }


def _organisations() -> Schema:
    definitions = _definitions([Organisation])
    return {
        "$schema": DRAFT,
        "title": "组织名册",
        "type": ["object", "null"],
        "patternProperties": {ID_PATTERN: {"$ref": "#/definitions/Organisation"}},
        "additionalProperties": False,
        "definitions": definitions,
    }


def _of_model(model: type[BaseModel]) -> Schema:
    definitions = _definitions([model])
    whole = definitions.pop(model.__name__)
    return {"$schema": DRAFT, **whole, "definitions": definitions}


def _definitions(models: Iterable[type[BaseModel]]) -> Schema:
    _, made = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/definitions/{model}"
    )
    definitions: Schema = made["$defs"]
    kept = {name: part for name, part in definitions.items() if "enum" not in part}
    return {name: _object(part, definitions) for name, part in sorted(kept.items())}


def _object(model: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A model's schema in Chinese, with optional keys that may be blank."""
    required = model.get("required", [])
    title, _, rest = model.get("description", "").partition("：")
    properties = {
        key: _property(key, part, definitions, blank=key not in required)
        for key, part in model["properties"].items()
    }
    made = {"title": title.rstrip("。"), "description": rest, "type": "object"}
    made |= {"properties": properties, "required": required, "additionalProperties": False}
    return {key: part for key, part in made.items() if part not in ("", [])}


def _property(key: str, part: Schema, definitions: Mapping[str, Schema], *, blank: bool) -> Schema:
    title = "活动类别" if key == "kind" else part.get("title", "")
    description = part.get("description", "")
    value = _value(part, definitions, description)
    if blank:
        value = _or_blank(value)
    default = part.get("default")
    made = {"title": title, "description": description, **value}
    made |= {"default": default} if isinstance(default, str | bool) else {}
    return {name: content for name, content in made.items() if content != ""}


def _value(part: Schema, definitions: Mapping[str, Schema], description: str = "") -> Schema:
    """What may be written, without the field's own title and description."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if "enum" in definitions.get(name, {}):
            return _choice(definitions[name]["enum"], description)
        return {"$ref": part["$ref"]}
    if "anyOf" in part:
        return _any_of(part["anyOf"], definitions, description)
    if "const" in part:
        return {"const": part["const"]}
    if "enum" in part:
        return _choice(part["enum"], description)
    if part.get("type") == "array":
        return {**_kept(part, "type", "minItems"), "items": _value(part["items"], definitions)}
    if part.get("type") == "object":
        inner = part["patternProperties"].items()
        patterns = {pattern: _value(content, definitions) for pattern, content in inner}
        return {"type": "object", "patternProperties": patterns, "additionalProperties": False}
    return _scalar(
        {key: part[key] for key in part if key not in ("title", "description", "default")}
    )


def _kept(part: Schema, *keys: str) -> Schema:
    return {key: part[key] for key in keys if key in part}


def _any_of(parts: list[Schema], definitions: Mapping[str, Schema], description: str) -> Schema:
    """The alternatives less the blank, which every optional key is given again."""
    meant = [_value(part, definitions, description) for part in parts if part != {"type": "null"}]
    return meant[0] if len(meant) == 1 else {"anyOf": meant}


def _choice(words: list[str], description: str) -> Schema:
    meanings = dict(_CHOICE.findall(description))
    made: Schema = {"enum": list(words)}
    if all(word in meanings for word in words):
        made["enumDescriptions"] = [meanings[word] for word in words]
    return made


def _scalar(part: Schema) -> Schema:
    """Text may be a number, a number may be in quotes, and `yes` is true, as in the models."""
    pattern = part.get("pattern", "")
    is_date = pattern.startswith((r"^\d", r"^(?:\d"))
    if part.get("type") == "string" and not (is_date or "format" in part or part == _BARE_TEXT):
        return {**part, "type": ["string", "number"]}
    if part.get("type") == "number":
        return {"anyOf": [part, {"type": "string", "pattern": _NUMBER}]}
    if part.get("type") == "boolean":
        return {"anyOf": [part, {"type": "string", "pattern": _ANSWER}, {"enum": [0, 1]}]}
    return part


def _or_blank(value: Schema) -> Schema:
    """Let a key be written with nothing behind it."""
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    if "anyOf" in value:
        return {"anyOf": [*value["anyOf"], {"type": "null"}]}
    if "$ref" in value or "const" in value:
        return {"anyOf": [value, {"type": "null"}]}
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return {**value, "type": [*types, "null"]}
