"""Markdown files as rules of scope *text* look at them, and what else the docs folder publishes.

A file that an entity names (an entry's text, a session's deck) is looked at with the entity, in
its batch. The pages of the docs folder are few, and looked at once in each check.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from campaignkit.base.findings import Finding, Level
from campaignkit.content.rule_set import rules_for
from campaignkit.model.catalogue import Catalogue
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource
from campaignkit.source import decode, parse_section, read_bytes

_CONFIG = "mkdocs.yml"
_DEFAULT_DOCS = "docs"
_DECK = "deck"
"""The field that names a deck."""


def entity_texts(entity: Entity, root: Path) -> Iterator[TextSource]:
    """The Markdown files that an entity names, as far as they are there and are text."""
    for path, name, marker in entity.marks:
        if isinstance(marker, FileRef) and name.endswith(".md"):
            home = home_folder(entity)
            file = content_file(root / home, name)
            sort = TextSort.DECK if path == (_DECK,) else TextSort.ENTRY
            source = _read(file, f"{home}/{name}", sort) if file else None
            if source:
                yield source


def text_findings(source: TextSource, context: Context) -> list[Finding]:
    """What all rules of scope *text* say of one file."""
    found: list[Finding] = []
    for rule in rules_for(context.campaign.kind if context.campaign else None):
        if rule.text:
            found += levelled(rule.text(source, context), rule.level)
    return found


def site_findings(catalogue: Catalogue) -> list[Finding]:
    """What rules say of the docs folder: of its pages as text, of its other files as they are."""
    context = Context(catalogue, None)
    found: list[Finding] = []
    for path in _docs_files(catalogue.root):
        if path.endswith(".md"):
            source = _read(catalogue.root / path, path, TextSort.PAGE)
            found += text_findings(source, context) if source else ()
            continue
        for rule in rules_for(None):
            if rule.loose:
                found += levelled(rule.loose(path, context), rule.level)
    return found


def levelled(findings: Iterator[Finding], level: Level) -> list[Finding]:
    """Findings at the level of their rule."""
    if level is Level.ERROR:
        return list(findings)
    return [replace(finding, level=level) for finding in findings]


def _read(file: Path, path: str, sort: TextSort) -> TextSource | None:
    """A Markdown file; None where it is not there or no text, which others tell."""
    try:
        text = decode(read_bytes(file), path).content
    except OSError:
        return None
    return None if text is None else TextSource(path, text, sort)


def _docs_files(root: Path) -> Iterator[str]:
    """Every file below the docs folder of mkdocs.yml, from the project, in order."""
    file = root / _CONFIG
    if not file.is_file():
        return
    document, _ = parse_section(
        decode(read_bytes(file), _CONFIG).content or "", _CONFIG, ("docs_dir",)
    )
    named = document.data if document is not None and document.data else _DEFAULT_DOCS
    folder = (root / str(named)).resolve()
    if not folder.is_relative_to(root.resolve()) or folder == root.resolve():
        return
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield (Path(place) / name).relative_to(root.resolve()).as_posix()
