"""Links that Markdown never made: `[文字]（a.md）` and `[文字][编号]` left as text on a page.

They are looked for in the text a reader sees, not in code, where brackets are just brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.links.html.scan import tags
from campaignkit.links.html.values import names

_CANDIDATE = re.compile(r"\][ \u3000]?[(（\[][^\[\]()（）\n]{1,300}[)）\]]")
_LINK = re.compile(
    r"(?<![A-Za-z0-9_\])])!?(?:[\[［【](?P<text>[^\[\]［］【】\n]{1,200})[\]］】]"
    r"[ \u3000]?[(（](?P<target>[^()（）\n\s]{1,300})[)）]"
    r"|\[(?P<words>[^\[\]\n]{1,200})\]\[(?P<label>[^\[\]\n]{1,100})\])"
)
_ADDRESS = re.compile(r"(?:https?|htp|mailto|tel)[:：]|www[.。]|\.{0,2}/[\w%]|#\w", re.IGNORECASE)
_FILE = re.compile(
    r"\S+\.(?:md|html?|pdf|docx?|xlsx?|pptx?|png|jpe?g|svg|zip)(?:[?#]\S*)?\Z", re.IGNORECASE
)
_FOLDERS = re.compile(r"(?=.*[A-Za-z])[!-~]+/[!-~]*\Z")
_SILENT = frozenset({"pre", "code", "kbd", "samp", "textarea", "script", "style", "title", "math"})
_INLINE = names("a b em i strong span u s del ins mark sub sup small font img")


def find_literal_links(html: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each would-be link that stands in the readable text of `html`."""
    if not _CANDIDATE.search(html):
        return
    for run, offsets in _runs(html):
        for match in _LINK.finditer(run):
            if _is_link(match):
                yield offsets[match.start()], match[0]


def _is_link(match: re.Match[str]) -> bool:
    target, label, words = match["target"], match["label"], match["words"]
    if target:
        # `[单位]（元/人）` and `[更新]（2021/5/1）` are words in brackets.
        return any(form.match(target) for form in (_ADDRESS, _FILE, _FOLDERS))
    # `[1][2]` are two footnotes; `[2021][3]` a document number.
    return not (label.isdigit() and words.isdigit())


def _runs(html: str) -> Iterator[tuple[str, list[int]]]:
    """Blocks of readable text, inline tags taken out, with the offset of each character."""
    position, silent = 0, ""
    chars: list[str] = []
    offsets: list[int] = []
    for tag in tags(html, every=True):
        if not silent and not tag.inert:
            chars.append(html[position : tag.offset])
            offsets += range(position, tag.offset)
        position = tag.end
        if silent:
            silent = "" if tag.closing and tag.name == silent else silent
            continue
        if not tag.closing and tag.name in _SILENT:
            position, silent = tag.end, "" if tag.inner else tag.name
        if tag.name not in _INLINE and tag.name != "!":
            yield "".join(chars), offsets
            chars, offsets = [], []
    if not silent:
        chars.append(html[position:])
        offsets += range(position, len(html))
        yield "".join(chars), offsets
