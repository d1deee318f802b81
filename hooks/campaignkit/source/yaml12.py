"""YAML 1.2 core meaning on PyYAML's C parser.

PyYAML follows YAML 1.1, where `no` is false, `0571` is 377 and `14:30` is 870. Editors write
times, area codes and answers, so only what YAML 1.2 calls null, true, false and a plainly written
number is anything but text. A number is one only if it can be written back exactly as it was
typed: `1e3`, `007`, `+1` and `1.10` stay text, so that nothing is lost where text is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import BaseResolver

from campaignkit.base.findings import Finding, Position
from campaignkit.source.folding import joined

MAX_DEPTH = 50
"""Deepest nesting we read. Deeper text could exhaust the C parser's stack."""

MAX_NODES = 200_000
"""Most values a file may hold once its aliases are followed: an alias bomb ends here."""

_CORE = "tag:yaml.org,2002:"
_INT = re.compile(r"^(?:0|-?[1-9][0-9]{0,17})$")
_FLOAT = re.compile(r"^-?(?:0|[1-9][0-9]{0,14})\.(?:0|[0-9]{0,9}[1-9])$")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


_TAGS: dict[type[Node], str] = {
    ScalarNode: _CORE + "str",
    MappingNode: _CORE + "map",
    SequenceNode: _CORE + "seq",
}


class _Loader(CParser, BaseResolver):
    """The C parser without any implicit YAML 1.1 types: each plain scalar is text.

    The three methods are called for every node; the inherited ones would look up resolvers that
    this loader does not have.
    """

    def __init__(self, stream: str) -> None:
        CParser.__init__(self, stream)
        BaseResolver.__init__(self)

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """The tag of a node that has none of its own."""
        del value, implicit
        return _TAGS[kind]

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a node stands."""


def compose(text: str) -> Node | None:
    """Parse one document into nodes.

    Raises `yaml.YAMLError` on a syntax error, `RecursionError` on nesting beyond `MAX_DEPTH`.
    """
    if _may_be_deep(text):
        _measure_depth(text)
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _may_be_deep(text: str) -> bool:
    """Rule out deep nesting cheaply; ordinary prose with many brackets is measured in full."""
    return text.count("[") + text.count("{") + text.count("- ") + text.count("? ") >= MAX_DEPTH or (
        " " * MAX_DEPTH in text
    )


def _measure_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):  # type: ignore[arg-type]
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                raise RecursionError(mark.line if mark else 0, mark.column if mark else 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def scalar(node: ScalarNode) -> Any:
    """The value of a scalar in YAML 1.2 core, numbers only where they round-trip."""
    value: str = node.value
    if node.style:
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _INT.match(value):
        return int(value)
    if _FLOAT.match(value):
        return float(value)
    return value


class Builder:
    """Turns nodes into dicts, lists and scalars, and keeps what is wrong with them."""

    def __init__(self, path: str, first_line: int, text: str = "") -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._path = path
        self._first_line = first_line
        self._nodes = 0
        self._open: set[int] = set()

    def build(self, node: Node) -> Any:
        """Plain data of `node`. Raises `OverflowError` at an alias bomb or a circle."""
        self._nodes += 1
        if isinstance(node, ScalarNode):
            if node.tag != _STR and node.tag != _NON_SPECIFIC:
                self._tag(node)
            if not node.style and "\n" in node.value and self._nodes > 1:
                self._folded(node)
            if node.style != "|" and self._nodes > 1 and self._text:
                self._join(node)
            return scalar(node)
        if self._nodes > MAX_NODES or id(node) in self._open:
            raise OverflowError(node.start_mark.line, node.start_mark.column)
        if node.tag not in _COLLECTIONS:
            self._tag(node)
        self._open.add(id(node))
        plain = self._mapping(node) if isinstance(node, MappingNode) else self._sequence(node)
        self._open.discard(id(node))
        return plain

    def _sequence(self, node: Node) -> list[Any]:
        return [self.build(item) for item in node.value]

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                message = "冒号前面应当是一个名字，不能是列表或一组值"
                self._add(key, "yaml-syntax", message, "把方括号或花括号加上引号，或移到冒号后面")
                continue
            if key.value in plain:
                self._duplicate(node, key)
                continue
            plain[key.value] = self.build(value)
        return plain

    def _duplicate(self, node: MappingNode, key: ScalarNode) -> None:
        first = next(k for k, _ in _scalar_keys(node) if k.value == key.value)
        line = self._first_line + first.start_mark.line
        message = f"“{key.value}”写了两次，第一次在第 {line} 行"
        self._add(key, "yaml-duplicate-key", message, "留下一个，把另一个删掉或改名")

    def _folded(self, node: Node) -> None:
        message = "这段文字有空行，但前面没有写“|”，分段会丢掉"
        self._add(node, "yaml-syntax", message, "在冒号后面写“|”，正文换行，每行缩进两个空格")

    def _join(self, node: ScalarNode) -> None:
        """Take out the spaces that YAML puts between the lines of a Chinese text."""
        start, end = node.start_mark, node.end_mark
        if end.line > start.line:
            node.value = joined(node.value, self._text[start.index : end.index])

    def _tag(self, node: Node) -> None:
        message = "以 ! 开头的内容在 YAML 里有特殊含义，这里不能用"
        self._add(node, "yaml-syntax", message, '给整段文字加上英文引号，例如 "!重要"')

    def _add(self, node: Node, rule: str, message: str, hint: str) -> None:
        mark, end = node.start_mark, node.end_mark
        length = end.column - mark.column if end.line == mark.line else 1
        line = self._first_line + mark.line
        place = Position(self._path, line, mark.column + 1, max(1, length))
        self.findings.append(Finding(place, rule, message, hint))


_STR = _CORE + "str"
_NON_SPECIFIC = "!"
_COLLECTIONS = {_CORE + "map", _CORE + "seq"}


def _scalar_keys(node: MappingNode) -> Iterator[tuple[ScalarNode, Node]]:
    for key, value in node.value:
        if isinstance(key, ScalarNode):
            yield key, value


__all__ = ["MAX_DEPTH", "MAX_NODES", "Builder", "MappingNode", "SequenceNode", "compose", "scalar"]
