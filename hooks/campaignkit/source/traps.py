"""What YAML accepts in silence, or reports on the wrong line, and no editor meant.

A full-width colon makes a line part of the text above it; `a:1` without a space is no key; a tab
or an ideographic space looks like indentation. Each is told at the character that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaignkit.findings import Finding, Position

_KEY = r"""(?P<key>["'“”]?[A-Za-z_][A-Za-z0-9_-]*["'“”]?)"""
_START = r"^(?P<indent>[ \t]*(?:- +)*)"
_FULL_WIDTH_COLON = re.compile(_START + _KEY + r"[ 　]*(?P<mark>：)", re.MULTILINE)
_NO_SPACE = re.compile(_START + _KEY + r"(?P<mark>:)(?=[^\s/:])", re.MULTILINE)
_TAB = re.compile(r"^(?P<indent> *)(?P<mark>\t+)(?=\S)", re.MULTILINE)
_WIDE_SPACE = re.compile(r"^(?P<indent> *)(?P<mark>　+)(?=\S)", re.MULTILINE)
_SILENT = re.compile(rf"{_START}{_KEY}(?:[ 　]*：|:(?=[^\s/:]))", re.MULTILINE)
_IN_BRACKETS = re.compile(r"[\[{][^\]}\n]*[，：]")
_WIDE_LIST = re.compile(r"[^\s，。；！？：“”]{1,12}(?:，[^\s，。；！？：“”]{1,12})+")
"""Short words with full-width commas between them; a sentence has other signs too."""
_BLOCK = re.compile(r"(?:^|[:\-]) *(?:[!&][^ ]* +)?[|>][+-]?[0-9]?[+-]? *(?:#.*)?$")


def in_broken_text(text: str, path: str, first_line: int) -> list[Finding]:
    """Every trap outside block text, for a file that the parser gave up on."""
    prose = block_text_lines(text)
    found = [
        (match, rule, message, hint)
        for pattern, rule, message, hint in _PATTERNS
        for match in pattern.finditer(text)
        if text.count("\n", 0, match.start("mark")) not in prose
    ]
    return [
        Finding(
            _place(text, match.start("mark"), path, first_line), rule, message, _fill(hint, match)
        )
        for match, rule, message, hint in found
    ]


def find(text: str, root: Node | None, path: str, first_line: int) -> list[Finding]:
    """Traps in a file that parsed: text that swallowed the line meant to follow it."""
    if root is None or not (_SILENT.search(text) or _IN_BRACKETS.search(text)):
        return []
    return [
        finding
        for parent, node in _scalars(None, root)
        if not node.style
        for finding in _in_scalar(parent, node, text, path, first_line)
    ]


def _in_scalar(
    parent: Node | None, node: ScalarNode, text: str, path: str, first_line: int
) -> Iterator[Finding]:
    start, end = node.start_mark, node.end_mark
    if end.line > start.line or parent is None:
        yield from _swallowed(node, parent, text, path, first_line)
    elif isinstance(parent, SequenceNode):
        yield from _in_item(parent, node, path, first_line)
    elif isinstance(parent, MappingNode) and "：" in node.value and _is_key(parent, node):
        at = node.value.index("：")
        place = Position(path, first_line + start.line, start.column + at + 1)
        yield Finding(place, "yaml-full-width", _WIDE_COLON, "改成英文冒号，后面空一格")


def _swallowed(
    node: ScalarNode, parent: Node | None, text: str, path: str, first_line: int
) -> Iterator[Finding]:
    """Lines inside a plain text over several lines that look like keys of their own."""
    lines = text.split("\n")
    first = node.start_mark.line + (parent is not None)
    for row in range(first, min(node.end_mark.line + 1, len(lines))):
        for pattern, rule, message, hint in _PATTERNS[:2]:
            match = pattern.match(lines[row])
            if match:
                place = Position(path, first_line + row, match.start("mark") + 1)
                yield Finding(place, rule, message, _fill(hint, match))


def _in_item(
    parent: SequenceNode, node: ScalarNode, path: str, first_line: int
) -> Iterator[Finding]:
    start = node.start_mark
    if parent.flow_style and _WIDE_LIST.fullmatch(node.value):
        place = Position(path, first_line + start.line, start.column + node.value.index("，") + 1)
        message = "方括号里用了中文逗号“，”，几项被当成了一项"
        yield Finding(place, "yaml-full-width", message, "改成英文逗号，例如 [甲, 乙]")
    match = re.match(_KEY + r"[ 　]*(?P<mark>：)", node.value)
    if match and match["key"].islower():
        column = start.column + match.start("mark") + 1
        place = Position(path, first_line + start.line, column)
        hint = _fill("写成 {key}: 内容（英文冒号，后面空一格）", match)
        yield Finding(place, "yaml-full-width", _WIDE_COLON, hint)


def _is_key(parent: MappingNode, node: ScalarNode) -> bool:
    return any(key is node for key, _ in parent.value)


def _scalars(parent: Node | None, node: Node) -> Iterator[tuple[Node | None, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield parent, node
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(node, key)
            yield from _scalars(node, value)
    else:
        for item in node.value:
            yield from _scalars(node, item)


def block_text_lines(text: str) -> set[int]:
    """Rows, from 0, that are the content of `|` and `>` blocks."""
    rows: set[int] = set()
    outer: int | None = None
    for row, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip(" "))
        if outer is not None and (not line.strip() or indent > outer):
            rows.add(row)
            continue
        outer = None
        if _BLOCK.search(line):
            lead = re.match(r" *(?:- +)*", line)
            outer = lead.end() if lead and not re.match(r" *- *[|>]", line) else indent
    return rows


def _place(text: str, offset: int, path: str, first_line: int) -> Position:
    row = text.count("\n", 0, offset)
    return Position(path, first_line + row, offset - text.rfind("\n", 0, offset))


def _fill(hint: str, match: re.Match[str]) -> str:
    return hint.format(key=match.groupdict().get("key") or "")


_WIDE_COLON = "用了中文冒号“：”，这一行没有被当成单独的一项"
_PATTERNS = (
    (
        _FULL_WIDTH_COLON,
        "yaml-full-width",
        _WIDE_COLON,
        "写成 {key}: 内容（英文冒号，后面空一格）",
    ),
    (_NO_SPACE, "yaml-syntax", "冒号后面缺一个空格", "写成 {key}: 内容"),
    (_TAB, "yaml-syntax", "行首用了制表符（Tab）", "改用空格缩进，每层两个空格"),
    (_WIDE_SPACE, "yaml-full-width", "行首用了全角空格", "改用英文（半角）空格，每层两个"),
)
