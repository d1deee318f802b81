"""What a campaign says, as digests of its parts: what a reviewer signs, and what changed since.

A part is a top-level field of campaign.yml, a file of the campaign's folder, or, where a folder
holds many files, the folder, which ends with a slash. Comments, the order of fields and the review
itself do not count.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from campaignkit.model.campaign import Campaign

_REVIEW = "review"
_MOST_FILES = 20
"""Files up to which a folder is signed file by file."""
_DIGITS = 10
_CAMPAIGN = "campaign.yml"
_LISTS = (".csv", ".yml")
"""Suffixes of files that hold many records, beside campaign.yml."""


def fingerprint(campaign: Campaign, root: Path) -> dict[str, str]:
    """Digest of every part, to be signed. Raises `OSError`."""
    found = _fields(campaign)
    for folder, files in _folders(root / campaign.folder).items():
        few = len(files) <= _MOST_FILES
        found.update(files if few else {folder: _whole(files)})
    return found


def changes(campaign: Campaign, root: Path, signed: Mapping[str, str]) -> list[str]:
    """Parts that are new, gone or different since a fingerprint was signed. Raises `OSError`."""
    current = _fields(campaign)
    for folder, files in _folders(root / campaign.folder).items():
        current.update({folder: _whole(files)} if folder in signed else files)
    parts = {**signed, **current}
    return [part for part in parts if signed.get(part) != current.get(part)]


def _fields(campaign: Campaign) -> dict[str, str]:
    data = campaign.document.data
    return {
        key: _digest(json.dumps(value, ensure_ascii=False, sort_keys=True).encode())
        for key, value in data.items()
        if key != _REVIEW
    }


def _folders(home: Path) -> dict[str, dict[str, str]]:
    """The digests of the files below a campaign's folder, by the folder straight in it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in _files(home):
        path = file.relative_to(home).as_posix()
        found[f"{path.partition('/')[0]}/"][path] = _digest(file.read_bytes())
    return found


def _files(home: Path) -> Iterator[Path]:
    for file in sorted(home.rglob("*")):
        hidden = any(part.startswith((".", "~")) for part in file.relative_to(home).parts)
        listed = file.suffix in _LISTS and file.name != _CAMPAIGN
        if (listed or file.parent != home) and not hidden and file.is_file():
            yield file


def _whole(files: Mapping[str, str]) -> str:
    return _digest("\n".join(f"{path} {found}" for path, found in files.items()).encode())


def _digest(content: bytes) -> str:
    """Letters and digits that no reader of YAML takes for a number."""
    return f"x{hashlib.sha256(content).hexdigest()[:_DIGITS]}"
