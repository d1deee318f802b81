"""A parsed YAML file: plain data, and the place of every key and value in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaignkit.base.findings import Position
from campaignkit.source.yaml12 import compose

Path = tuple[str | int, ...]
"""Where in a document: mapping keys and sequence indices from the root, pydantic's `loc`."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Plain data of one YAML file and its positions.

    Positions are looked up in the parser's nodes, which are made of the text when first asked for,
    so that a file without findings pays nothing for them. `first_line` is the line in the file
    where the YAML begins; front matter starts at line 2.
    """

    path: str
    text: str
    data: Any
    first_line: int = 1
    swallowed: frozenset[str] = frozenset()
    """Keys whose colon is wrong, so that they became part of a text: told by the reader already."""
    swallowers: frozenset[tuple[int, int]] = frozenset()
    """Line and column of the texts that they became part of."""
    section: tuple[str, ...] = ()
    """The keys of the file under which `data` stands; none where it is the whole file."""
    nodes: list[Node | None] = field(default_factory=list, repr=False)
    """The root, once it is known."""

    def __reduce__(self) -> tuple[type[Document], tuple[Any, ...]]:
        """Travel without the nodes, which are many times larger than the text."""
        told = (self.path, self.text, self.data, self.first_line)
        return Document, (*told, self.swallowed, self.swallowers, self.section)

    @property
    def root(self) -> Node | None:
        """The parser's node of `data`; None where there is no data.

        The text has been parsed before, so that nothing can be wrong with it now.
        """
        if not self.nodes:
            self.nodes.append(node_at(compose(self.text), self.section))
        return self.nodes[0]

    def value_position(self, path: Path) -> Position:
        """Place of the value at `path`; of the nearest enclosing one where it does not exist."""
        _, value = self._find(path)
        return self._position(value)

    def key_position(self, path: Path) -> Position:
        """Place of the key at `path`; for a sequence item, of the item."""
        key, value = self._find(path)
        return self._position(key if key is not None else value)

    def text_position(self, path: Path, line: int, column: int = 1) -> Position:
        """Place in the file of a place inside the text at `path`, both counted from 1.

        Exact in `|` blocks and in plain text on one line; for folded or quoted text it is the
        value's own place.
        """
        _, node = self._find(path)
        place = self._position(node)
        if not isinstance(node, ScalarNode) or (line > 1 and node.style != "|"):
            return place
        if node.style == "|":
            lines = _rows(self.text)
            first = node.start_mark.line + 1
            indent = next((_indent(row) for row in lines[first:] if row.strip()), 0)
            return Position(self.path, self.first_line + first + line - 1, indent + column)
        one_line = not node.style and node.start_mark.line == node.end_mark.line
        return Position(self.path, place.line, place.column + column - 1) if one_line else place

    def path_at(self, line: int, column: int) -> Path:
        """The path of the innermost value that holds a place of the file, both counted from 1.

        A comment belongs to the list or mapping it stands in; the path is empty outside of all.
        """
        return _path_at(self.root, (line - self.first_line, column - 1), ())

    def scalars(self) -> Iterator[tuple[Path, int, int]]:
        """Path, first and last offset in `text` of every value that is no list or mapping.

        The characters are the file's own, with quotes, indentation and the mark of a block.
        """
        starts = [0]
        for row in _rows(self.text):
            starts.append(starts[-1] + len(row) + 1)
        for path, node in _scalars(self.root, ()):
            first, last = node.start_mark, node.end_mark
            end = min(starts[min(last.line, len(starts) - 1)] + last.column, len(self.text))
            yield path, starts[first.line] + first.column, end

    def _find(self, path: Path) -> tuple[Node | None, Node | None]:
        key: Node | None = None
        value = self.root
        for step in path:
            found = _step(value, step)
            if found is None:
                break
            key, value = found
        return key, value

    def _position(self, node: Node | None) -> Position:
        if node is None:
            return Position(self.path, self.first_line)
        start, end = node.start_mark, node.end_mark
        lines = _rows(self.text)
        line = lines[start.line] if start.line < len(lines) else ""  # a blank may stand after it
        same_line = isinstance(node, ScalarNode) and start.line == end.line
        length = min(end.column, len(line)) - start.column if same_line else 1
        return Position(self.path, self.first_line + start.line, start.column + 1, max(1, length))


def node_at(node: Node | None, keys: Sequence[str]) -> Node | None:
    """The node under `keys` of a mapping; None where there is none."""
    for key in keys:
        pairs = node.value if isinstance(node, MappingNode) else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _path_at(node: Node | None, at: tuple[int, int], path: Path) -> Path:
    """The deepest path below `node`, which stands at `path`, that has row and column `at`."""
    for step, key, value in _children(node):
        first = (key if key is not None else value).start_mark
        if (first.line, first.column) <= at < (value.end_mark.line, value.end_mark.column):
            return _path_at(value, at, (*path, step))
    return path


def _scalars(node: Node | None, path: Path) -> Iterator[tuple[Path, ScalarNode]]:
    if isinstance(node, ScalarNode):
        yield path, node
    for step, _, value in _children(node):
        yield from _scalars(value, (*path, step))


def _children(node: Node | None) -> Iterator[tuple[str | int, Node | None, Node]]:
    """Step, key and value of everything straight below a node."""
    if isinstance(node, MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        yield from ((step, None, value) for step, value in enumerate(node.value))


@lru_cache(maxsize=4)
def _rows(text: str) -> list[str]:
    """Lines of a text; a file with many faults asks for them as many times."""
    return text.split("\n")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _step(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == str(step):
                return key, value
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
