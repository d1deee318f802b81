"""Names blacked out in texts: of authors and their units, however they are spaced or marked."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

BLACK = "■■■"
"""Stands for a name, of whatever length."""

SAMPLE_PREFIX = "示例·"
_BETWEEN = r"[\s\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff·・•.．,，、*_~`\-—|]*"
"""What may stand between two characters of a name that is still read as one."""
_FILLING = re.compile(_BETWEEN)
_SHORTEST = 2
_INLINE = re.compile(r"</?(?:em|strong|s|code|mark|u|sub|sup|br)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_BLOCK = "\x00"
"""Stands for the edge of a paragraph or a cell: over it, two characters make no name."""
_WORDS = ("text", "code_inline")
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True, slots=True)
class Blackout:
    """Covers some names. Names of a single character are not covered: they are words, too."""

    names: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, names: Iterable[str]) -> Blackout:
        """For these names, and for their parts: 示例·王甲 is also called 王甲."""
        forms = {form for name in names for form in _forms(name)}
        ordered = tuple(sorted(forms, key=lambda form: (-len(form), form)))
        parts = "|".join(map(_spaced, ordered))
        return cls(ordered, re.compile(parts, re.IGNORECASE) if parts else None)

    def cover(self, text: str) -> str:
        """The text with the names covered."""
        return self.pattern.sub(BLACK, text) if self.pattern else text

    def cover_tokens(self, tokens: Sequence[Token]) -> None:
        """Cover the names in parsed Markdown, in place, also where marks stand inside of one."""
        for token in tokens:
            if token.children:
                self._cover_inline(token.children)
            elif token.type in ("fence", "code_block"):
                token.content, token.info = self.cover(token.content), ""

    def _cover_inline(self, children: Sequence[Token]) -> None:
        shown = [token for token in children if token.type in (*_WORDS, *_BREAKS)]
        texts = ["\n" if token.type in _BREAKS else token.content for token in shown]
        joined = "".join(texts)
        spans = [m.span() for m in self.pattern.finditer(joined)] if self.pattern else []
        at = 0
        for token, text in zip(shown, texts, strict=True):
            if token.type in _WORDS:
                token.content = _without(text, at, spans)
            at += len(text)

    def left_in(self, markup: str) -> list[str]:
        """Names that can still be read in finished HTML, whatever elements stand between."""
        text = _TAG.sub(_BLOCK, _INLINE.sub("", markup))
        words = unicodedata.normalize("NFKC", html.unescape(text))
        squeezed = _FILLING.sub("", words).casefold()
        return [name for name in self.names if _squeezed(name) in squeezed]


def _forms(name: str) -> Iterator[str]:
    whole = name.strip()
    for form in (whole, whole.removeprefix(SAMPLE_PREFIX), *re.split(r"[·・•]", whole)):
        if len(_squeezed(form)) >= _SHORTEST and form != SAMPLE_PREFIX.rstrip("·"):
            yield form


def _squeezed(name: str) -> str:
    return _FILLING.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _spaced(name: str) -> str:
    return _BETWEEN.join(map(_either_width, _squeezed(name)))


def _either_width(char: str) -> str:
    """A character, or its full-width form."""
    wide = chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
    wide += chr(ord(char.upper()) + 0xFEE0) if "a" <= char <= "z" else ""
    return f"[{re.escape(char)}{wide}]" if wide != char else re.escape(char)


def _without(text: str, at: int, spans: Iterable[tuple[int, int]]) -> str:
    """A piece of a longer text, at offset `at` there; a name is replaced where it begins."""
    parts, done = [], 0
    for start, end in spans:
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < len(text) and last > 0:
            parts += [text[done:first], BLACK if start >= at else ""]
            done = last
    return "".join((*parts, text[done:]))
