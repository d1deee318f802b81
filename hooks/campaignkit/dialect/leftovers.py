"""What was meant as Markdown and is none: the marks that a reader would see.

The parser itself notes a pair of marks that it could not close and a tag that it did not take,
so that code and escaped marks are none of these; what a line begins with is looked for in the words
of each block.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_NOTES = "leftovers"
"""The key under which a parser's environment takes notes; without it, none are taken."""

_BLANK = " \t\u3000"
_WORDS = {"**": "粗体", "__": "粗体", "~~": "删除线", "==": "高亮"}
_TAG = re.compile(
    r"</?(?:font|span|div|p|center|a|img|b|strong|i|em|u|s|del|h[1-6]|table|tr|t[dh]|ul|ol|li|hr"
    r"|section|style|script|iframe|o:p|big|small|blockquote|pre|code|video|audio|sub|sup|mark)"
    r"(?=[\s/>])[^<>\n]{0,300}>|<!--.{0,300}?(?:-->|$)",
    re.IGNORECASE | re.DOTALL,
)
_ANCHOR = re.compile(r'<a\s[^<>]*?href="([^"\s<>()]+)"[^<>]*>([^<>\n\[\]]+)</a\s*>', re.IGNORECASE)
_IMAGE = re.compile(r"<img\s[^<>]*>", re.IGNORECASE)
_FULL_WIDTH = re.compile(
    r"(＊＊)(?P<bold>[^＊\n]+)＊＊|(～～)(?P<gone>[^～\n]+)～～|(＝＝)(?P<mark>[^＝\n]+)＝＝"
    r"|(｀)(?P<code>[^｀\n]+)｀"
)
_UNDERSCORES = re.compile(r"__(?=\S)([^_\n]+?)(?<=\S)__")
_CONTENTS = "目录"
"""What `[TOC]` means, which the engine makes on a page."""
_STARTS = (
    (re.compile(r"(#)(?=[^#\s!])(?![^\n]*#)(.*)"), "标题", r"# \2"),
    (re.compile(r"([＃]{1,6})[ \t\u3000]*(.*)"), "标题", ""),
    (re.compile(r"(＞)[ \t\u3000]*(.*)"), "引用", r"> \2"),
    (re.compile(r"(－)[ \t\u3000]*(?=[^－\s])(.*)"), "列表", r"- \2"),
    (re.compile(r"(\[[ xX√]\])[ \t\u3000]*(?=\S)(.*)"), "列表", r"- \1 \2"),
    (re.compile(r"((?:[=＝]){3,})[ \t]*$()"), "标题", ""),
    (re.compile(r"([｜|])(?=[^\n]*[｜|][ \t]*$)(.*)"), "表格", ""),
    (re.compile(r"([｀']{3,})(.*)"), "代码", r"```\2"),
    (re.compile(r"(\[toc\])()[ \t]*$", re.IGNORECASE), _CONTENTS, ""),
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Marks that stay on the page: line and column from 1, what is written there, what was meant.

    `new` is what to write for `old`; None where nobody can know. `meant` names the thing in
    Chinese; for a tag it is empty.
    """

    line: int
    column: int
    old: str
    meant: str
    new: str | None = None


def use_leftovers(md: MarkdownIt) -> None:
    """Have a parser take notes, where `leftovers` asks for them."""
    md.inline.ruler.before("html_inline", "leftover_tag", _note_tag)
    md.inline.ruler2.before("fragments_join", "leftover_pair", _note_pairs)
    md.core.ruler.at("inline", _inline)


def leftovers(text: str, md: MarkdownIt, *, html: bool = False) -> Iterator[Leftover]:
    """What stays of the marks in a text, in order; with `html`, tags are meant as tags."""
    notes: list[tuple[Token, int, str]] = []
    tokens = md.parse(text, {_NOTES: notes})
    rows = text.split("\n")
    of_block: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for block, at, mark in notes:
        of_block[id(block)].append((at, mark))
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        own, words = of_block[id(token)], token.content
        found = [*_pairs(words, own), *_typed(words)]
        found += [] if html else _tags(words, own)
        kinds = [before.type for before in tokens[max(0, index - 2) : index]]
        if kinds[-1:] == ["paragraph_open"]:
            in_item = kinds[0] == "list_item_open"  # a box is at home there
            starts = (one for one in _starts(words) if not (html and one[2] == _CONTENTS))
            found += [one for one in starts if not in_item or one[0] or one[1][0] != "["]
        yield from (_placed(token, rows, *one) for one in _apart(found))


_Found = tuple[int, str, str, str | None]
"""Offset in the words of a block, what is written, what was meant, what to write."""


def _apart(found: Sequence[_Found]) -> Iterator[_Found]:
    """In order, and of those that overlap the first."""
    end = -1
    for one in sorted(found, key=lambda one: (one[0], -len(one[1]))):
        if one[0] >= end:
            yield one
            end = one[0] + len(one[1])


def _pairs(words: str, notes: Sequence[tuple[int, str]]) -> Iterator[_Found]:
    """Marks without their partner, or with blanks that keep them apart from their words."""
    taken = -1
    for at, mark in notes:
        if mark not in _WORDS or at < taken:
            continue
        sign = re.escape(mark)
        spaced = re.compile(rf"{sign}([{_BLANK}]*)([^\n]+?)([{_BLANK}]*){sign}").match(words, at)
        if mark == "__" and (bold := _UNDERSCORES.match(words, at)):
            yield at, bold[0], _WORDS[mark], f"**{bold[1]}**"
            taken = at + len(bold[0])
        elif spaced and (spaced[1] or spaced[3]) and spaced[2].strip():
            yield at, spaced[0], _WORDS[mark], f"{mark}{spaced[2]}{mark}"
            taken = at + len(spaced[0])
        elif mark == "**" and not _is_power(words, at):
            yield at, mark, _WORDS[mark], None


def _is_power(words: str, at: int) -> bool:
    """Whether `**` stands between two numbers."""
    return words[:at][-1:].isdecimal() and words[at + 2 : at + 3].isdecimal()


def _tags(words: str, notes: Sequence[tuple[int, str]]) -> Iterator[_Found]:
    for at, tag in notes:
        if not tag.startswith("<"):
            continue
        link, image = _ANCHOR.match(words, at), _IMAGE.match(words, at)
        if link:
            yield at, link[0], "链接", f"[{link[2]}]({link[1]})"
        elif image:
            values = dict(re.findall(r'(src|alt)="([^"<>()\[\]\n]*)"', image[0]))
            new = f"![{values.get('alt', '')}]({values['src']})" if values.get("src") else None
            yield at, image[0], "图片", new
        elif tag.startswith("<!--"):
            yield at, tag, "注释", None
        else:
            yield at, tag, "", ""


def _typed(words: str) -> Iterator[_Found]:
    """Pairs of full-width marks."""
    if not re.search("[＊～＝｀]", words):
        return
    shown = re.sub(r"(`+)(.+?)\1", lambda code: " " * len(code[0]), words, flags=re.DOTALL)
    signs = {"bold": "**", "gone": "~~", "mark": "==", "code": "`"}
    meant = {"bold": "粗体", "gone": "删除线", "mark": "高亮", "code": "代码"}
    for match in _FULL_WIDTH.finditer(shown):
        kind = str(match.lastgroup)
        inner = words[match.start(kind) : match.end(kind)].strip(_BLANK)
        yield match.start(), match[0], meant[kind], f"{signs[kind]}{inner}{signs[kind]}"


def _starts(words: str) -> Iterator[_Found]:
    """Lines of a paragraph that begin with the mark of something else."""
    at = 0
    for line in words.split("\n"):
        for pattern, meant, new in _STARTS:
            match = pattern.match(line)
            if match is None:
                continue
            if meant == "标题" and match[1].startswith("＃"):
                right: str | None = f"{'#' * len(match[1])} {match[2]}"
            else:
                right = match.expand(new) if new else None
            yield at, match[0], meant, right
            break
        at += len(line) + 1


def _placed(
    token: Token, rows: Sequence[str], at: int, old: str, meant: str, new: str | None
) -> Leftover:
    """The place in the text of an offset in a block's words, which have lost their margin."""
    before = token.content[:at]
    start = before.rfind("\n") + 1
    number = (token.map[0] if token.map else 0) + before.count("\n")
    written = token.content[start:].split("\n", 1)[0]
    row = rows[number] if number < len(rows) else ""
    column = max(0, row.find(written)) + at - start
    return Leftover(number + 1, column + 1, old, meant, new)


def _inline(state: StateCore) -> None:
    """The parser's own rule `inline`, and whose notes each are."""
    notes: list[Any] | None = state.env.get(_NOTES)
    for token in state.tokens:
        if token.type != "inline":
            continue
        children: list[Token] = []
        start = len(notes) if notes is not None else 0
        state.md.inline.parse(token.content, state.md, state.env, children)
        token.children = children
        if notes is not None:
            notes[start:] = [
                (token, at, mark) for text, at, mark in notes[start:] if text == token.content
            ]


def _note_tag(state: StateInline, silent: bool) -> bool:
    """Note a tag that no rule before this one has taken; it stays for those behind."""
    notes = state.env.get(_NOTES)
    if notes is not None and not silent and state.src[state.pos] == "<":
        match = _TAG.match(state.src, state.pos)
        if match:
            notes.append((state.src, state.pos, match[0]))
    return False


def _note_pairs(state: StateInline) -> None:
    """Note each `**`, `__`, `~~` and `==` that is still a text."""
    notes = state.env.get(_NOTES)
    if notes is None:
        return
    end, run = -1, ""
    for token in state.tokens:
        at = token.meta.get("at") if token.type == "text" else None
        if at is None or not token.content:
            continue
        if at == end and run == token.content:
            notes.append((state.src, at - 1, run * 2))
            end, run = -1, ""
        elif len(token.content) == 2:
            notes.append((state.src, at, token.content))
        else:
            end, run = at + 1, token.content
