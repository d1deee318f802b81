"""A deployed site, asked file by file, against its manifest."""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from campaignkit.handover.difference import (
    FileResult,
    FileState,
    change_of,
    foreign_elements,
    size_change,
)
from campaignkit.handover.page_parts import MAX_PAGE_BYTES, links_of
from campaignkit.handover.site_address import SiteAddress
from campaignkit.handover.site_client import ClientLimits, SiteAnswer, SiteClient, UnreachableError
from campaignkit.handover.site_manifest import PackedFile, SiteManifest

MOST_EXTRA = 200
"""URLs that are asked in search of files that the manifest does not have."""

_PATIENCE = 20
"""Files in a row without any answer, after which a server is left in peace."""

_NO_SUCH = "campaignkit-verify-no-such-page"
_NOT_THERE = frozenset({404, 410})
_LOC = re.compile(r"<loc>\s*([^<]{1,2000}?)\s*</loc>", re.IGNORECASE)
_SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Asked:
    """The result for a file, and the URLs in it that may lead to files nobody knows."""

    result: FileResult
    links: frozenset[str] = field(default_factory=frozenset)


Followed = Callable[[Iterable[Asked], int], Iterable[Asked]]
"""Shows how far an iteration of so many items is; see `base.progress.followed`."""


def verify_url(
    site: SiteAddress,
    manifest: SiteManifest,
    limits: ClientLimits,
    agreed: frozenset[str] = frozenset(),
    followed: Followed = lambda items, _total: items,
) -> Iterator[FileResult]:
    """How each file of the manifest compares, then what else the site's pages lead to.

    Files in `agreed` were found right by a check that this one continues. Other files are looked
    for in the sitemap and in the links of pages that differ: the rest link to known files only.
    Raises `UnreachableError` where the server does not answer at all.
    """
    with SiteClient(limits) as client:
        checker = _SiteChecker(site, manifest, client, _not_found(site, client))
        yield from (FileResult(path, FileState.SAME) for path in sorted(agreed))
        files = [file for file in manifest.files if file.path not in agreed]
        found: set[str] = set()
        silent = 0
        for done, asked in enumerate(followed(_all(checker, files, limits), len(files)), 1):
            yield asked.result
            found |= asked.links
            silent = silent + 1 if asked.result.state is FileState.UNREAD else 0
            if silent >= _PATIENCE:
                yield from (
                    FileResult(file.path, FileState.UNREAD, "服务器一直没有回答，没有再问")
                    for file in files[done:]
                )
                return
        yield from _extra_files(checker, found)


def _all(checker: _SiteChecker, files: list[PackedFile], limits: ClientLimits) -> Iterator[Asked]:
    """The results in order; no more files are asked than the caller is ready to hear of."""
    with ThreadPoolExecutor(limits.connections) as pool:
        waiting = deque(
            pool.submit(checker.check, file) for file in files[: 2 * limits.connections]
        )
        left = iter(files[2 * limits.connections :])
        try:
            while waiting:
                asked = waiting.popleft().result()
                waiting.extend(
                    pool.submit(checker.check, file) for file in [next(left, None)] if file
                )
                yield asked
        finally:
            for job in waiting:
                job.cancel()


@dataclass(frozen=True, slots=True)
class _SiteChecker:
    """Compares what the server gives; `not_found` are digests of what it gives for no file."""

    site: SiteAddress
    manifest: SiteManifest
    client: SiteClient
    not_found: frozenset[str]

    def check(self, file: PackedFile) -> Asked:
        """One file of the manifest."""
        most = max(file.size, MAX_PAGE_BYTES)
        try:
            answer = self.client.get(self.site.url_of(file.path), most)
        except UnreachableError as error:
            return Asked(FileResult(file.path, FileState.UNREAD, str(error)))
        state, detail = self._compared(file, answer)
        looked_at = state is FileState.CHANGED and (answer.html or file.is_page)
        if looked_at:
            foreign = foreign_elements(file.path, answer.body, self.manifest)
            links = links_of(file.path, answer.body, self.site.root)
            return Asked(FileResult(file.path, state, detail, foreign), links)
        links = _locations(answer.body) if file.path == _SITEMAP else frozenset()
        return Asked(FileResult(file.path, state, detail), links)

    def _compared(self, file: PackedFile, answer: SiteAnswer) -> tuple[FileState, str]:
        if answer.away:
            return FileState.LED_AWAY, answer.away
        if answer.status in _NOT_THERE:
            right = file.path == "404.html" and file.sha256 in answer.digests
            return (FileState.SAME, "") if right else (FileState.MISSING, f"HTTP {answer.status}")
        if answer.status != 200:
            return FileState.MISSING, f"服务器不给，HTTP {answer.status}"
        if file.sha256 in answer.digests:
            moved = answer.url != self.site.url_of(file.path)
            return (FileState.MOVED, f"到 {answer.url}") if moved else (FileState.SAME, "")
        if answer.digests & self.not_found:
            return FileState.MISSING, "服务器给的是“找不到”的页面，却说 HTTP 200"
        whole = answer.whole and answer.size == len(answer.body)
        detail = change_of(answer.body, file) if whole else size_change(answer.size, file)
        return FileState.CHANGED, answer.fault or detail

    def extra(self, path: str, known: Mapping[str, PackedFile]) -> Asked | None:
        """A file that is not `known`; None where the server has none either."""
        try:
            answer = self.client.get(self.site.url_of(path), MAX_PAGE_BYTES)
        except UnreachableError:
            return None
        if answer.away:
            return Asked(FileResult(path, FileState.LED_AWAY, answer.away))
        index = known.get(f"{path}/index.html")  # some servers give it without the slash too
        if answer.status != 200 or self.site.path_of(answer.url) in known:
            return None
        if answer.digests & self.not_found or (index and index.sha256 in answer.digests):
            return None
        if not answer.html:
            return Asked(FileResult(path, FileState.ADDED))
        foreign = foreign_elements(path, answer.body, self.manifest)
        links = links_of(path, answer.body, self.site.root)
        return Asked(FileResult(path, FileState.ADDED, "", foreign), links)


def _extra_files(checker: _SiteChecker, found: Iterable[str]) -> Iterator[FileResult]:
    """Files that links lead to and the manifest does not have, a bounded number."""
    known = checker.manifest.by_path()
    seen = set(known)
    waiting = deque(sorted(_paths(checker.site, found) - seen))
    seen.update(waiting)
    for _ in range(MOST_EXTRA):
        if not waiting:
            return
        asked = checker.extra(waiting.popleft(), known)
        if asked:
            yield asked.result
            new = sorted(_paths(checker.site, asked.links) - seen)
            seen.update(new)
            waiting.extend(new)
    if waiting:
        detail = f"多出的网址太多，还有 {len(waiting)} 个没有看"
        yield FileResult(waiting[0], FileState.UNREAD, detail)


def _paths(site: SiteAddress, links: Iterable[str]) -> set[str]:
    """Files of the site that links lead to; one that begins with `/` begins at the site's root."""
    whole = (site.root + link[1:] if link.startswith("/") else link for link in links)
    return {path for link in whole if (path := site.path_of(link))}


def _not_found(site: SiteAddress, client: SiteClient) -> frozenset[str]:
    """Digests of what the server gives, with 200, for a page that cannot be there."""
    try:
        answer = client.get(site.url_of(_NO_SUCH), MAX_PAGE_BYTES)
    except UnreachableError as error:
        raise UnreachableError(f"连不上 {site.root}：{error}") from None
    return answer.digests if answer.status == 200 else frozenset()


def _locations(body: bytes) -> frozenset[str]:
    text = body.decode("utf-8", "replace")
    return frozenset(html.unescape(found) for found in _LOC.findall(text))
