"""Slips of the keyboard in a file that the parser gave up on, each told where it stands.

The parser stops at the first fault, and names the line after it: a full-width colon makes its line
part of the text above; `a:1` without a space is no key; an ideographic space is no indentation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaignkit.base.findings import Finding, Fix, Position
from campaignkit.source.block_scalars import block_text_lines

KEY = r"""(?P<key>["'“”]?[A-Za-z_][A-Za-z0-9_-]*["'“”]?)"""
START = r"^(?P<indent>[ \t\u00a0\u3000]*(?:- +)*)"
WIDE_COLON = "用了中文冒号“：”，这一行没有被当成单独的一项"
NO_BLANK_AFTER_DASH = "列表每项开头的“-”后面缺一个空格"
NO_SPACE = "冒号后面缺一个空格"
_DASHES = "－—–―−‐•●"
_SPACES = "\u00a0\u2000-\u200b\u202f\u205f"
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Trap:
    """A pattern whose group `mark` is what is wrong; `{key}` and `{rest}` fill the hint."""

    pattern: re.Pattern[str]
    rule: str
    message: str
    hint: str


def _trap(pattern: str, rule: str, message: str, hint: str) -> Trap:
    return Trap(re.compile(pattern, re.MULTILINE), rule, message, hint)


FULL_WIDTH_COLON = _trap(
    START + KEY + r"[ 　]*(?P<mark>：)(?P<rest>[^\n]*)",
    "yaml-full-width",
    WIDE_COLON,
    "写成 {key}: {rest}（英文冒号，后面空一格）",
)
BLANK_AFTER_COLON = _trap(
    START + KEY + rf":(?P<mark>[{_SPACES}\u3000]+)(?P<rest>[^\n]*)",
    "yaml-syntax",
    "冒号后面的空格不是普通空格，常随输入法、网页或 Word 的粘贴带进来",
    "删掉它，重新按空格键，写成 {key}: {rest}",
)
COLON_WITHOUT_SPACE = _trap(
    START + KEY + r"(?P<mark>:)(?P<rest>[^\s/:][^\n]*)",
    "yaml-syntax",
    NO_SPACE,
    "写成 {key}: {rest}",
)
LOST_KEYS = (FULL_WIDTH_COLON, BLANK_AFTER_COLON, COLON_WITHOUT_SPACE)
"""What makes a key a part of the text above it."""
_TRAPS = (
    *LOST_KEYS,
    _trap(
        r"^(?P<indent> *)(?P<mark>\t+)(?=\S)",
        "yaml-syntax",
        "行首用了制表符（Tab）",
        "改用空格缩进，每层两个空格",
    ),
    _trap(
        r"^(?P<indent> *)(?P<mark>　+)(?=\S)",
        "yaml-full-width",
        "行首用了全角空格",
        "改用英文（半角）空格，每层两个",
    ),
    _trap(
        rf"^(?P<indent> *)(?P<mark>[{_SPACES}]+)(?=\S)",
        "yaml-syntax",
        "行首的空格不是普通空格，常随网页或 Word 的粘贴带进来",
        "删掉，重新按空格键，每层两个",
    ),
    _trap(
        rf"^(?P<indent> *)(?P<mark>[{_DASHES}])(?=[ 　]*{KEY}[:：])",
        "yaml-full-width",
        "列表每项开头的短横线要用英文的“-”",
        "改成“- ”（英文短横线，后面空一格）",
    ),
    _trap(
        rf"^(?P<indent> *)(?P<mark>-)(?={KEY}[:：])",
        "yaml-syntax",
        NO_BLANK_AFTER_DASH,
        "写成“- {key}: ……”",
    ),
    _trap(
        r"^(?P<indent> *)(?P<mark>-)(?P<rest>[{\[][^\n]*)",
        "yaml-syntax",
        NO_BLANK_AFTER_DASH,
        "写成 - {rest}",
    ),
    _trap(
        r"^(?P<indent> *(?:- +)*)(?P<mark>[｛［])",
        "yaml-full-width",
        "用了中文（全角）的括号",
        "花括号写成 {{…}}，方括号写成 […]，用英文的",
    ),
    _trap(
        rf"\{{[^}}\n]{{0,400}}?(?P<mark>，)[ 　]*{KEY}[:：]",
        "yaml-full-width",
        "花括号里用了中文逗号“，”",
        "改成英文逗号，后面空一格",
    ),
    _trap(
        r"[\[{][^\]}\n]{0,400}(?P<mark>[］｝】])[ 　]*$",
        "yaml-full-width",
        "括号的后一半用了中文（全角）的",
        "改成英文的 ] 或 }}，和前一半成对",
    ),
)


def in_broken_text(text: str, path: str, first_line: int) -> list[Finding]:
    """Every trap outside block text, for a file that the parser gave up on."""
    prose = block_text_lines(text)
    return [
        finding_at(trap, match, path, first_line + row, column)
        for trap in _TRAPS
        for match in trap.pattern.finditer(text)
        for row, column in [_row_and_column(text, match.start("mark"))]
        if row not in prose
    ]


def finding_at(trap: Trap, match: re.Match[str], path: str, line: int, column: int) -> Finding:
    """The finding of a trap; `line` and `column` count from 1."""
    place = Position(path, line, column, len(match["mark"]))
    groups = match.groupdict()
    hint = trap.hint.format(key=groups.get("key") or "", rest=_shown(groups.get("rest")))
    return Finding(place, trap.rule, trap.message, hint, fix=_repair(trap, match))


def _repair(trap: Trap, match: re.Match[str]) -> Fix | None:
    """The repair where one blank is all that is wrong."""
    mark = match["mark"]
    if trap is BLANK_AFTER_COLON:
        return Fix(mark, " ")
    if trap is COLON_WITHOUT_SPACE:
        return Fix(mark, ": ")
    return Fix("-", "- ") if trap.message == NO_BLANK_AFTER_DASH else None


def _shown(rest: str | None) -> str:
    """What follows the colon, to be repeated in a hint, unless it is long or empty."""
    text = re.split(r"\s#", rest or "")[0].strip()
    return text if 0 < len(text) <= _LONGEST_SHOWN else "内容"


def _row_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)
