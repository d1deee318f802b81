"""Pieces that a template marks in its HTML by comments, for what is known only later.

Prose cannot hold these marks: Markdown's comments are shown as text.
"""

from __future__ import annotations

import html
import re

_BEGIN, _END = "<!-- ahead -->", "<!-- /ahead -->"
_OFFER = re.compile(f"{_BEGIN}.*?{_END}\\n?", re.DOTALL)


def without_offer(body: str) -> str:
    """HTML without the buttons that offer a date to come: it is over, or only words count."""
    return _OFFER.sub("", body) if _BEGIN in body else body


_PROSE = re.compile(r'<div class="ck-prose[^>]*>')
_TAG = re.compile(r"<[^>]*(?:>|$)")
_BLANKS = re.compile(r"\s+")
_CHINESE_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")

DESCRIBED = 100
"""Characters of a page's own words that search engines and chat apps show of it, at most."""


def first_words(body: str) -> str:
    """How the prose of a page begins: up to the end of a sentence where one is near enough.

    Empty where the page has no prose. Only as much HTML is read as may be needed.
    """
    found = _PROSE.search(body)
    if found is None:
        return ""
    raw = body[found.end() : found.end() + 8 * DESCRIBED].partition("</div>")[0]
    text = html.unescape(_TAG.sub(" ", raw))
    text = _CHINESE_GAP.sub("", _BLANKS.sub(" ", text)).strip()
    if len(text) <= DESCRIBED:
        return text
    ends = [text.rfind(sign, DESCRIBED // 2, DESCRIBED) for sign in "。！？"]
    last = max(ends)
    return text[: last + 1] if last > 0 else f"{text[: DESCRIBED - 1]}…"
