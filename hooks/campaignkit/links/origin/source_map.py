"""A `SourceMap` made from the texts themselves: finds the line of YAML or Markdown behind a link.

A link at fault mostly stands in the source as it stands on the page; where the engine rewrote it
(`plan.md#x` became `../plan/#x`), both are reduced to the same normal form and compared.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from campaignkit.base.findings import Position

_OPENER = r"[(（<\"'{\[,=: \t]"
_CLOSER = r"[\s\"'<>()（）{}\[\],]|\Z"
_WRITTEN = re.compile(r"[^\s\"'<>()（）{}\[\],]+")
_MARK = re.compile(r"[./#:]")
_MAX_TEXTS_SEARCHED = 30_000
"""Texts of groups to search; past that many misses only a page's own sources are searched."""

_Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class RecordGroup:
    """The records of one folder, searched in turn for what one may have written on a list of all.

    It is asked once for each link, not for each page that has the link.
    """

    paths: tuple[str, ...]


Source = str | RecordGroup
"""The path of a text, or a group."""


class TextSources:
    """Looks links up in source texts.

    `read` gives the text of a source by its path, or an empty string. `sources_of` gives those
    of a built page, the most likely first. `shared` are sources behind every page, such as the
    settings with the navigation. `paths` are all sources whose ignore comments count; `states`
    has a number for each that is another one when it has changed.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        sources_of: Callable[[str], Sequence[Source]],
        shared: Sequence[str] = (),
        paths: Iterable[str] = (),
        states: Mapping[str, int] | None = None,
    ) -> None:
        self._sources_of = sources_of
        self._shared = tuple(shared)
        self._paths = tuple(paths)
        self._states = states or {}
        self._read = read
        self._text = lru_cache(maxsize=256)(lambda path: _Text(path, read(path)))
        self._searches_left = _MAX_TEXTS_SEARCHED
        self._matches_in_groups: dict[tuple[str, RecordGroup, str, str], str] = {}

    @classmethod
    def of(cls, texts: Mapping[str, str], sources_of: Mapping[str, Sequence[str]]) -> TextSources:
        """A map over texts in memory."""
        return cls(
            lambda path: texts.get(path, ""), lambda page: sources_of.get(page, ()), (), texts
        )

    def locate(self, page: str, link: str, target: str, ordinal: int) -> Position | None:
        """The place that wrote `link`; see `SourceMap`."""
        sources = (*self._sources_of(page), *self._shared)
        for search in (_Text.exact, _Text.rewritten, _Text.fragment):
            for source in sources:
                path = (
                    source
                    if isinstance(source, str)
                    else self._first_match(search, source, link, target)
                )
                found = search(self._text(path), link, target, ordinal) if path else None
                if found:
                    return found
        return None

    def _first_match(self, search: Search, group: RecordGroup, link: str, target: str) -> str:
        """The first of a group in which a search finds something, or nothing."""
        asked = (search.__name__, group, link, target)
        if asked not in self._matches_in_groups:
            if self._searches_left <= 0:
                return ""
            self._searches_left -= len(group.paths)
            texts = (_Text(path, self._read(path)) for path in group.paths)
            self._matches_in_groups[asked] = next(
                (text.path for text in texts if search(text, link, target, 0)), ""
            )
        return self._matches_in_groups[asked]

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a source."""
        return self._read(path).split("\n")

    def paths(self) -> Iterable[str]:
        """All sources whose ignore comments count."""
        return self._paths

    def state(self, path: str) -> int:
        """The number that stands for what a source says now."""
        return self._states.get(path, 0)


class _Text:
    """One source and how to search it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._exact: dict[str, list[_Span]] = {}

    def exact(self, link: str, _target: str, ordinal: int) -> Position | None:
        """The link as it stands on the page, or in one of its plain spellings."""
        if link not in self._exact:
            self._exact[link] = next(filter(None, map(self._spelled, _spellings(link))), [])
        return self._position(self._exact[link], ordinal)

    def _spelled(self, spelling: str) -> list[_Span]:
        if not spelling.strip() or spelling not in self.text:
            return []
        literal = re.escape(spelling)
        for pattern in (
            rf"(?<={_OPENER}){literal}(?={_CLOSER})",
            rf"(?<![A-Za-z0-9_/.%#-]){literal}(?![A-Za-z0-9_/%#-])",
        ):
            spans = list(_matches(re.compile(pattern), spelling, self.text))
            if spans:
                return spans
        return []

    def rewritten(self, _link: str, target: str, ordinal: int) -> Position | None:
        """What becomes the same address: `../b.md#x` for `a/b/#x`, `c.pdf` for `a/c.pdf`."""
        path, _, fragment = target.partition("#")
        rest, mark = _normal(path), unquote(fragment)
        if not self._may_contain(rest.rpartition("/")[2]):
            return None
        while rest:
            if (rest, mark) in self._written:
                return self._position(self._written[rest, mark], ordinal)
            rest = rest.partition("/")[2]
        return None

    def fragment(self, _link: str, target: str, ordinal: int) -> Position | None:
        """For an anchor, a link that at least has the same fragment."""
        mark = unquote(target.partition("#")[2])
        if not mark or not self._may_contain(mark):
            return None
        return self._position(self._marked.get(mark, []), ordinal)

    def _may_contain(self, name: str) -> bool:
        """Whether a word may mean that name, without looking at each; quickly no for most texts."""
        return name in self.text or "%" in self.text or "&" in self.text

    @cached_property
    def _written(self) -> dict[tuple[str, str], list[_Span]]:
        """Spans of every word of the text that may be a path, by its normal form and fragment."""
        found: dict[tuple[str, str], list[_Span]] = defaultdict(list)
        for match in _WRITTEN.finditer(self.text):
            if _MARK.search(match[0]):
                found[_parts(match[0])].append(match.span())
        return dict(found)

    @cached_property
    def _marked(self) -> dict[str, list[_Span]]:
        """The same by fragment alone."""
        found: dict[str, list[_Span]] = defaultdict(list)
        for (_, mark), spans in self._written.items():
            found[mark] += spans
        return {mark: sorted(spans) for mark, spans in found.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _position(self, spans: list[_Span], ordinal: int) -> Position | None:
        """The span of that number, or the last."""
        if not spans:
            return None
        start, end = spans[min(ordinal, len(spans) - 1)]
        line = bisect_right(self._starts, start)
        return Position(self.path, line, start - self._starts[line - 1] + 1, max(1, end - start))


def _matches(pattern: re.Pattern[str], literal: str, text: str) -> Iterator[_Span]:
    """As `finditer`, of a pattern that is a literal and what stands around it.

    Looking for the literal first is a hundred times as fast; a page may have thousands of links.
    """
    start = text.find(literal)
    while start >= 0:
        match = pattern.match(text, start)
        if match:
            yield match.span()
        start = text.find(literal, match.end() if match else start + 1)


Search = Callable[[_Text, str, str, int], Position | None]


def _spellings(link: str) -> Iterable[str]:
    """How a link on a page may have been typed: engines encode paths and host names."""
    plain = re.sub(r"xn--[a-z0-9-]+", _unpunycoded, link)
    return dict.fromkeys((link, link.strip(), unquote(link), html.escape(link), plain))


def _unpunycoded(match: re.Match[str]) -> str:
    try:
        return match[0].removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]


def _parts(written: str) -> tuple[str, str]:
    path, _, fragment = html.unescape(written).partition("#")
    return _normal(unquote(path.partition("?")[0])), unquote(fragment)


def _normal(path: str) -> str:
    """Without what an engine adds or takes away.

    `../a/index.md`, `a.md`, `/a/`, and of content `a.yml` and `a/campaign.yml`, all become `a`.
    """
    path = re.sub(r"\A(?:\.{0,2}/)+", "", path)
    path = re.sub(r"(?:\A|/)(?:(?:index|README)\.(?:html|md)|campaign\.yml)\Z", "", path)
    return re.sub(r"\.(?:html|md|yml)\Z", "", path.rstrip("/"))
