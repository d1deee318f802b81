"""A Markdown file that rules look through as text: a page of prose, an entry, a deck."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaignkit.base.findings import Finding, Position
from campaignkit.source import FrontMatter, split_front_matter


class TextSort(StrEnum):
    """What becomes of the file: rules may hold for some of these only."""

    PAGE = "page"
    """A page of the docs folder."""
    ENTRY = "entry"
    """The text of a record, or an attachment."""
    DECK = "deck"
    """The slides of a session."""


@dataclass(frozen=True, slots=True)
class TextSource:
    """One Markdown file. `path` is from the project, with `/`; `text` has Unix line ends."""

    path: str
    text: str
    sort: TextSort

    @property
    def folder(self) -> str:
        """The folder that its links are relative to."""
        return self.path.rpartition("/")[0]

    @property
    def cut(self) -> FrontMatter:
        """Its front matter, its body, and the line on which the body begins."""
        return split_front_matter(self.text)

    def position(self, start: int, end: int | None = None) -> Position:
        """The place of the characters from offset `start` to `end` of the whole text."""
        line = self.text.count("\n", 0, start) + 1
        column = start - self.text.rfind("\n", 0, start)
        row_end = self.text.find("\n", start)
        last = min(end or start + 1, row_end if row_end >= 0 else len(self.text))
        return Position(self.path, line, column, max(1, last - start))

    def line_position(self, line: int, column: int, length: int = 1) -> Position:
        """A place that is known by its line and column in the file, both from 1."""
        return Position(self.path, line, column, length)

    def finding(self, start: int, end: int, rule: str, message: str, hint: str = "") -> Finding:
        """A finding on the characters from `start` to `end`."""
        return Finding(self.position(start, end), rule, message, hint)
