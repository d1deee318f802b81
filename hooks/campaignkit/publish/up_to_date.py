"""A site that is up to date need not be built: what it was made from is remembered.

Only what can be proved is left alone. The proof names every file that the site was made from, the
program that made it and the span of time in which the same content gives the same site; and each
file of the site must still be as it was written. Where not everything that it was made from can be
told, there is no proof, and the site is built.

Nothing here imports the model or the rules: to find that nothing is to be done takes a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import digest, files_below, signature
from campaignkit.base.store import DAMAGE_LIST, FileStore
from campaignkit.publish.output import stands

CACHE = ".campaignkit"
"""Folder in the project for what may be deleted at any time."""

CONTENT = "campaigns"
"""The folder, from the project, that holds all content; `load` may not be imported here."""

_FILE = "standing"


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """What a site is made from: any `values` that tell themselves by `repr`, files and folders."""

    values: tuple[object, ...]
    files: tuple[str, ...]
    folders: tuple[str, ...]


ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
"""From when until when a site that stands still on a day is the same."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a published site was made from, and from when until when that gives the same site.

    `findings` were told then and are told again: none of them is graver than an advice.
    """

    key: bytes
    since: datetime
    until: datetime
    findings: tuple[Finding, ...] = ()


def inputs_key(inputs: SiteInputs | None) -> bytes | None:
    """A digest of all that a site is made from; None where it cannot be told.

    Files count by size and modification time.
    """
    if inputs is None:
        return None
    try:
        files = [(name, signature(name)) for name in inputs.files]
        for folder in inputs.folders:
            files += files_below(folder)
    except (OSError, ValueError):
        return None
    return digest(repr(inputs.values).encode(), repr(files).encode())


def still_holds(proof: Proof | None, key: bytes | None, now: datetime, site: Path) -> bool:
    """Whether a build would make the very site that stands there."""
    if proof is None or key is None:
        return False
    return proof.key == key and proof.since <= now < proof.until and stands(site)


def changes_after(instant: datetime, turning_points: Iterable[datetime]) -> datetime:
    """When the same content next gives another site: pages name the day, site maps that in UTC."""
    zones = (instant.tzinfo, UTC)
    days = [
        (instant.astimezone(zone) + timedelta(days=1)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        for zone in zones
    ]
    return min([*days, *(point for point in turning_points if point > instant)])


def recall(root: Path) -> Proof | None:
    """What was kept in a project, if it is whole."""
    return _store(root).load(_FILE, Proof)


def remember(root: Path, proof: Proof | None) -> None:
    """Keep a proof, or that there is none; without a disk to write to there is none."""
    with suppress(OSError):
        _store(root).forget(_FILE)
        if proof:
            _store(root).dump(_FILE, proof)


def _store(root: Path) -> FileStore:
    return FileStore(root / CACHE, root / CACHE / DAMAGE_LIST)
