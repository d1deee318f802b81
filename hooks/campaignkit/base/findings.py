"""What a check has to say: a finding, its place and its level.

Every room speaks in findings, so this module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is; an error keeps the site from being published."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file.

    `path` is relative to the project and written with `/`. `line` and `column` count from 1,
    columns in characters. `length` is how many characters the caret underlines.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that is safe to make by a program: `old` stands at the finding's place.

    Both texts have Unix line ends; `old` may reach over several lines.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader of the source should mend.

    `message` says what is wrong and what was expected; `hint` says what to write instead, and is
    empty where nothing better can be said. `rule` is in kebab-case.
    """

    position: Position
    rule: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR
    fix: Fix | None = field(default=None, kw_only=True)

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        """Order of a report: by file, line and column, then by rule."""
        return (self.position, self.rule, self.message)

    def as_json(self) -> dict[str, str | int]:
        """The contract of DESIGN §5: seven keys, in this order."""
        return {
            "path": self.position.path,
            "line": self.position.line,
            "column": self.position.column,
            "level": str(self.level),
            "rule": self.rule,
            "message": self.message,
            "hint": self.hint,
        }


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings as a report shows them, saying the same thing at the same place only once."""
    return sorted(set(findings), key=lambda finding: finding.sort_key)
