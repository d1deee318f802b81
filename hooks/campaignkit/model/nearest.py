"""“是不是想写 …？”: the word that was meant, for a word that is not known."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

_CUTOFF = 0.6
_ITEM_MARK = re.compile(r"(?:^|\s)(?:\d{1,2}[.、)）](?!\d)|[-－—•●])\s*")
_SEPARATORS = re.compile(r"[，、,;；|\s]+")

_OPENING = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）"}
"""Brackets around a whole list; one inside the text belongs to its word."""

_SYNONYMS = {
    "标题": "title",
    "题目": "title",
    "名字": "name",
    "时间": "timeline",
    "日期": "date",
    "内容": "about",
    "联系人": "contacts",
    "标签": "tags",
    "封面": "cover",
    "作者": "authors",
    "主讲": "speakers",
    "地点": "venue",
    "介绍": "bio",
    "工种": "occupation",
}
"""What editors call a key whose title is another word."""


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """“是不是想写 …？” for the known word nearest to `word`, or nothing."""
    near = nearest(word, known)
    return f"是不是想写 {near}？" if near else ""


def nearest(word: object, known: Iterable[str], cutoff: float = _CUTOFF) -> str:
    """The known word nearest to `word`, whatever its case, or nothing."""
    choices = {name.lower(): name for name in known}
    text = unicodedata.normalize("NFKC", str(word)).lower().replace("_", "-")
    spelled = {name.replace("_", "-"): name for name in choices}
    near = difflib.get_close_matches(text, spelled, n=1, cutoff=cutoff)
    return choices[spelled[near[0]]] if near else ""


def by_title(word: object, titles: Mapping[str, str]) -> str:
    """The name whose title (`名称`) an editor wrote in its place, or nothing.

    `titles` gives the words by name; one name may have several words, split by a stroke.
    """
    text = str(word).strip().lower()
    if _SYNONYMS.get(text) in titles:
        return _SYNONYMS[text]
    spoken = {
        part.lower(): name
        for name, title in titles.items()
        for part in re.split(r"[/／·]", title)
        if part
    }
    near = difflib.get_close_matches(text, spoken, n=1, cutoff=_CUTOFF)
    return spoken[near[0]] if near else ""


def visible(value: object) -> str | None:
    """A text without characters that nobody sees; None where it has none, or is no text."""
    if not isinstance(value, str):
        return None
    clean = "".join(one for one in value if unicodedata.category(one) != "Cf").strip()
    return clean if clean and len(clean) < len(value.strip()) else None


def as_id(text: str, example: str = "zhang-san") -> str:
    """An id made of what letters and digits `text` has, or `example` where it has none."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"\.(ya?ml|md)$", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64] or example


def as_list(text: str) -> str:
    """A list as it should have been written, for one that was typed as a sentence."""
    bare = _ITEM_MARK.sub("，", text).strip()
    if bare[:1] in _OPENING and bare[-1:] == _OPENING[bare[:1]]:
        bare = bare[1:-1]
    return f"[{', '.join(part for part in _SEPARATORS.split(bare) if part)}]"


def choice_by_words(word: object, description: str) -> str:
    """The choice that a description explains with `word`: `published` for 发布.

    Descriptions of choices read “draft 草稿、published 发布”.
    """
    text = str(word).strip()
    for choice, meaning in re.findall(r"([a-z-]+) ([^\s、（，a-z]+)", description):
        if text and (meaning in text or text in meaning):
            return str(choice)
    return ""
