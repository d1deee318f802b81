"""Which sources may have written a built page, told by their paths: a site mirrors its sources.

`campaigns/essay/entries/two/` comes from `campaigns/essay/entries/two.yml` (and its `two.md`), then
from what lies above it; `about/` from `site_src/about.md`. No list has to be kept for that.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from campaignkit.links.sources import TextSources

_TEXT = (".md", ".yml", ".yaml", ".css", ".html")


def mirrored_sources(
    project: Path, folders: Sequence[str], shared: Sequence[str] = ()
) -> TextSources:
    """A source map for a site built from the texts in `folders` of `project`.

    `shared` are files behind every page, such as the settings with the navigation. Paths are
    relative to `project`; a file that can't be read counts as empty.
    """
    mirror = _Mirror(project, folders)

    def read(path: str) -> str:
        try:
            return (project / path).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return ""

    return TextSources(read, mirror.behind, shared, (*mirror.paths, *shared))


class _Mirror:
    """Sources by the address that they lead to, and by the folder that they lie in."""

    def __init__(self, project: Path, folders: Sequence[str]) -> None:
        self.paths = [path for folder in folders for path in _texts(project, folder)]
        self._by_address: dict[str, list[str]] = defaultdict(list)
        self._by_folder: dict[str, list[str]] = defaultdict(list)
        for path in self.paths:
            inner = path
            for folder in folders:
                # `campaigns/` is part of the address, `site_src/` is not: accept both.
                inner = path.removeprefix(f"{folder}/")
                if inner != path:
                    break
            for known in (path, inner):
                stem = os.path.splitext(known)[0]  # noqa: PTH122 - a path of the site
                stem = stem.removesuffix("/index").removesuffix("/README")
                self._by_address["" if stem in {"index", "README"} else stem].append(path)
                self._by_folder[known.rpartition("/")[0]].append(path)

    def behind(self, page: str) -> list[str]:
        """The sources of a page, the nearest first."""
        address = page.removesuffix(".html").removesuffix("index").rstrip("/")
        found = list(self._by_address.get(address, []))
        folder = address
        while folder:
            found += sorted(self._by_folder.get(folder, []), key=_is_record)
            folder = folder.rpartition("/")[0]
        return list(dict.fromkeys(found))


def _is_record(path: str) -> tuple[bool, str]:
    """`campaign.yml` speaks for its folder, other files mostly for themselves."""
    return not path.endswith(("/campaign.yml", "/index.md")), path


def _texts(project: Path, folder: str) -> list[str]:
    return [
        path.relative_to(project).as_posix()
        for path in sorted((project / folder).rglob("*"))
        if path.suffix in _TEXT and path.is_file()
    ]
