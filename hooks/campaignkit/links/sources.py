"""A `SourceMap` made from the texts themselves: finds the line of YAML or Markdown behind a link.

A link at fault mostly stands in the source as it stands on the page; where the engine rewrote it
(`plan.md#x` became `../plan/#x`), both are reduced to the same normal form and compared.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import unquote

from campaignkit.findings import Position

_OPENER = r"[(（<\"'{\[,=: \t]"
_CLOSER = r"[\s\"'<>()（）{}\[\],]|\Z"
_WRITTEN = re.compile(r"[^\s\"'<>()（）{}\[\],]+")
_MARK = re.compile(r"[./#:]")


class TextSources:
    """Looks links up in source texts.

    `read` gives the text of a source by its path, or an empty string. `behind` gives the sources
    of a built page, the most likely first. `shared` are sources behind every page, such as the
    settings with the navigation. `paths` are all sources whose ignore comments count; `states`
    has a number for each that is another one when it has changed.
    """

    def __init__(
        self,
        read: Callable[[str], str],
        behind: Callable[[str], Sequence[str]],
        shared: Sequence[str] = (),
        paths: Iterable[str] = (),
        states: Mapping[str, int] | None = None,
    ) -> None:
        self._behind = behind
        self._shared = tuple(shared)
        self._paths = tuple(paths)
        self._states = states or {}
        self._text = lru_cache(maxsize=256)(lambda path: _Text(path, read(path)))

    @classmethod
    def of(cls, texts: Mapping[str, str], behind: Mapping[str, Sequence[str]]) -> TextSources:
        """A map over texts in memory."""
        return cls(lambda path: texts.get(path, ""), lambda page: behind.get(page, ()), (), texts)

    def locate(self, page: str, link: str, target: str, ordinal: int) -> Position | None:
        """The place that wrote `link`; see `SourceMap`."""
        sources = [self._text(path) for path in (*self._behind(page), *self._shared)]
        for search in (_Text.exact, _Text.rewritten, _Text.fragment):
            for source in sources:
                found = search(source, link, target, ordinal)
                if found:
                    return found
        return None

    def lines(self, path: str) -> Sequence[str]:
        """The lines of a source."""
        return self._text(path).text.split("\n")

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
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._written: list[tuple[str, int, int]] | None = None

    def exact(self, link: str, _target: str, ordinal: int) -> Position | None:
        """The link as it stands on the page, or in one of its plain spellings."""
        for spelling in _spellings(link):
            if not spelling.strip():
                continue
            literal = re.escape(spelling)
            for pattern in (
                rf"(?<={_OPENER}){literal}(?={_CLOSER})",
                rf"(?<![A-Za-z0-9_/.%#-]){literal}(?![A-Za-z0-9_/%#-])",
            ):
                spans = [match.span() for match in re.finditer(pattern, self.text)]
                if spans:
                    return self._position(*spans[min(ordinal, len(spans) - 1)])
        return None

    def rewritten(self, _link: str, target: str, ordinal: int) -> Position | None:
        """What becomes the same address: `../b.md#x` for `a/b/#x`, `c.pdf` for `a/c.pdf`."""
        path, _, fragment = target.partition("#")
        wanted = (_normal(path), unquote(fragment))
        if not wanted[0]:
            return None
        best: list[tuple[int, int]] = []
        longest = 0
        for written, start, end in self._all_written():
            name, mark = _parts(written)
            if mark != wanted[1] or not f"/{wanted[0]}".endswith(f"/{name}") or not name:
                continue
            if len(name) > longest:
                best, longest = [], len(name)
            if len(name) == longest:
                best.append((start, end))
        return self._position(*best[min(ordinal, len(best) - 1)]) if best else None

    def fragment(self, _link: str, target: str, ordinal: int) -> Position | None:
        """For an anchor, a link that at least has the same fragment."""
        fragment = unquote(target.partition("#")[2])
        if not fragment:
            return None
        spans = [
            (start, end)
            for written, start, end in self._all_written()
            if _parts(written)[1] == fragment
        ]
        return self._position(*spans[min(ordinal, len(spans) - 1)]) if spans else None

    def _all_written(self) -> list[tuple[str, int, int]]:
        """Every word of the text that may be a path, with its span."""
        if self._written is None:
            self._written = [
                (match[0], *match.span())
                for match in _WRITTEN.finditer(self.text)
                if _MARK.search(match[0])
            ]
        return self._written

    def _position(self, start: int, end: int) -> Position:
        line = bisect_right(self._starts, start)
        return Position(self.path, line, start - self._starts[line - 1] + 1, max(1, end - start))


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
