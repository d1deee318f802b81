"""Texts that readers will see, as their files have them, for rules on words and punctuation.

A passage is a value of a YAML file, or the whole of a Markdown file. Its characters are the file's
own (with quotes, indentation, `**`), so that a finding and its repair stand on exact places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from campaignkit.base.findings import Finding, Fix, Position
from campaignkit.model.entity import Entity
from campaignkit.model.fields import FileRef, Ref
from campaignkit.model.text_source import TextSource
from campaignkit.source import Path

_WORKS = frozenset(("sources", "readings"))
"""Keys below which `title` is the name of somebody else's work, to be copied as it is."""

_PROTECTED = re.compile(
    r"(?P<code>`+)(?:(?!(?P=code)).|\n)*?(?P=code)"
    r"|^[ \t]*(?P<fence>```+|~~~+)[\s\S]*?(?:^[ \t]*(?P=fence)|\Z)"
    r"|(?:https?|ftp|mailto):[^\s<>\"'，。；、）】》”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\]\([^)\n]*\)|^[ \t]*\[[^\]\n]+\]:[^\n]*"
    r"|《[^《》]*(?:《[^《》]*》[^《》]*)*》"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{[:#.][^}\n]*\}"
    r"|</?[A-Za-z][^<>]*>",
    re.MULTILINE,
)
"""Code, addresses, names of works, templates, attributes, tags."""

LETTERS = "待ＸTFX赞票转享注邀助星礼周>"
"""Letters that rules look for in each text."""
_LETTER = re.compile(f"[{LETTERS}]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text for readers: `text` is `whole[start:]` as far as it goes, `whole` the file's text.

    `path` says where in the YAML it stands, and is empty for a Markdown file. `first_line` is the
    line of the file on which `whole` begins.
    """

    file: str
    whole: str
    first_line: int
    start: int
    text: str
    path: Path = ()

    @property
    def names_work(self) -> bool:
        """Whether it is the name of a book or an article, which is not ours to change."""
        return bool(self.path) and self.path[-1] == "title" and not _WORKS.isdisjoint(self.path)

    def protected(self, start: int, end: int) -> bool:
        """Whether a part of the text belongs to code, an address, a name of a work or a tag."""
        return any(first < end and start < last for first, last in protected_spans(self.text))

    def finding(
        self, start: int, end: int, rule: str, message: str, hint: str, new: str | None = None
    ) -> Finding:
        """A finding on the characters from `start` to `end`; `new` is what may stand there."""
        at = self.start + start
        line = self.whole.count("\n", 0, at)
        column = at - self.whole.rfind("\n", 0, at)
        old = self.text[start:end]
        length = max(1, len(old.partition("\n")[0]))
        place = Position(self.file, self.first_line + line, column, length)
        return Finding(place, rule, message, hint, fix=None if new is None else Fix(old, new))


def entity_passages(entity: Entity) -> Iterator[Passage]:
    """The texts of a YAML file in any language but plain ASCII; ids and file names are none.

    Values that are wrong in themselves, such as a date in full-width digits, are told elsewhere.
    The file is parsed for it: look first whether its text holds what is looked for.
    """
    document = entity.document
    names = {path for path, _, mark in entity.marks if isinstance(mark, (Ref, FileRef))}
    for path, start, end in document.scalars():
        text = document.text[start:end]
        own = entity.own_path(path)
        if text.isascii() or not entity.owns(path) or own in names:
            continue
        if own and not entity.lost(str(own[0])):
            yield Passage(document.path, document.text, document.first_line, start, text, path)


def source_passage(source: TextSource) -> Passage:
    """A Markdown file, front matter and all, as one text."""
    return Passage(source.path, source.text, 1, 0, source.text)


def matches(
    where: Entity | TextSource, pattern: re.Pattern[str], letters: str = ""
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a pattern stands in the texts of a file, except in code, addresses and names of works.

    Every match holds one of `letters`, which are among `LETTERS`: one quick look at a text for all
    rules tells most of them that it holds none. A file without a match is not taken apart.
    """
    whole = where.document.text if isinstance(where, Entity) else where.text
    if letters and _letters(whole).isdisjoint(letters):
        return
    if pattern.search(whole):
        found = entity_passages(where) if isinstance(where, Entity) else [source_passage(where)]
        for passage in found:
            for match in pattern.finditer(passage.text):
                if not passage.names_work and not passage.protected(*match.span()):
                    yield passage, match


@lru_cache(maxsize=8)
def _letters(text: str) -> frozenset[str]:
    """Which of `LETTERS` a text holds."""
    return frozenset(_LETTER.findall(text))


@lru_cache(maxsize=16)
def protected_spans(text: str) -> tuple[Span, ...]:
    """First and last offsets of what prose rules leave alone: code, addresses, names of works."""
    spans = [match.span() for match in _PROTECTED.finditer(text)]
    return tuple(sorted([*spans, *_code_blocks(text)]))


def _code_blocks(text: str) -> Iterator[Span]:
    """Rows after a blank one that are indented by four more than the text: a block of code.

    A paragraph of a list may look the same; it is left alone, too.
    """
    if "    " not in text:
        return
    rows = text.split("\n")
    margins = [len(row) - len(row.lstrip()) for row in rows[1:] if row.strip()]
    margin = min(margins, default=0)
    at, code, blank = 0, False, False
    for row in rows:
        if row.strip():
            code = (code or blank) and row.startswith(" " * (margin + 4))
            if code:
                yield at, at + len(row)
        blank = not row.strip()
        at += len(row) + 1
