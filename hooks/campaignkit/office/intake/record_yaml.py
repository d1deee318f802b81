"""Records as an editor would write them: short parts on one line, prose below a stroke."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from campaignkit.source import fast_path, parse

_WIDTH = 90
"""Columns of a line, about, up to which a part is written in braces."""
_PLAIN = re.compile(r"[一-鿿A-Za-z《「『“‘（(][^\x00-\x1f\x7f-\x9f:#&*!|>'\"%@`{}\[\],]*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
_NOT_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"))
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def record_yaml(data: Mapping[str, Any], order: Iterable[str]) -> str:
    """The text of a record's file, its keys in the order of the model."""
    keys = [key for key in order if key in data]
    keys += [key for key in data if key not in keys]
    return "".join(field_yaml(key, data[key]) for key in keys)


def field_yaml(key: str, value: Any) -> str:
    """The lines of one top-level key, with a line break at the end."""
    if isinstance(value, Mapping):
        line = f"{key}: {_flow(value)}"
        if len(line) <= _WIDTH:
            return f"{line}\n"
        rows = "".join(f"  {row}" for k, v in value.items() for row in _rows(k, v))
        return f"{key}:\n{rows}"
    if isinstance(value, list):
        line = f"{key}: {_flow(value)}"
        plain = not any(isinstance(item, (Mapping, list)) for item in value)
        if plain and len(line) <= _WIDTH:
            return f"{line}\n"
        return f"{key}:\n" + "".join(f"  - {_flow(item)}\n" for item in value)
    return "".join(_rows(key, value))


def _rows(key: str, value: Any) -> list[str]:
    if isinstance(value, str) and "\n" in value and _fits_block(value):
        lines = value.rstrip("\n").split("\n")
        return [f"{key}: |\n", *(f"  {line}\n" if line else "\n" for line in lines)]
    return [
        f"{key}: {_scalar(value) if not isinstance(value, (Mapping, list)) else _flow(value)}\n"
    ]


def _fits_block(text: str) -> bool:
    return not (_UNSAFE.search(text) or text[:1] in " \n" or "\t" in text)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _NOT_TEXT
    if (plain or _DAY.fullmatch(text)) and not _UNSAFE.search(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def read_back(text: str) -> Any:
    """The data that YAML text holds."""
    data = fast_path.load(text)
    if data is not None:
        return data
    document, _ = parse(text, "")
    return document.data if document else None
