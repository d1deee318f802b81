"""What one URL answered, and what that means for a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class UrlState(StrEnum):
    """The four states of a link to another site."""

    OK = "ok"
    REDIRECTED = "redirected"
    """It works, but has moved for good: `Outcome.moved` is the new address."""
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """Nobody can tell from here: a wall against robots, an overloaded server, a time-out."""


BROKEN_STATUS = frozenset({404, 410, 451})
RETRY_STATUS = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


@dataclass(frozen=True)
class Outcome:
    """The result of asking a URL once, redirects followed.

    `retry_after` is in seconds, `missing` are the fragments that the page does not have, `soft`
    says why a page that answers 200 may be a "not found" after all.
    """

    state: UrlState
    reason: str = ""
    status: int = 0
    moved: str = ""
    soft: str = ""
    retry_after: float | None = None
    again: bool = False
    missing: frozenset[str] = field(default_factory=frozenset)


def of_status(status: int, retry_after: float | None = None) -> Outcome:
    """The outcome of a final answer that is no success."""
    if status in BROKEN_STATUS:
        return Outcome(UrlState.BROKEN, f"HTTP {status}", status)
    again = status in RETRY_STATUS
    return Outcome(UrlState.UNKNOWN, f"HTTP {status}", status, retry_after=retry_after, again=again)


def failed(reason: str) -> Outcome:
    """A reader's browser would fail in the same way."""
    return Outcome(UrlState.BROKEN, reason)


def unsure(reason: str, *, again: bool = True) -> Outcome:
    """It may be us, the way, or a bad minute; `again` says that a retry makes sense."""
    return Outcome(UrlState.UNKNOWN, reason, again=again)
