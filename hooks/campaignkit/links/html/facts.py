"""What one built file says about links, small and picklable: it crosses processes and is cached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from campaignkit.links.html.attributes import Use


class Reference(NamedTuple):
    """A place that refers to something.

    `offset` counts characters of the decoded file, `place` names element and attribute
    (`a[href]`), `link` is the value as written, after entities.
    """

    offset: int
    place: str
    use: Use
    link: str


class Note(NamedTuple):
    """A fault seen while reading the file: an offset, a code of `messages`, what was written."""

    offset: int
    code: str
    text: str


@dataclass
class Facts:
    """Everything that `extract` found in one file.

    `ids` maps an id to the offset of its first place; `named` are `a[name]`, which anchors may use
    but id references may not. `comments` are ignore comments by offset.
    """

    references: list[Reference] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    base: str | None = None
    scripted: bool = False

    def refer(self, offset: int, place: str, use: Use, link: str) -> None:
        """Record a reference."""
        self.references.append(Reference(offset, place, use, link))

    def note(self, offset: int, code: str, text: str) -> None:
        """Record a fault."""
        self.notes.append(Note(offset, code, text))
