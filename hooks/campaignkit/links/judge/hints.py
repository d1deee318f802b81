"""What the editor probably meant: near names, moved pages, anchors that went to another page."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

from campaignkit.links.judge.site_files import Site

_MAX_SEARCHES = 300
"""Near names cost milliseconds each; past this many misses the list itself is the message."""

_MAX_COMPARISONS = 100_000
"""Ids that missed anchors are compared with, on the whole site: about 0.3 s. Without a bound, as
many missed anchors as a page has ids cost the square of their number."""


class Hints:
    """Looks through the site's own addresses; `removed` are pages that an earlier build had."""

    def __init__(self, site: Site, removed: Collection[str] = ()) -> None:
        self.site = site
        self.removed = frozenset(removed)
        self._searches_left = _MAX_SEARCHES
        self._cached: dict[str, str] = {}
        self._comparisons = _MAX_COMPARISONS
        self._ids: frozenset[str] = frozenset()
        self._by_fold: dict[str, str] = {}

    def for_path(self, path: str) -> str:
        """A sentence for a path that does not exist, or nothing."""
        if path not in self._cached:
            self._cached[path] = self._for_path(path)
        return self._cached[path]

    def _for_path(self, path: str) -> str:
        if path in {"", "index.html"}:
            return "网站缺首页：补上生成它的文件 index.md（内容文件夹的最上一层）"
        near = self._near(path)
        if self._was_there(path):
            new = near or "新地址"
            return (
                "这一页以前有过。要让旧链接继续可用，在 mkdocs.yml 的 extra.campaigns.redirects "
                f"里写“{path}: {new}”"
            )
        return f"是不是“{near}”？" if near else ""

    def _was_there(self, path: str) -> bool:
        index = f"{path}index.html" if path.endswith("/") or not path else path
        return index in self.removed or f"{path}/index.html" in self.removed

    def _near(self, path: str) -> str:
        for other in self._other_spellings(path):
            if self.site.find(other)[1] and other != path:
                return other
        same_name = self._by_name.get(_last(path), [])
        if len(same_name) == 1 and _last(path) not in {"index.html", ""}:
            return same_name[0]
        if self._searches_left <= 0:
            return ""
        self._searches_left -= 1
        return self._walk(path)

    def _other_spellings(self, path: str) -> list[str]:
        bare = path.rstrip("/")
        stem = bare.removesuffix(".md").removesuffix(".html")
        stem = stem.removesuffix("/index").removesuffix("/README")
        tidy = "/".join(filter(None, path.split("/")))
        forms = [bare, f"{bare}.html", f"{stem}/", f"{stem}.html", tidy, f"{tidy}/"]
        return [form for form in forms if form]

    def _walk(self, path: str) -> str:
        """Go down folder by folder, at each taking the name that is nearest."""
        found = ""
        segments = path.rstrip("/").split("/")
        for segment in segments:
            names = self._children.get(found, [])
            if segment in names:
                name = segment
            else:
                # A common ending such as `.html` would make any two names alike.
                stems = {_stem(known): known for known in names}
                close = get_close_matches(_stem(segment), stems, n=1, cutoff=0.7)
                if not close:
                    return ""
                name = stems[close[0]]
            found = f"{found}/{name}" if found else name
        if found in self.site.files:
            return found
        return f"{found}/" if f"{found}/index.html" in self.site.files else ""

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, set[str]] = {}
        for path in (*self.site.files, *self.site.folders):
            folder, _, name = path.rpartition("/")
            children.setdefault(folder, set()).add(name)
        return {folder: sorted(names) for folder, names in children.items()}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for address in self.site.addresses:
            found.setdefault(_last(address), []).append(address)
        return found

    def for_anchor(self, fragment: str, ids: frozenset[str], elsewhere: list[str]) -> str:
        """A sentence for an anchor that does not exist: a near name, or the page that has it."""
        name = unquote(fragment)
        near = self._folded(ids).get(name.casefold()) or self._near_id(name, ids)
        if len(elsewhere) == 1 or (elsewhere and not near):
            return f"“#{name}”在“{elsewhere[0]}”页上：是不是移到了那里？"
        return f"是不是“#{near}”？" if near else ""

    def _near_id(self, name: str, ids: frozenset[str]) -> str:
        """The id most like a name, while the names that were compared so far are not too many."""
        if len(ids) > self._comparisons:
            return ""
        self._comparisons -= len(ids)
        close = get_close_matches(name, self._folded(ids).values(), n=1, cutoff=0.6)
        return close[0] if close else ""

    def _folded(self, ids: frozenset[str]) -> dict[str, str]:
        """Ids by their form without case; sorted once for all that one page lacks."""
        if self._ids is not ids:
            self._ids = ids
            self._by_fold = {known.casefold(): known for known in sorted(ids)}
        return self._by_fold


def _stem(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem else name


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
