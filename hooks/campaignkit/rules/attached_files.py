"""The files that content names or links to, and what is in them. No rule itself.

Rules on attachments and pictures have the same three ways to a file: an entity names it or its
prose links to it, a Markdown file links to it, or it lies in the docs folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaignkit.base.findings import Finding, Position
from campaignkit.model.addresses import page_uri, source_path
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef, Prose
from campaignkit.model.files import content_file, home_folder
from campaignkit.model.markdown import links
from campaignkit.model.rule import Context
from campaignkit.model.text_source import TextSort, TextSource
from campaignkit.rules.inspection import Inspection, inspect

Complaint = tuple[str, str]
"""Message and hint."""

Check = Callable[["AttachedFile", Inspection, Context], Iterator[Complaint]]
"""What a rule has to say of one file."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file on disk. `path` is from the project; `name` its name without folders."""

    path: str
    file: Path

    @property
    def name(self) -> str:
        """The name that a finding shows."""
        return self.path.rpartition("/")[2]


def entity_findings(entity: Entity, context: Context, rule: str, check: Check) -> Iterator[Finding]:
    """Findings on the files that an entity names or links to, where it does so."""
    root, home = context.catalogue.root, home_folder(entity)
    for path, text, marker in entity.marks:
        if isinstance(marker, FileRef):
            attached = _file(root, home, text)
            for message, hint in _complaints(attached, context, check):
                yield entity.finding(path, rule, message, hint)
        elif isinstance(marker, Prose):
            for link in links(text):
                attached = _linked(root, home, link.target, entity.folder)
                for message, hint in _complaints(attached, context, check):
                    place = entity.text_position(path, link.line, link.column)
                    yield Finding(place, rule, message, hint)


def text_findings(
    source: TextSource, context: Context, rule: str, check: Check
) -> Iterator[Finding]:
    """Findings on the files that a Markdown file of a campaign links to, on the link.

    What pages of the docs folder link to lies in that folder itself.
    """
    if source.sort is TextSort.PAGE:
        return
    home = "/".join(source.path.split("/")[:2])
    cut = source.cut
    for link in links(cut.body):
        attached = _linked(context.catalogue.root, home, link.target, source.folder)
        for message, hint in _complaints(attached, context, check):
            line = cut.body_line + link.line - 1
            place = Position(source.path, line, link.column, len(link.written))
            yield Finding(place, rule, message, hint)


def loose_findings(path: str, context: Context, rule: str, check: Check) -> Iterator[Finding]:
    """Findings on a file of the docs folder."""
    attached = AttachedFile(path, context.catalogue.root / path)
    for message, hint in _complaints(attached, context, check):
        yield Finding(Position(path), rule, message, hint)


def _complaints(
    attached: AttachedFile | None, context: Context, check: Check
) -> Iterator[Complaint]:
    if attached is not None:
        inspection = inspect(attached.file, context.catalogue.cache)
        if inspection is not None:
            yield from check(attached, inspection, context)


def _file(root: Path, home: str, name: str) -> AttachedFile | None:
    """A file that a field names; Markdown files are looked at as text."""
    if name.endswith(".md"):
        return None
    file = content_file(root / home, name)
    return AttachedFile(f"{home}/{name}", file) if file and file.is_file() else None


def _linked(root: Path, home: str, target: str, folder: str) -> AttachedFile | None:
    """A file of its own campaign that a link leads to, and that is no page."""
    path = source_path(target, folder)
    if not path or page_uri(path) or not path.startswith(f"{home}/"):
        return None
    return _file(root, home, path.removeprefix(f"{home}/"))
