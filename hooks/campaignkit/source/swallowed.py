"""What YAML accepts in silence and no editor meant: text that lost, or swallowed, a part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaignkit.base.findings import Finding, Position
from campaignkit.source import typos as traps

_KEY_LINE = re.compile(
    rf"{traps.START}{traps.KEY}"
    r"(?:[ \u3000]*：|:(?=[^\s/:]|[\u00a0\u2000-\u200b\u202f\u3000]))",
    re.MULTILINE,
)
_WORD = r"[^\s，。；！？：“”\[\]{},]{1,12}"
WIDE_LIST = re.compile(rf"{_WORD}(?:，{_WORD})+")
"""Short words with full-width commas between them; a sentence has other signs too."""
_IN_BRACKETS = re.compile(
    rf"[\[,]\s*{WIDE_LIST.pattern}\s*[,\]]"
    r"|[{\[,]\s*[\"']?[A-Za-z_][A-Za-z0-9_-]*[\"']?[ \t　]*(?:：|:(?=[^\s/:]))"
)
_LOST_TEXT = re.compile(r"[ \t]#[^\s#]|:[ \t]*\n[ \t]+#|[|>][ \t]+##")
_FLOW_KEY = re.compile(traps.KEY + r"(?P<colon>[：:])(?P<rest>.*)")
_HEADING = re.compile(r"[ \t]*#(?=#|\S)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_QUOTE = "是正文就给整段文字加英文双引号；是说明就在“#”后面空一格"


@dataclass(slots=True)
class Silent:
    """Findings, the keys that became part of a text, and where these texts stand."""

    findings: list[Finding] = field(default_factory=list)
    swallowed: set[str] = field(default_factory=set)
    swallowers: set[tuple[int, int]] = field(default_factory=set)


def find(text: str, root: Node | None, path: str, first_line: int) -> Silent:
    """Traps in a file that parsed. An ordinary file is told from its text alone, and at once."""
    if root is None or not _may_hold_any(text):
        return Silent()
    reader = _BlockReader(text, path, first_line)
    for parent, key, node in _scalars(None, None, root):
        reader.look(parent, key, node)
    return reader.told


def _may_hold_any(text: str) -> bool:
    return bool(
        _KEY_LINE.search(text)
        or _LOST_TEXT.search(text)
        or _IN_BRACKETS.search(text)
        or ("\\" in text and '"' in text)
    )


class _BlockReader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.told = Silent()
        self._lines = text.split("\n")
        self._path, self._first = path, first_line

    def look(self, parent: Node | None, key: Node | None, node: ScalarNode) -> None:
        """Tell what is wrong with one scalar."""
        if node.style in ("|", ">"):
            self._block_header(node)
        elif node.style == '"':
            self._escapes(node)
        elif not node.style:
            self._swallowed_lines(parent, key, node)
            self._comment_before(key, node)
            self._comment_after(node)
            if parent is not None:
                self._in_flow(parent, node)

    def _add(self, row: int, column: int, rule: str, message: str, hint: str) -> None:
        place = Position(self._path, self._first + row, column + 1)
        self.told.findings.append(Finding(place, rule, message, hint))

    def _block_header(self, node: ScalarNode) -> None:
        row = node.start_mark.line
        header = re.compile(r"[|>][-+0-9]*[ \t]+(?=##)").match(
            self._lines[row], node.start_mark.column
        )
        if header:
            message = "“|”后面的内容会被当成说明，网页上看不到"
            self._add(row, header.end(), "yaml-syntax", message, "换一行，缩进两个空格，再写正文")

    def _escapes(self, node: ScalarNode) -> None:
        if _CONTROL.search(node.value):
            message = "双引号里的反斜杠“\\”有特殊含义，后面的字母变成了控制字符"
            hint = "改用英文单引号，或把 \\ 写成 /"
            self._add(node.start_mark.line, node.start_mark.column, "yaml-syntax", message, hint)

    def _swallowed_lines(self, parent: Node | None, key: Node | None, node: ScalarNode) -> None:
        """Lines inside a plain text over several lines that look like keys of their own."""
        start, end = node.start_mark, node.end_mark
        same_line = key is not None and key.start_mark.line == start.line
        if parent is not None and not (same_line and end.line > start.line):
            return
        for row in range(start.line + (parent is not None), min(end.line + 1, len(self._lines))):
            for trap in traps.LOST_KEYS:
                match = trap.pattern.match(self._lines[row])
                if match and (parent is None or match["key"].islower()):
                    line, column = self._first + row, match.start("mark") + 1
                    found = traps.finding_at(trap, match, self._path, line, column)
                    self.told.findings.append(found)
                    self._swallow(match["key"], node)

    def _comment_before(self, key: Node | None, node: ScalarNode) -> None:
        """`about:` without a bar, whose first lines begin with `#` and are lost."""
        if key is None or not node.value or node.start_mark.line <= key.end_mark.line + 1:
            return
        for row in range(key.end_mark.line + 1, node.start_mark.line):
            line = self._lines[row]
            if _HEADING.match(line):
                message = "“#”开头的行会被当成说明，网页上看不到"
                hint = f"在上面的“{key.value}:”后面加“ |”，正文每行缩进两个空格"
                self._add(row, len(line) - len(line.lstrip()), "yaml-syntax", message, hint)
                return

    def _comment_after(self, node: ScalarNode) -> None:
        """` #` in the middle of a line ends the text; a meant comment has a space after it."""
        end = node.end_mark
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        match = re.compile(r"[ \t]*(?<=[ \t])#(?=[^\s#])").match(line, end.column)
        if match and line[: end.column].strip():
            message = "“#”和它后面的内容会被当成说明，网页上看不到"
            self._add(end.line, match.end() - 1, "yaml-syntax", message, _QUOTE)
            self.told.swallowers.add((self._first + end.line, node.start_mark.column + 1))

    def _in_flow(self, parent: Node, node: ScalarNode) -> None:
        start = node.start_mark
        in_list = isinstance(parent, SequenceNode) and parent.flow_style
        if in_list and WIDE_LIST.fullmatch(node.value):
            at = self._lines[start.line].find("，", start.column)
            message = "方括号里用了中文逗号“，”，几项被当成了一项"
            hint = "改成英文逗号，例如 [甲, 乙]"
            self._add(start.line, max(at, start.column), "yaml-full-width", message, hint)
        if not isinstance(parent, MappingNode) or not any(k is node for k, _ in parent.value):
            return
        match = _FLOW_KEY.match(node.value)
        if match:
            wide = match["colon"] == "："
            rule = "yaml-full-width" if wide else "yaml-syntax"
            message = traps.WIDE_COLON if wide else traps.NO_SPACE
            rest = match["rest"] if parent.flow_style else ""
            hint = f"写成 {match['key']}: {rest or '内容'}（英文冒号，后面空一格）"
            self._add(start.line, start.column + match.start("colon"), rule, message, hint)
            self._swallow(match["key"], node)

    def _swallow(self, key: str, node: ScalarNode) -> None:
        self.told.swallowed.add(key)
        mark = node.start_mark
        self.told.swallowers.add((self._first + mark.line, mark.column + 1))


def _scalars(
    parent: Node | None, key: Node | None, node: Node
) -> Iterator[tuple[Node | None, Node | None, ScalarNode]]:
    """Every scalar with the collection it stands in and, for a value, its key."""
    if isinstance(node, ScalarNode):
        yield parent, key, node
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _scalars(node, None, name)
            yield from _scalars(node, name, value)
    else:
        for item in node.value:
            yield from _scalars(node, None, item)
