"""Ignore comments: `<!-- ignore: link-broken 原因 -->` or `# ignore: link-broken 原因` on the line.

A comment speaks for its own line, in the built page or in the source that wrote it. It must give a
reason, and one that silences nothing is itself a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaignkit.base.findings import Position

_COMMENT = re.compile(
    r"(?:<!--|#|/\*)\s*ignore:\s*(?P<rules>link-[a-z-]+(?:\s*,\s*link-[a-z-]+)*)(?P<reason>.*)"
)
_CLOSERS = re.compile(r"(?:-->|\*/).*\Z")


@dataclass(frozen=True)
class IgnoreComment:
    """An ignore comment: where it stands, which rules it names and why."""

    position: Position
    rules: frozenset[str]
    reason: str

    def __str__(self) -> str:
        return "、".join(sorted(self.rules))


def comment_on(path: str, number: int, line: str) -> IgnoreComment | None:
    """The ignore comment for link rules on a line, if there is one."""
    match = _COMMENT.search(line)
    if not match:
        return None
    rules = frozenset(re.split(r"\s*,\s*", match["rules"]))
    reason = _CLOSERS.sub("", match["reason"]).strip(" ：:，,（）()")
    length = len(_CLOSERS.sub("", match[0]).rstrip())
    return IgnoreComment(Position(path, number, match.start() + 1, length), rules, reason)


class IgnoreComments:
    """Looks up comments by line, and remembers which were of use."""

    def __init__(self) -> None:
        self._by_line: dict[tuple[str, int], IgnoreComment | None] = {}
        self._used: set[IgnoreComment] = set()

    def add(self, path: str, lines: Iterable[tuple[int, str]]) -> None:
        """Read all comments of a file's numbered lines."""
        for number, line in lines:
            if "ignore:" in line:
                self._by_line[path, number] = comment_on(path, number, line)

    def silences(self, rule: str, position: Position) -> bool:
        """Whether a comment on that line names the rule and gives a reason."""
        comment = self._by_line.get((position.path, position.line))
        if comment is None or rule not in comment.rules:
            return False
        self._used.add(comment)
        return bool(comment.reason)

    def without_reason(self) -> Iterable[IgnoreComment]:
        """Comments that give no reason, in order."""
        return (comment for comment in self._all() if not comment.reason)

    def unused(self) -> Iterable[IgnoreComment]:
        """Comments that silenced nothing, in order; those about other sites may have their day."""
        return (
            comment
            for comment in self._all()
            if comment not in self._used and comment.rules != {"link-external"}
        )

    def unused_external(self) -> Iterable[IgnoreComment]:
        """Comments about other sites alone that silenced nothing, in order."""
        return (
            comment
            for comment in self._all()
            if comment not in self._used and comment.rules == {"link-external"} and comment.reason
        )

    def _all(self) -> list[IgnoreComment]:
        found = (comment for comment in self._by_line.values() if comment)
        return sorted(found, key=lambda comment: comment.position)
