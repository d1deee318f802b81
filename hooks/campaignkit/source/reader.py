"""A YAML file becomes a Document, or the findings that say why it does not."""

from __future__ import annotations

from pathlib import Path as FilePath

import yaml

from campaignkit.base.errors import cause
from campaignkit.base.findings import Finding, Position
from campaignkit.source import fast_path as ordinary
from campaignkit.source import parser_errors as syntax
from campaignkit.source import swallowed as silent
from campaignkit.source.document import Document, node_at
from campaignkit.source.text import decode, read_bytes
from campaignkit.source.yaml12 import MAX_DEPTH, MAX_NODES, Builder, compose

Parsed = tuple[Document | None, tuple[Finding, ...]]


def read(file: FilePath | str, path: str) -> Parsed:
    """Read and parse one YAML file; `path` is what findings call it.

    A file that cannot be read is a finding, as everything else that is wrong with it.
    """
    try:
        raw = read_bytes(file)
    except OSError as error:
        message = f"文件读不出来（{cause(error)}）"
        hint = "检查文件是否还在、有没有读取权限"
        return None, (Finding(Position(path), "missing-file", message, hint),)
    text = decode(raw, path)
    if text.content is None:
        return None, text.findings
    data = ordinary.load(text.content)
    if data is not None:
        return Document(path, text.content, data), text.findings
    document, findings = parse(text.content, path)
    return document, (*text.findings, *findings)


def parse(text: str, path: str, first_line: int = 1) -> Parsed:
    """Parse YAML text whose first line stands on `first_line` of the file.

    The document is None when no data could be had; all findings are returned either way.
    """
    try:
        root = compose(text)
    except yaml.YAMLError as error:
        return None, tuple(syntax.explain(text, error, path, first_line))
    except RecursionError as error:
        place = _place(path, first_line, error)
        message = f"嵌套超过 {MAX_DEPTH} 层"
        return None, (Finding(place, "yaml-syntax", message, "减少层次，把内容拆开写"),)
    builder = Builder(path, first_line, text)
    try:
        data = builder.build(root) if root is not None else None
    except OverflowError as error:
        return None, (*builder.findings, _overflow(path, first_line, error))
    told = silent.find(text, root, path, first_line)
    lost = (frozenset(told.swallowed), frozenset(told.swallowers))
    document = Document(path, text, data, first_line, *lost, nodes=[root])
    return document, (*builder.findings, *told.findings)


def parse_section(text: str, path: str, keys: tuple[str, ...]) -> Parsed:
    """Parse only what stands under `keys` of a file whose rest is another program's.

    Tags outside the section, such as those of mkdocs.yml, are none of our business. The document is
    None when the file cannot be parsed, and has no data when it has no such section.
    """
    try:
        node = compose(text)
    except (yaml.YAMLError, RecursionError):
        return parse(text, path)
    node = node_at(node, keys)
    if node is None:
        return Document(path, text, None, section=keys, nodes=[None]), ()
    builder = Builder(path, 1, text)
    try:
        data = builder.build(node)
    except OverflowError as error:
        return None, (_overflow(path, 1, error),)
    return Document(path, text, data, section=keys, nodes=[node]), tuple(builder.findings)


def _overflow(path: str, first_line: int, error: OverflowError) -> Finding:
    message = f"引用（&、*）绕成了圈，或展开后超过 {MAX_NODES:,} 项"
    hint = "不要用 & 和 * 引用，直接写出内容"
    return Finding(_place(path, first_line, error), "yaml-syntax", message, hint)


def _place(path: str, first_line: int, error: Exception) -> Position:
    line, column = error.args
    return Position(path, first_line + line, column + 1)
