"""Change some keys of a file that somebody has edited by hand; all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from campaignkit.office.intake.record_yaml import field_yaml

_KEY = re.compile(r"([A-Za-z_][\w-]*):(?=\s|$)")


class CommentInTheWayError(Exception):
    """A key's own lines hold a comment, which would be lost; the argument is the key."""


def with_changes(
    text: str, changes: dict[str, Any], removed: Iterable[str], order: Sequence[str]
) -> str:
    """The text with some top-level keys changed, added or removed.

    Raises `CommentInTheWayError`. Comments and blank lines between keys stay with the next key.
    """
    blocks = _blocks(text.replace("\r\n", "\n"))
    known = [key for key, _ in blocks]
    for key in removed:
        if key in known:
            at = known.index(key)
            _refuse_comments(key, blocks[at][1])
            del blocks[at], known[at]
    for key, value in changes.items():
        new = field_yaml(key, value)
        if key in known:
            at = known.index(key)
            own, after = _own_lines(blocks[at][1])
            blocks[at] = (key, _with_comment(key, own, new) + after)
        else:
            at = _place(key, known, order)
            blocks.insert(at, (key, new))
            known.insert(at, key)
    joined = "".join(block if block.endswith("\n") else f"{block}\n" for _, block in blocks)
    return joined.replace("\n", "\r\n") if "\r\n" in text else joined


def _blocks(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each from a key to the next; what stands before the first is its own."""
    blocks: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        found = _KEY.match(line)
        if found:
            blocks.append((found[1], line))
        elif blocks:
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + line)
        else:
            blocks.append(("", line))
    return blocks


def _own_lines(block: str) -> tuple[str, str]:
    """A key's own lines, and the blank lines and comments at the margin that follow them."""
    lines = block.splitlines(keepends=True)
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])


def _with_comment(key: str, old: str, new: str) -> str:
    """The new lines, with the comment at the end of a single old line."""
    if old.count("\n") <= 1 and new.count("\n") == 1:
        _, sign, comment = old.rstrip("\n").partition(" #")
        if sign and old.count('"') + old.count("'") == 0:
            return f"{new.rstrip()}  #{comment}\n"
    _refuse_comments(key, old)
    return new


def _refuse_comments(key: str, block: str) -> None:
    own, _ = _own_lines(block)
    head, _, rest = own.partition("\n")
    is_prose = re.search(r":\s*[|>]", head)
    if re.search(r"(?:^|\s)#", head if is_prose else head + "\n" + rest):
        raise CommentInTheWayError(key)


def _place(key: str, known: Sequence[str], order: Sequence[str]) -> int:
    """After the last key that the model has before this one."""
    before = order[: order.index(key)] if key in order else list(order)
    places = [known.index(name) + 1 for name in before if name in known]
    return max(places, default=1 if known[:1] == [""] else 0)
