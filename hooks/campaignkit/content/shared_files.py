"""The files of campaigns/ that all campaigns share: organisations, people, terms, working days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from campaignkit.base.findings import Finding, Position
from campaignkit.content.entities import Gathered, read_document, read_entity
from campaignkit.content.folders import CONTENT, record_names
from campaignkit.model.fields import ID_PATTERN, Model
from campaignkit.model.people import Organisation, Person
from campaignkit.model.validate import validate

M = TypeVar("M", bound=Model)


def organisations(base: Path, gathered: Gathered) -> dict[str, Organisation | None] | None:
    """Organisations by id; None where the file is there but cannot be read as such."""
    path = f"{CONTENT}/organisations.yml"
    if not (base / "organisations.yml").exists():
        return {}
    document = read_document(base.parent, path, gathered)
    if document is None:
        return None
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        message = "这个文件要写一组组织，每个以编号开头"
        hint = "写成 tongren-ftu: 换行缩进两个空格，再写 name: 名称"
        gathered.findings.append(Finding(Position(path), "wrong-type", message, hint))
        return None
    found: dict[str, Organisation | None] = {}
    for key in document.data:
        if re.split("[：:]", key)[0] in document.swallowed:
            continue
        if not re.fullmatch(ID_PATTERN, key):
            message = f"组织编号不能是“{key}”"
            hint = "只用小写字母、数字和短横线，例如 tongren-ftu"
            place = document.key_position((key,))
            gathered.findings.append(Finding(place, "bad-value", message, hint))
        checked = validate(document, Organisation, root=(key,))
        gathered.findings += checked.findings
        placed = checked.model and checked.model.placed(key, document, (key,), checked.lost)
        found[key] = placed
    return found


def shared_file(
    base: Path, name: str, model: type[M], context: Mapping[str, object], gathered: Gathered
) -> M | None:
    """A file straight in campaigns/ that all campaigns share; None where there is none."""
    if not (base / f"{name}.yml").exists():
        return None
    document = read_document(base.parent, f"{CONTENT}/{name}.yml", gathered)
    if document is None:
        return None
    checked = validate(document, model, context)
    gathered.findings += checked.findings
    return checked.model


def people(
    base: Path, context: Mapping[str, object], gathered: Gathered
) -> dict[str, Person | None]:
    """People by id; None for one whose file has errors."""
    ids, findings = record_names(base / "people", f"{CONTENT}/people")
    gathered.findings += findings
    return {
        name: read_entity(
            base.parent, f"{CONTENT}/people/{name}.yml", Person, context, gathered, name
        )
        for name in ids
    }
