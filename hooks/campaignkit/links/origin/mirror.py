"""Which sources may have written a built page, told by their paths: a site mirrors its sources.

`campaigns/essay/entries/two/` comes from `campaigns/essay/entries/two.yml` (and its `two.md`), then
from what lies above it; `about/` from `site_src/about.md`. No list has to be kept for that.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from campaignkit.links.origin.source_map import RecordGroup, Source, TextSources

_TEXT = (".md", ".yml", ".yaml", ".css", ".html")
_MIN_GROUP = 64
"""Records in one folder from which they are searched as one group."""


def mirrored_sources(
    project: Path, folders: Sequence[str], shared: Sequence[str] = ()
) -> TextSources:
    """A source map for a site built from the texts in `folders` of `project`.

    `shared` are files behind every page, such as the settings with the navigation. Paths are
    relative to `project`; a file that can't be read counts as empty.
    """
    root = str(project)
    states = {path: state for folder in folders for path, state in _texts(root, folder)}
    mirror = _Mirror(list(states), folders)
    for path in shared:
        if os.path.exists(f"{root}/{path}"):  # noqa: PTH110
            states[path] = _state(os.stat(f"{root}/{path}"))  # noqa: PTH116
        else:
            states[path] = 0

    def read(path: str) -> str:
        try:
            with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123  of many thousand files
                return file.read().decode("utf-8-sig", "replace")
        except OSError:
            return ""

    return TextSources(read, mirror.sources_of, shared, states, states)


class _Mirror:
    """Sources by the address that they lead to, and by the folder that they lie in."""

    def __init__(self, paths: Sequence[str], folders: Sequence[str]) -> None:
        self._paths = paths
        self._folders = folders

    def _addresses(self) -> Iterator[tuple[str, str]]:
        """Each source under its path and its path in its folder.

        `campaigns/` is part of the address, `site_src/` is not: accept both.
        """
        for path in self._paths:
            inner = next(
                (
                    path[len(folder) + 1 :]
                    for folder in self._folders
                    if path.startswith(f"{folder}/")
                ),
                path,
            )
            yield path, path
            yield inner, path

    @cached_property
    def _by_address(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for address, path in self._addresses():
            stem = os.path.splitext(address)[0]  # noqa: PTH122 - a path of the site
            stem = stem.removesuffix("/index").removesuffix("/README")
            found["" if stem in {"index", "README"} else stem].append(path)
        return found

    @cached_property
    def _by_folder(self) -> dict[str, list[Source]]:
        """The texts of each folder, the one that speaks for it first, many records as a group."""
        found: dict[str, list[str]] = defaultdict(list)
        for address, path in self._addresses():
            found[address.rpartition("/")[0]].append(path)
        return {folder: _grouped(sorted(paths, key=_is_record)) for folder, paths in found.items()}

    def sources_of(self, page: str) -> list[Source]:
        """The sources of a page, the nearest first."""
        address = page.removesuffix(".html").removesuffix("index").rstrip("/")
        found: list[Source] = [*self._by_address.get(address, [])]
        folder = address
        while folder:
            found += self._by_folder.get(folder, [])
            folder = folder.rpartition("/")[0]
        return list(dict.fromkeys(found))


def _grouped(paths: list[str]) -> list[Source]:
    if len(paths) < _MIN_GROUP:
        return [*paths]
    records = tuple(path for path in paths if _is_record(path)[0])
    return [*paths[: len(paths) - len(records)], RecordGroup(records)]


def _is_record(path: str) -> tuple[bool, str]:
    """`campaign.yml` speaks for its folder, other files mostly for themselves."""
    return not path.endswith(("/campaign.yml", "/index.md")), path


def _texts(root: str, folder: str) -> list[tuple[str, int]]:
    """The texts below a folder in order, each with a number that changes with the text."""
    found: list[tuple[str, int]] = []
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            entries = list(os.scandir(f"{root}/{here}"))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append(f"{here}/{entry.name}")
            elif entry.name.endswith(_TEXT) and entry.is_file():
                found.append((f"{here}/{entry.name}", _state(entry.stat())))
    return sorted(found, key=lambda pair: pair[0].replace("/", "\0"))


def _state(stat: os.stat_result) -> int:
    return hash((stat.st_mtime_ns, stat.st_size)) or 1
