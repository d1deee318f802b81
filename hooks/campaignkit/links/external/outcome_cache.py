"""What earlier runs learnt of a URL, by URL and kind of check, in one JSON file.

The kind keeps an answer about a page from standing in for one about its anchors.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from campaignkit.links.external.outcome import Outcome, UrlState

_VERSION = 1


@dataclass(frozen=True)
class CachedOutcome:
    """The last answer and its history; times in seconds since 1970, 0 for never."""

    state: UrlState
    reason: str = ""
    status: int = 0
    moved: str = ""
    soft: str = ""
    missing: bool = False
    checked: float = 0.0
    first_failed: float = 0.0
    last_good: float = 0.0
    failures: int = 0
    not_before: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the page was there."""
        return self.state in {UrlState.OK, UrlState.REDIRECTED} and not self.missing


def kind(fragment: str) -> str:
    """The kind of check: of the page, or of an anchor on it."""
    return f"anchor {fragment}" if fragment else "page"


class OutcomeCache:
    """The outcomes in a cache file; one that can't be read counts as empty."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._cached: dict[tuple[str, str], CachedOutcome] = {}
        try:
            data = json.loads(path.read_text(encoding="utf-8")) if path else {}
            for row in data["urls"] if data.get("version") == _VERSION else ():
                url, check = row.pop("url"), row.pop("kind")
                row["state"] = UrlState(row["state"])
                self._cached[url, check] = CachedOutcome(**row)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self._cached = {}

    def of(self, url: str, fragment: str) -> CachedOutcome | None:
        """What is known of a URL and fragment."""
        return self._cached.get((url, kind(fragment)))

    def fresh(self, url: str, fragment: str, now: float, seconds: float) -> bool:
        """Whether a good answer is young enough, or a server's "not before" still holds."""
        cached = self.of(url, fragment)
        if cached is None:
            return False
        return now < cached.not_before or (cached.good and now - cached.checked < seconds)

    def record(self, url: str, fragment: str, outcome: Outcome, now: float) -> CachedOutcome:
        """Add an outcome to the history."""
        previous = self.of(url, fragment) or CachedOutcome(outcome.state)
        missing = bool(fragment) and fragment in outcome.missing
        after = replace(
            previous,
            state=outcome.state,
            reason=outcome.reason,
            status=outcome.status,
            moved=outcome.moved,
            soft=outcome.soft,
            missing=missing,
            checked=now,
            not_before=now + outcome.retry_after if outcome.retry_after else 0.0,
        )
        if after.good:
            after = replace(after, last_good=now, first_failed=0.0, failures=0)
        elif outcome.state is UrlState.BROKEN or missing:
            first = previous.first_failed or now
            after = replace(after, first_failed=first, failures=previous.failures + 1)
        self._cached[url, kind(fragment)] = after
        return after

    def save(self) -> None:
        """Write the file if that is possible; a URL that is no longer linked stays in it."""
        if self.path is None:
            return
        rows = [
            {"url": url, "kind": check, **asdict(cached)}
            for (url, check), cached in sorted(self._cached.items())
        ]
        text = json.dumps({"version": _VERSION, "urls": rows}, ensure_ascii=False, indent=1)
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(text + "\n", encoding="utf-8")

    def report(self, asked: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
        """State and history of the links in `asked`, for programs."""
        return [
            {"url": url, "fragment": fragment, **asdict(cached)}
            for url, fragment in asked
            if (cached := self.of(url, fragment))
        ]
