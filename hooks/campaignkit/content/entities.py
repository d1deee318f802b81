"""One YAML file becomes an entity; what is wrong with it is gathered."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from campaignkit.base.findings import Finding
from campaignkit.content.folders import CONTENT, leads_out, outside
from campaignkit.model.entity import Entity
from campaignkit.model.validate import validate
from campaignkit.source import Document, Ignore, ignores, read

E = TypeVar("E", bound=Entity)


@dataclass(slots=True)
class Gathered:
    """What reading files brings besides their content."""

    findings: list[Finding] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)


def read_entity(
    root: Path,
    path: str,
    model: type[E],
    context: Mapping[str, object],
    gathered: Gathered,
    entity_id: str,
) -> E | None:
    """The entity `entity_id` that stands at `path` (from `root`); None where it cannot be read."""
    document = read_document(root, path, gathered)
    return entity_of(document, model, context, gathered, entity_id) if document else None


def entity_of(
    document: Document,
    model: type[E],
    context: Mapping[str, object],
    gathered: Gathered,
    entity_id: str,
) -> E | None:
    """The entity that a document holds; None where too much of it is wrong."""
    checked = validate(document, model, context)
    gathered.findings += checked.findings
    return checked.model.placed(entity_id, document, (), checked.lost) if checked.model else None


def read_document(root: Path, path: str, gathered: Gathered) -> Document | None:
    """The parsed file at `path` (from `root`) and its ignores; None where it cannot be read."""
    file = f"{root}/{path}"
    if os.path.islink(file) and leads_out(Path(file), root / CONTENT):  # noqa: PTH114  of each
        gathered.findings.append(outside(path))
        return None
    document, findings = read(file, path)
    gathered.findings += findings
    if document is not None:
        gathered.ignores += ignores(document)
    return document
