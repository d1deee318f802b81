"""Ordinary YAML, which every parser reads alike and in which no slip can hide, read fast.

The grammar below is far less than YAML: names in ASCII, each value on the line of its name, `|`
blocks at the top level, lists and groups one level deep, brackets two. A text that matches it as a
whole cannot give a finding of the reader, so a parser may read it that knows neither our places nor
our traps. All other text, broken or merely unusual, is for `reader.parse` to read.

Repeats are possessive, so that the time to match, or to fail, grows with the length of the text
alone; but not the outermost, because Python 3.11 loses the groups inside a possessive repeat.
"""

from __future__ import annotations

import re
from typing import Any

import yaml_rs

from campaignkit.source.swallowed import WIDE_LIST

MAX_LENGTH = 100_000
"""Longest text, in characters, that is read fast; it cannot hold `MAX_NODES` values."""

_NAME = r"(?!(?i:true|false|null)\b)[A-Za-z][A-Za-z0-9_-]{0,99}+"
"""A name that is text in every version of YAML, and within the length that a key may have."""
_NUMBER = r"(?:[1-9][0-9]{0,14}+|0)(?:\.(?:[0-9]{0,9}[1-9]|0))?"
"""A number that can be written back as it was typed, as `yaml12.scalar` wants it."""
_FIRST = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`0-9+.~=<_]"
_DIGITS = r"[0-9]++(?:-(?=[0-9])|:(?=[0-9])|[^\x00-\x7f\s])"
"""How a date, a time, a telephone number and `5年` begin, none of which is a number."""
_QUOTED = r"""(?:"[^"\\\n]*+"|'[^'\n]*+')"""
_PLAIN = rf"(?:{_FIRST}|{_DIGITS})[^\n:#]*+(?:(?::(?=\S)|(?<=\S)#)[^\n:#]*+)*+"
_STOPS = r"\n:#?,\[\]{}\"'"
_IN_FLOW = rf"(?:{_FIRST}|{_DIGITS})[^{_STOPS}]*+(?::(?=[^\s,\[\]{{}}])[^{_STOPS}]*+)*+"
_WIDE = rf"(?!{WIDE_LIST.pattern} *+[,\]])"


def _flow(values: str) -> str:
    """Lists and groups in brackets on one line, of `values` that may be one level less deep."""
    group = rf"\{{ *+(?:{_NAME}: ++(?:{values}) *+(?:, *+(?=[^\s}}])|(?=\}})))*+\}}"
    items = rf"\[ *+(?:{_WIDE}(?:{values}) *+(?:, *+(?=[^\s\]])|(?=\])))*+\]"
    return f"{group}|{items}"


_LEAF = f"{_QUOTED}|{_NUMBER}|{_IN_FLOW}"
_INNER = f"{_LEAF}|{_flow(_LEAF)}"
_VALUE = rf"(?:{_flow(_INNER)}|{_QUOTED}|{_NUMBER}|{_PLAIN})"
_LOWER = rf"(?:{_flow(_LEAF)}|{_QUOTED}|{_NUMBER}|{_PLAIN})"
_END = r" *+(?:(?<= )#(?: [^\n]*+)?)?(?:\n(?: *+(?:#[^\n]*+)?\n)*+|\Z)"
"""The end of a line, with comments and blank lines below it; comments are told from lost text."""
_LINE = rf"{_NAME}: ++{_LOWER}{_END}"
_BLOCK = (
    r"(?P<mark>\|-?)\n"
    r"(?P<block>(?P<indent> ++)[^ \n][^\n]*+(?:\n++(?P=indent) *+[^ \n][^\n]*+)*+)\n*+"
)
_LIST = (
    r"(?=(?P<list> *+)- )"
    rf"(?:(?P=list)- (?:{_LOWER}{_END}|{_LINE}(?:(?P=list)  {_LINE})*+))++"
)
_GROUP = rf"(?=(?P<group> ++)[A-Za-z])(?:(?P=group){_LINE})++"
_ORDINARY = re.compile(
    rf"(?:{_NAME}:(?: ++(?:{_VALUE}{_END}|{_BLOCK})|{_END}(?:{_GROUP}|{_LIST}))|(?:#[^\n]*+)?\n)+"
)


def load(text: str) -> dict[str, Any] | None:
    """The data of an ordinary text; None where it has to be read in full.

    `text` is as `decode` leaves it, without control characters other than tabs.
    """
    if len(text) > MAX_LENGTH or "\t" in text:
        return None
    match = _ORDINARY.fullmatch(text)
    if not match:
        return None
    try:
        return _with_block(text, match) if match["mark"] else _mapping(text)
    except Exception:  # a name written twice, or whatever else that parser stumbles over
        return None


def _with_block(text: str, match: re.Match[str]) -> dict[str, Any] | None:
    """Data of a text whose last block is most of it, and needs no parser."""
    start, end = match.start("mark"), match.end("block")
    data = _mapping(f'{text[:start]}""{text[end:]}')
    if data is not None:
        indent: str = match["indent"]
        block = match["block"][len(indent) :].replace(f"\n{indent}", "\n")
        name = text[text.rfind("\n", 0, start) + 1 : start].rstrip(": ")
        data[name] = block if match["mark"] == "|-" or end == len(text) else f"{block}\n"
    return data


def _mapping(text: str) -> dict[str, Any] | None:
    data = yaml_rs.loads(text, parse_datetime=False)
    return data if isinstance(data, dict) else None
