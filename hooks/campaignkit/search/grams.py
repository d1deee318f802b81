"""Text becomes grams: the keys of the index. search.js makes the same ones of a query.

A *unit* is one letter or digit of any script, or a whole run of ASCII letters and digits
(`2021`, `isbn`). Units without punctuation between them make a *run*; spaces, quotation marks and
middle dots do not end one, since `2021 年` and `2021年`, or `“最美”劳动者` and `最美劳动者`, are
the same to a reader. A gram is two neighbouring units of a run, the last character of a run, an
ASCII word alone, or the end of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from unicodedata import normalize

from campaignkit.search.characters import simplified

WORD_LIMIT = 32
"""Longest ASCII word in a key, in characters; the rest of a longer one is not looked at."""

EXACT_LIMIT = 16
"""Longest part of a title, in units, that is found as a whole before longer titles with it."""

ENDING = 3
"""Shortest end of a word or a number that finds it, in characters: `042` finds `0042`."""

DOTS = "·・•‧"
"""Marks between the parts of a name; they stand in titles, and readers leave them out."""

_QUOTES = "\"'‘’“”«»‹›「」『』《》〈〉`´"
_SKIPPED = re.compile(rf"[{_QUOTES}{DOTS}]+")
DOT = re.compile(f"[{DOTS}]")
_SPACES = re.compile(" {2,}")
# A space stays, and separates, only between two ASCII words. Both begin with the space itself, so
# that the search for them is fast.
_BEFORE_OTHER = re.compile(" (?![a-z0-9])")
_AFTER_OTHER = re.compile(" (?<![a-z0-9] )")
_RUN = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[a-z0-9]+|[^\W_]")
_WORD = re.compile("[a-z0-9]+")
_NO_CHARACTER = re.compile(r"[\W_a-z0-9]+")


def normalise(text: str) -> str:
    """Text as it is compared: full-width as half-width, small letters."""
    return normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The runs of a document's text."""
    return _RUN.findall(_joined(text))


def units(run: str) -> list[str]:
    """The units of a run, long words cut."""
    return [unit[:WORD_LIMIT] for unit in _UNIT.findall(run)]


def grams(text: str) -> set[str]:
    """The grams of a long text."""
    joined = _joined(text)
    return _pairs(_NO_CHARACTER.sub("\n", joined)) | set(_with_words(joined))


@lru_cache(4096)
def short_grams(text: str) -> frozenset[str]:
    """The grams of a title or a few words: also single characters, beginnings and ends of words.

    Those of the text in simplified characters too, where it has traditional ones. Remembered,
    since units, regions and awards come again and again.
    """
    joined = _joined(text)
    single = set(_NO_CHARACTER.sub("", joined))
    words = {word[:WORD_LIMIT] for word in _WORD.findall(joined)}
    begun = {word[:length] for word in words for length in range(1, len(word))}
    ended = {word[start:] for word in words for start in range(1, len(word) - ENDING + 1)}
    plain = simplified(joined)
    more = short_grams(plain) if plain != joined else frozenset()
    return frozenset(grams(text) | single | begun | ended | more)


def parts(title: str) -> list[str]:
    """The runs of a title, and those between its middle dots: `示例张三`, `示例`, `张三`."""
    return list(dict.fromkeys((*runs(title), *runs(DOT.sub("\n", title)))))


def exact_keys(title: str) -> Iterator[str]:
    """Keys for the parts of a title between punctuation, so that a name alone comes first."""
    for run in parts(title):
        if len(units(run)) <= EXACT_LIMIT:
            yield f"={run}"
            if (plain := simplified(run)) != run:
                yield f"={plain}"


def _joined(text: str) -> str:
    """Text as it is compared, without what does not part words."""
    text = _SKIPPED.sub("", normalise(text))
    if " " in text:
        text = _AFTER_OTHER.sub("", _BEFORE_OTHER.sub("", _SPACES.sub(" ", text)))
    return text


def _pairs(characters: str) -> set[str]:
    """Neighbours in a text in which lines part runs, and the last character of each run.

    Without a loop over runs, which are many. A single character is found by the pairs that begin
    with it; the last of a run begins none.
    """
    found = set(map(add, characters, f"{characters[1:]}\n"))
    return {pair.rstrip("\n") for pair in found if pair[0] != "\n"}


def _with_words(text: str) -> Iterator[str]:
    """ASCII words, the ends of those with digits, each word with the character beside it."""
    for match in _WORD.finditer(text):
        word, start, end = match[0][:WORD_LIMIT], match.start(), match.end()
        yield word
        if not word.isalpha():
            yield from (word[at:] for at in range(1, len(word) - ENDING + 1))
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before.isalnum():
            yield before + word
        if after.isalnum():
            yield word + after
