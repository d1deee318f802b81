"""What an interrupted check of a site has already found right, so that the next one goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from campaignkit.base.store import FileStore

FRESH = timedelta(hours=12)
"""How long it is right to go on: a server changes meanwhile."""


@dataclass(frozen=True, slots=True)
class ResumeFile:
    """The state of one check: of one site against one manifest. Damage counts as no state."""

    folder: Path
    site: str
    manifest: bytes

    @property
    def name(self) -> str:
        """The name of its file."""
        told = hashlib.sha256(self.site.encode() + b"\0" + self.manifest).hexdigest()
        return f"verify-{told[:32]}"

    def load(self, now: datetime) -> tuple[datetime, frozenset[str]]:
        """When the check was begun and what it has found right; `now` and nothing for a new one.

        A check that was begun `FRESH` or more before `now` is not gone on with.
        """
        raw = FileStore(self.folder).read(self.name)
        try:
            state = json.loads(raw or b"{}")
            begun = datetime.fromisoformat(state["begun"])
            agreed = frozenset(map(str, state["agreed"]))
            fresh = timedelta() <= now - begun < FRESH
        except (ValueError, KeyError, TypeError):
            fresh = False
        return (begun, agreed) if fresh else (now, frozenset())

    def save(self, agreed: Iterable[str], begun: datetime) -> None:
        """Keep paths that were found right; where the disk takes nothing, nothing is kept."""
        state = {"begun": begun.isoformat(), "agreed": sorted(agreed)}
        with suppress(OSError):
            FileStore(self.folder).write(self.name, json.dumps(state).encode())

    def clear(self) -> None:
        """Keep nothing: the check came to its end."""
        with suppress(OSError):
            FileStore(self.folder).forget(self.name)
