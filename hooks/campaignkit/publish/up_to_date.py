"""A site that is up to date need not be built: what it was made from is remembered.

Only what can be proved is left alone. The proof names every file that the site was made from, the
program that made it and the span of time in which the same content gives the same site; and each
file of the site must still be as it was written. Where the engine runs plugins or extensions that
may look at anything else, there is no proof, and the site is built.

Nothing here imports the model or the rules: to find that nothing is to be done takes a moment.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from campaignkit.base.findings import Finding
from campaignkit.base.fingerprint import Signature, digest, files_below, signature
from campaignkit.base.store import DAMAGE_LIST, FileStore
from campaignkit.publish.output import stands

CACHE = ".campaignkit"
"""Folder in the project for what may be deleted at any time."""

CONTENT = "campaigns"
"""The folder, from the project, that holds all content; `load` may not be imported here."""

_FILE = "standing"
_PACKAGE = str(Path(__file__).parents[1])
_HOOKS = str(Path(__file__).resolve().parents[2] / "campaign_hooks.py")
_SITE_PACKAGES = frozenset({"site-packages", "dist-packages"})
_OUTSIDE = re.compile(r"^INHERIT\b|!ENV\b", re.MULTILINE)
"""Settings that come from elsewhere."""

_PLUGINS = frozenset({"search", "material/search"})
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    }
)
_READERS = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})
"""Extensions of a package that is otherwise known to read nothing but the page."""


class EngineConfig(Protocol):
    """What MkDocs' configuration has of what we need."""

    config_file_path: str
    docs_dir: str
    site_dir: str
    site_url: str | None
    theme: Any
    plugins: Any
    hooks: Any
    markdown_extensions: Any
    use_directory_urls: bool


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


def inputs_key(config: EngineConfig) -> bytes | None:
    """A digest of all that a site is made from; None where it cannot be told.

    Files count by size and modification time.
    """
    file = Path(config.config_file_path)
    themes = [str(folder) for folder in config.theme.dirs]
    told = (
        *(config.site_dir, config.site_url, config.docs_dir, config.use_directory_urls),
        *(str(config.theme.name), themes, sys.version, _installed()),
    )
    try:
        if not _reads_only_files(config) or _OUTSIDE.search(file.read_text("utf-8-sig")):
            return None
        folders = [str(file.parent / CONTENT), config.docs_dir, _PACKAGE, *themes]
        own = [folder for folder in folders if folder == _PACKAGE or not _is_installed(folder)]
        files = [(str(name), signature(name)) for name in (file, *config.hooks)]
        for folder in own:
            files += files_below(folder)
    except (OSError, ValueError):
        return None
    return digest(repr(told).encode(), repr(files).encode())


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


def _reads_only_files(config: EngineConfig) -> bool:
    """Whether the engine runs nothing but us and what is known to read pages and nothing else."""
    ours = [str(Path(hook).resolve()) for hook in config.hooks] == [_HOOKS]
    others = set(config.plugins) - set(config.hooks)
    return ours and others <= _PLUGINS and all(map(_reads_only_pages, config.markdown_extensions))


def _reads_only_pages(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name in _EXTENSIONS or (name.startswith("pymdownx.") and name not in _READERS)


def _is_installed(folder: str) -> bool:
    return not _SITE_PACKAGES.isdisjoint(Path(folder).parts)


def _installed() -> list[tuple[str, Signature]]:
    """Changes when a package is installed, updated or removed."""
    return [(folder, signature(folder)) for folder in sys.path if _is_installed(folder)]
