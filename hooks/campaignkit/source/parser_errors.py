"""What the parser says in English about broken YAML, told in Chinese and where the fault stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from campaignkit.base.findings import Finding, Position
from campaignkit.source import typos as traps
from campaignkit.source.block_scalars import block_text_lines

_QUOTE_WHOLE = '给冒号后面的整段文字加英文双引号，例如 title: "……"'
_ALIGN = "和同一组的其他行对齐；每层缩进两个空格"
_MISSING_COLON = "could not find expected ':'"
_WORDS = re.compile(
    r"(?P<lead>[ ]*(?:- +)*)(?P<key>[A-Za-z_]\w*)(?:[ \t]*[=＝][ \t]*|[ \t]+)(?P<rest>\S.*)"
)
_SECOND_KEY = re.compile(r"\s(?P<key>[A-Za-z_]\w*)$")
_BLOCK_KEY = re.compile(r"(?P<key>[A-Za-z_]\w*): *[|>][-+0-9]* *(?:#.*)?")
_NO_TEXT = re.compile(r" |[A-Za-z_]\w*:(?:\s|$)|- ")
_OWN_COLON = re.compile(r":(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Case:
    problem: str
    message: str
    hint: str
    at_context: bool = False
    """Whether the fault stands where the parser began, not where it gave up."""


_CASES = (
    _Case("expected '-' indicator", "这一行应当以“- ”开头，或者缩进不对", _ALIGN),
    _Case("found undefined alias", "以 * 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE),
    _Case("scanning an alias", "以 * 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE, True),
    _Case("scanning an anchor", "以 & 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE, True),
    _Case("a tag", "以 ! 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE, True),
    _Case("unexpected end of stream", "这里的引号没有配对的另一半", "在这段文字结尾补上引号", True),
    _Case(
        "unexpected document indicator",
        "这里的引号没有配对的另一半",
        "在这段文字结尾补上引号",
        True,
    ),
    _Case("',' or ']'", "这里的方括号“[”没有配对，或各项之间缺英文逗号", "写成 [甲, 乙]", True),
    _Case(
        "',' or '}'",
        "这里的花括号“{”没有配对，或各项之间缺英文逗号",
        "写成 {name: 甲, unit: 乙}",
        True,
    ),
    _Case(
        "quoted scalar",
        "双引号里的反斜杠“\\”有特殊含义",
        "改用英文单引号，或把 \\ 写成 \\\\",
    ),
    _Case("another document", "“---”把文件分成了两份", "一个文件只写一份内容，删掉这一行"),
    _Case("block sequence entries", "“- ”不能和冒号写在同一行", "换一行，缩进两个空格，再写“- ”"),
    _Case("comment or line break", "“|”或“>”后面不能再写内容", "换一行，缩进两个空格，再写正文"),
    _Case("intendation indicator", "“|”或“>”后面不能再写内容", "换一行，缩进两个空格，再写正文"),
    _Case("node content", "这里的括号或逗号多余", "删掉，或给整段文字加英文双引号"),
    _Case("duplicate anchor", "“&”开头的名字用了两次", _QUOTE_WHOLE),
    _Case("incompatible YAML document", "不认识的 YAML 版本", "删掉这一行"),
    _Case("mapping keys", "以 ? 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE),
    _Case("directive", "以 % 开头的行在 YAML 里有特殊含义", "删掉这一行，或给文字加英文双引号"),
)


def explain(text: str, error: yaml.YAMLError, path: str, first_line: int) -> list[Finding]:
    """Findings for a file that would not parse.

    The traps that editors fall into are searched for in the whole file, because the parser stops
    at the first fault and names the line after it. Only where none of them explains the stop is the
    parser's own complaint told.
    """
    found = traps.in_broken_text(text, path, first_line)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return [*found, Finding(Position(path, first_line), "yaml-syntax", "YAML 读不懂这个文件")]
    lines = text.split("\n")
    if any(_explains(trap.position.line - first_line, error, lines) for trap in found):
        return found
    return [*found, _Stop(text, error, path, first_line).finding()]


def _explains(row: int, error: yaml.MarkedYAMLError, lines: list[str]) -> bool:
    """Whether a trap on `row` made the parser stop: it swallows lines up to the next key."""
    assert error.problem_mark is not None
    stop = error.problem_mark.line
    if error.context_mark is not None and error.context_mark.line <= row <= stop:
        return True
    between = lines[row + 1 : stop]
    return row <= stop and not any(_OWN_COLON.search(line) for line in between)


class _Stop:
    """The place where the parser gave up, and what it said."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError, path: str, first_line: int) -> None:
        assert error.problem_mark is not None
        self._text, self._path, self._first = text, path, first_line
        self._told = f"{error.context or ''} {error.problem or ''}"
        self._problem = error.problem_mark
        self._context = error.context_mark or error.problem_mark
        self._lines = text.split("\n")

    def finding(self) -> Finding:
        """The parser's complaint in Chinese."""
        if _MISSING_COLON in self._told:
            return self._missing_colon(self._context.line, self._context.column)
        if "expected <document start>" in self._told and self._problem.line:
            return self._missing_colon(*self._line_above())
        case = next((case for case in _CASES if case.problem in self._told), None)
        if case:
            mark = self._context if case.at_context else self._problem
            return self._at(mark.line, mark.column, case.message, case.hint)
        return self._by_line()

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""

    def _at(
        self, row: int, column: int, message: str, hint: str, rule: str = "yaml-syntax"
    ) -> Finding:
        return Finding(Position(self._path, self._first + row, column + 1), rule, message, hint)

    def _line_above(self) -> tuple[int, int]:
        """The last line with content before the stop: all of the file was one text until then."""
        rows = range(self._problem.line - 1, -1, -1)
        meant = (row for row in rows if self._line(row).strip() and self._line(row)[0] != "#")
        row = next(meant, 0)
        line = self._line(row)
        return row, len(line) - len(line.lstrip())

    def _missing_colon(self, row: int, column: int) -> Finding:
        if self._after_block(row):
            hint = "若是上面“|”的正文，行首缩进两个空格；若是单独的一项，写成 名字: 内容"
            return self._at(row, column, "这一行缺少冒号，或者正文没有缩进", hint)
        line = self._line(row)
        header = self._empty_block_above(row)
        if header:
            key, at = header
            hint = f"“{key}: |”下面的正文，每一行行首都缩进两个空格"
            return self._at(at, 0, f"“{key}: |”的正文没有缩进，不会显示", hint)
        wide = line.find("：")
        if 0 < wide <= column + 20:
            hint = "名字和冒号都用英文，冒号后面空一格，例如 title: 内容"
            return self._at(row, wide, traps.WIDE_COLON, hint, "yaml-full-width")
        words = _WORDS.fullmatch(line)
        hint = f"写成 {words['key']}: {words['rest']}" if words else "写成 名字: 内容"
        return self._at(row, column, "这一行缺少冒号", f"{hint}（英文冒号，后面空一格）")

    def _empty_block_above(self, row: int) -> tuple[str, int] | None:
        """The key of a `|` with nothing below it, as its text stands at the margin; and its row."""
        for at in range(min(row, len(self._lines) - 1), -1, -1):
            match = _BLOCK_KEY.fullmatch(self._line(at))
            if match:
                below = self._line(at + 1)
                is_text = bool(below.strip()) and not _NO_TEXT.match(below)
                return (match["key"], at) if is_text else None
        return None

    def _after_block(self, row: int) -> bool:
        """Whether the line follows the text of a block, as its next paragraph would."""
        prose = block_text_lines(self._text)
        return row - 1 in prose and any(line.strip() for line in self._lines[:row])

    def _by_line(self) -> Finding:
        """Complaints whose meaning depends on the text where the parser stopped."""
        row, column = self._problem.line, self._problem.column
        line = self._line(row)
        before, here = line[:column], line[column : column + 1]
        if "mapping values" in self._told:
            return self._stray_colon(row, column)
        if "cannot start any token" in self._told:
            if here == "\t":
                message = "冒号或短横线后面用了制表符（Tab）"
                return self._at(row, column, message, "改成一个空格")
            return self._at(row, column, f"不能用“{here}”开头", _QUOTE_WHOLE)
        if "expected key" in self._told and before.rstrip().endswith(('"', "'")):
            hint = "整段只用一对引号；里面的引号改成中文“”"
            return self._at(row, column, "引号在这里已经结束，后面还有内容", hint)
        if "expected key" in self._told and before.rstrip().endswith(("]", "}")):
            message = "括号在这里已经结束，后面还有内容"
            return self._at(row, column, message, _QUOTE_WHOLE)
        if "expected key" in self._told:
            return self._at(row, column, "这一行的缩进和同一组的其他行对不齐", _ALIGN)
        hint = "对照编辑手册里的例子检查这一行和上一行"
        return self._at(row, column, "这里不合 YAML 的写法", hint)

    def _stray_colon(self, row: int, column: int) -> Finding:
        """A second key on a line, or a line that is indented below a finished one."""
        line = self._line(row)
        if ": " in line[:column]:
            second = _SECOND_KEY.search(line, 0, column)
            if second:
                key = second["key"]
                hint = f"若“{key}”是另一项，换到下一行；若是文字，给整段文字加英文双引号"
                return self._at(row, second.start("key"), f"一行里写了两项，第二项是“{key}”", hint)
            message = "这一行的值里又出现了“: ”，被当成了新的一项"
            return self._at(row, column, message, _QUOTE_WHOLE)
        indent = len(line) - len(line.lstrip(" "))
        above = next((past for past in reversed(self._lines[:row]) if past.strip()), "")
        wanted = len(above) - len(above.lstrip(" -"))
        message = f"这一行比上一行多缩进了 {indent - wanted} 格，而上一行已经写完"
        if indent <= wanted and row:
            return self._missing_colon(*self._line_above())
        hint = f"行首留 {wanted} 个空格，和上一行对齐；若它属于上一行，上一行冒号后面不能有内容"
        return self._at(row, indent, message, hint)
