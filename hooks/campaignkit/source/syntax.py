"""What the parser says in English about broken YAML, told in Chinese and where the fault stands."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from campaignkit.findings import Finding, Position
from campaignkit.source import traps

_QUOTE_WHOLE = '给冒号后面的整段文字加英文双引号，例如 title: "……"'
_ALIGN = "和同一组的其他行对齐；每层缩进两个空格"


@dataclass(frozen=True, slots=True)
class _Case:
    problem: str
    message: str
    hint: str
    at_context: bool = False
    """Whether the fault stands where the parser began, not where it gave up."""


_CASES = (
    _Case(
        "could not find expected ':'",
        "这一行缺少冒号",
        "写成 名字: 内容（英文冒号，后面空一格）",
        True,
    ),
    _Case("expected '-' indicator", "这一行应当以“- ”开头，或者缩进不对", _ALIGN),
    _Case("found undefined alias", "以 * 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE),
    _Case("while scanning an anchor", "以 & 开头的内容在 YAML 里有特殊含义", _QUOTE_WHOLE),
    _Case("unexpected end of stream", "这里的引号没有配对的另一半", "在这段文字结尾补上引号", True),
    _Case("',' or ']'", "这里的方括号“[”没有配对，或各项之间缺英文逗号", "写成 [甲, 乙]", True),
    _Case(
        "',' or '}'",
        "这里的花括号“{”没有配对，或各项之间缺英文逗号",
        "写成 {name: 甲, unit: 乙}",
        True,
    ),
    _Case("unknown escape", "双引号里的反斜杠“\\”有特殊含义", "改用英文单引号，或把 \\ 写成 \\\\"),
    _Case("another document", "“---”把文件分成了两份", "一个文件只写一份内容，删掉这一行"),
    _Case("expected <document start>", "这一行和上面的内容接不上", _ALIGN),
    _Case("block sequence entries", "“- ”不能和冒号写在同一行", "换一行，缩进两个空格，再写“- ”"),
    _Case("comment or line break", "“|”或“>”后面不能再写内容", "换一行，缩进两个空格，再写正文"),
    _Case("node content", "这里的括号或逗号多余", "删掉，或给整段文字加英文双引号"),
    _Case("incompatible YAML document", "不认识的 YAML 版本", "删掉这一行"),
)


def explain(text: str, error: yaml.YAMLError, path: str, first_line: int) -> list[Finding]:
    """Findings for a file that would not parse.

    The traps that editors fall into are searched for in the whole file, because the parser stops
    at the first fault and names the line after it. Only where none of them explains the stop is the
    parser's own complaint told.
    """
    own = _own_complaint(text, error, path, first_line)
    found = traps.in_broken_text(text, path, first_line)
    if any(trap.position.line <= own.position.line + 1 for trap in found):
        return found
    return [*found, own]


def _own_complaint(text: str, error: yaml.YAMLError, path: str, first_line: int) -> Finding:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Finding(Position(path, first_line), "yaml-syntax", f"YAML 读不懂（{error}）")
    lines = text.split("\n")
    told = f"{error.context or ''} {error.problem or ''}"
    case = next((case for case in _CASES if case.problem in told), None)
    mark = error.problem_mark
    if case and case.at_context and error.context_mark is not None:
        mark = error.context_mark
    row, column = mark.line, mark.column
    line = lines[row] if row < len(lines) else ""
    message, hint = (case.message, case.hint) if case else _by_line(told, line, column)
    place = Position(path, first_line + row, column + 1)
    return Finding(place, "yaml-syntax", message, hint)


def _by_line(told: str, line: str, column: int) -> tuple[str, str]:
    """Complaints whose meaning depends on the text where the parser stopped."""
    before, here = line[:column], line[column : column + 1]
    if "mapping values" in told:
        if ": " in before:
            return "这一行的值里又出现了“: ”，被当成了新的一项", _QUOTE_WHOLE
        return "这一行比上一行缩进多了，或者上一行冒号后面已经写了内容", _ALIGN
    if "cannot start any token" in told:
        return f"不能用“{here.strip() or '制表符'}”开头", _QUOTE_WHOLE
    if "expected key" in told and before.rstrip().endswith(('"', "'")):
        return "引号在这里已经结束，后面还有内容", "整段只用一对引号；里面的引号改成中文“”"
    if "expected key" in told:
        return "这一行的缩进和同一组的其他行对不齐", _ALIGN
    return f"YAML 语法错误（{told.strip()}）", "对照编辑手册里的例子检查这一行和上一行"
