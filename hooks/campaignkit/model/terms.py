"""The house's terms: how names of bodies, awards, laws and events are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Self

from pydantic import Field, model_validator

from campaignkit.model.fields import Model, Text, bad_value


class Term(Model):
    """一个写法：错的和对的。"""

    wrong: Annotated[Text, Field(title="错的写法")]
    right: Annotated[Text, Field(title="对的写法")]
    reason: Annotated[Text | None, Field(title="理由", description="编辑看到的一句话")] = None
    unless: Annotated[
        tuple[Text, ...],
        Field(title="例外", description="含有错的写法、但本身正确的词语，例如 全国总工会章程"),
    ] = ()

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if self.wrong == self.right:
            raise bad_value("wrong 和 right 写的是同一个词", "right 写正确的写法")
        return self


class Terms(Model):
    """规范用语：campaigns/terms.yml。"""

    terms: Annotated[tuple[Term, ...], Field(title="用语")] = ()


_GAP = re.compile(
    r"(?<=[^\x00-\x7f])"
    r"(?:[ \t]*\n(?![ \t>]*(?:\n|\Z))[ \t]*(?:>[ \t]*)*|\*{1,3}|~~|__|[\u00ad\u200b\ufeff])+"
)
"""What may stand inside a word of a text: one line break, the mark of a quotation, emphasis."""

_MARKS = "*>~_\u00ad\u200b\ufeff"
"""Every mark that a gap may hold."""


@dataclass(frozen=True)
class TermFinder:
    """Looks for the wrong spellings of all terms at once."""

    terms: tuple[Term, ...]

    @cached_property
    def _by_wrong(self) -> Mapping[str, Term]:
        return {term.wrong: term for term in self.terms}

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        """The wrong spellings as `_join` leaves them."""
        return re.compile(_trie(sorted(map(_join, self._by_wrong))))

    @cached_property
    def _all(self) -> re.Pattern[str]:
        """Right spellings and exceptions, too: what they hold is no fault."""
        right = {word for term in self.terms for word in (term.right, *term.unless)}
        return _one_of({*self._by_wrong, *right})

    def may_hold(self, text: str) -> bool:
        """Whether a file may hold a wrong spelling: quick, and never wrong about a no."""
        return bool(self.terms) and self._joined.search(_join(text)) is not None

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """First and last offset of each wrong spelling, with its term."""
        flat, places = _flatten(text)
        for match in self._all.finditer(flat):
            term = self._by_wrong.get(match[0])
            if term:
                yield places[match.start()], places[match.end() - 1] + 1, term


def _one_of(words: Mapping[str, Term] | set[str]) -> re.Pattern[str]:
    """A pattern for the longest of these words that begins at a place."""
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def _join(text: str) -> str:
    """The text without blanks, line breaks and marks."""
    joined = "".join(text.split())
    for mark in _MARKS:
        joined = joined.replace(mark, "")
    return joined


def _trie(words: Sequence[str]) -> str:
    """A pattern for any of these words, which are in order, that branches once for each character.

    It is several times as fast as one branch for each word.
    """
    groups = {first: [word[1:] for word in rest] for first, rest in groupby(words, itemgetter(0))}
    branches = [
        re.escape(first) + ("" if "" in rest else _trie(rest)) for first, rest in groups.items()
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _flatten(text: str) -> tuple[str, list[int]]:
    """The text without gaps inside its words, and the place of each character left."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for gap in (*_GAP.finditer(text), None):
        end = gap.start() if gap else len(text)
        pieces.append(text[at:end])
        places += range(at, end)
        at = gap.end() if gap else end
    return "".join(pieces), places
