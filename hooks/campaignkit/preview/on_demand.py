"""A preview that renders a record when the browser asks for it.

A build of the engine makes the shells and the few pages. A record's page is made from its file at
each request, so it is never out of date; saving a record only tells the open pages to load again.
Only when the record's card changed, or another file did, is the rest built anew.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from campaignkit.base.findings import Finding, in_order
from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult, conclude
from campaignkit.content.load import CONTENT, Batch
from campaignkit.content.previous_run import Earlier
from campaignkit.content.record_cache import Chunk, Remembered
from campaignkit.kinds import kind_named
from campaignkit.preview.recheck import Recheck, alike, merged
from campaignkit.publish.output import Tree
from campaignkit.site.build import Build
from campaignkit.site.environment import environment
from campaignkit.site.records import Fragment, Neighbours, Renderer, neighbours, stamp
from campaignkit.site.shell import Shell

FINDINGS = "_campaignkit/findings.json"
"""Address, below the site's root, of what the bar at the top of a previewed page shows."""

_RECORD_PAGE = re.compile(rf"{CONTENT}/([a-z0-9-]+)/([a-z]+)/([a-z0-9-]+)/(?:index\.html)?")
_RECORD_FILE = re.compile(r"([a-z0-9-]+)/([a-z]+)/([a-z0-9-]+)\.(?:yml|md)")
_LITTER = re.compile(r"(^|/)[.~#]|~$|\.(?:tmp|swp|swx|bak)$|/4913$")

Collection = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets."""

    body: bytes
    content_type: str


@dataclass
class Preview:
    """What the preview server knows between builds. Its methods may be called from any thread.

    `reload` has open pages load again that look different now; `rebuild` asks for a build, after
    which all of them do if more than texts has changed, such as pictures.
    """

    reload: Callable[[], None] = lambda: None
    rebuild: Callable[[bool], None] = lambda _: None
    _build: Build | None = None
    _tree: Tree | None = None
    _others: list[Finding] = field(default_factory=list)
    _beside: dict[Collection, dict[str, Neighbours]] = field(default_factory=dict)
    _earlier: Earlier = field(default_factory=Earlier)
    _saved: set[str] = field(default_factory=set)
    _recheck: Recheck | None = None
    _differs: bool = False
    _strict: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def folder(self) -> Path | None:
        """Where the files of the build that is shown lie."""
        return self._tree.folder if self._tree else None

    def begin(self) -> Earlier:
        """A build begins: what it may take over. What is saved from now on it may have missed."""
        with self._lock:
            self._saved.clear()
            build, strict = self._build, self._strict
            self._earlier = Earlier() if strict else self._earlier
            if build and build.checked and not strict:
                known = build.checked
                self._earlier = self._earlier.and_then(known.catalogue, known.chunks)
            return self._earlier

    def distrust(self) -> bool:
        """Have the next build read everything; False where the last one had to, too."""
        with self._lock:
            strict, self._strict = self._strict, True
            return not strict

    def show(self, build: Build, findings: Iterable[Finding], tree: Tree) -> None:
        """Take over a finished build, and the folder that its files were written to."""
        assert build.checked is not None, "only what was read can be shown"
        with self._lock:
            own = set(build.checked.findings)
            self._build, self._tree, self._beside, self._strict = build, tree, {}, False
            self._others = [finding for finding in findings if finding not in own]
            missed = [path for path in self._saved if not self._look_again(path)]
            self._check_again(build, build.checked)
        if missed:
            self.rebuild(False)

    def answer(self, path: str) -> Answer | None:
        """The page or data at an address below the site's root, if it is the preview's to give."""
        with self._lock:
            if self._build is None or self._tree is None:
                return None
            if path == FINDINGS:
                told = [finding.as_json() for finding in self._findings(self._build)]
                body = json.dumps(told, ensure_ascii=False).encode()
                return Answer(body, "application/json; charset=utf-8")
            self._build.write_list(path)
            page = _RECORD_PAGE.fullmatch(path)
            html = self._record_page(self._build, *page.groups()) if page else None
        return Answer(html, "text/html; charset=utf-8") if html else None

    def changed(self, paths: Iterable[str]) -> None:
        """Files below campaigns/ changed: look at records at once, build anew for the rest."""
        wanted = [path for path in paths if not _LITTER.search(path)]
        if not wanted:
            return
        with self._lock:
            if any(_record_at(self._build, path) for path in wanted):
                self.reload()  # the browser comes back while we look
            only_records = self._look_at_all(wanted)
            if only_records:
                self._saved.update(wanted)
        if not only_records:
            self.rebuild(not all(path.endswith((".yml", ".md")) for path in wanted))

    def _look_at_all(self, paths: Iterable[str]) -> bool:
        try:
            return {self._look_again(path) for path in paths} == {True}
        except Exception:  # a fault of ours, which the build that follows meets too, and tells
            return False

    def _look_again(self, path: str) -> bool:
        """Read a changed record; False where more than its own page may have changed."""
        build, found = self._build, _record_at(self._build, path)
        if build is None or found is None:
            return False
        batch, chunk, record = found
        old = chunk.records[record]
        new, _ = _look(build, batch, record)
        if new.card is None or (new.signature is None):
            return False
        records = {**chunk.records, record: new._replace(spooled=None)}
        self._put(build, batch, replace(chunk, records=records))
        self._settle(build)
        return old.card == new.card

    def _put(self, build: Build, batch: Batch, chunk: Chunk) -> None:
        """Know better of one batch."""
        assert build.checked is not None
        chunks = ((one, chunk if one == batch else other) for one, other in build.checked.chunks)
        build.checked = replace(build.checked, chunks=tuple(chunks))

    def _settle(self, build: Build) -> None:
        """Bring cards and findings in line with the chunks."""
        checked = build.checked
        assert checked is not None
        settled = conclude(checked.loaded, checked.chunks)
        build.checked = replace(settled, contexts=checked.contexts)

    def _findings(self, build: Build) -> list[Finding]:
        return in_order((*self._others, *(build.checked.findings if build.checked else ())))

    def _check_again(self, build: Build, checked: CheckResult) -> None:
        """Check behind the pages what a build took over; a pass for an older build is over."""
        if self._recheck:
            self._recheck.stop()
        self._recheck, self._differs = None, False
        if not checked.stale:
            return
        job = BatchJob(checked.loaded.catalogue, build.store, None, dict(checked.contexts))
        run = Recheck(job, checked.stale, partial(self._take, build), self._end, self._fail)
        self._recheck = run
        run.start()

    def _take(self, build: Build, batch: Batch, new: Chunk) -> None:
        """Take over what a pass found of a batch."""
        with self._lock:
            if build is not self._build or build.checked is None:
                return
            old = next(chunk for one, chunk in build.checked.chunks if one == batch)
            chunk = merged(build.project.root, batch, old, new)
            told = chunk.records.items()
            if not all(alike(old.records.get(record), entry) for record, entry in told):
                self._differs = True
            self._put(build, batch, chunk)

    def _end(self) -> None:
        """All has been checked again: build anew where anything is not as it was taken to be."""
        with self._lock:
            self._recheck, differs = None, self._differs
        if differs:
            self.rebuild(False)

    def _fail(self) -> None:
        """A pass could not go on: have a build check what it could not."""
        with self._lock:
            self._recheck, self._strict = None, True
        self.rebuild(False)

    def _record_page(
        self, build: Build, campaign: str, collection: str, record: str
    ) -> bytes | None:
        found = _find(build, campaign, collection, record)
        shell = build.shells.get((campaign, collection))
        if found is None or shell is None:
            return None
        entry, payload = _look(build, found[0], record)
        if entry.spooled is None:
            return _in_the_meantime(shell, record, entry)
        if self._tree and entry.spooled.assets:
            build.publish(entry.spooled.assets, self._tree)
        beside = self._neighbours(build, found[0]).get(record, Neighbours(None, None, ""))
        return stamp(shell, Fragment.of(payload), beside)

    def _neighbours(self, build: Build, batch: Batch) -> dict[str, Neighbours]:
        key = (batch.campaign, batch.collection)
        if key not in self._beside:
            collection = kind_named(batch.kind).collection(batch.collection)
            noun = collection.noun if collection else ""
            self._beside[key] = neighbours(
                build.catalogue.listed(*key), noun, build.catalogue.backlinks()
            )
        return self._beside[key]


def _in_the_meantime(shell: Shell, record: str, entry: Remembered) -> bytes | None:
    """A page in the place of one that errors keep from being made, until they are mended."""
    if not entry.findings:
        return None
    view = {"record": record, "findings": entry.findings}
    body = environment().get_template("record_errors.html.j2").render(view)
    part = Fragment(record, "这一页还不能显示", "", "", body)
    return stamp(shell, part, Neighbours(None, None, ""))


def _look(build: Build, batch: Batch, record: str) -> tuple[Remembered, bytes]:
    """Look at one record of a build, rendering it."""
    job = BatchJob(build.catalogue, None, Renderer(build.site_url), {})
    return job.checker(batch).look(record)


def _record_at(build: Build | None, path: str) -> tuple[Batch, Chunk, str] | None:
    """The record that a file below campaigns/ belongs to, if it is one that is known."""
    match = _RECORD_FILE.fullmatch(path)
    return _find(build, *match.groups()) if build and match else None


def _find(
    build: Build | None, campaign: str, collection: str, record: str
) -> tuple[Batch, Chunk, str] | None:
    """The batch that a record is in."""
    for batch, chunk in build.checked.chunks if build and build.checked else ():
        wanted = (batch.campaign, batch.collection) == (campaign, collection)
        if wanted and record in chunk.records:
            return batch, chunk, record
    return None
