"""A preview that renders a record when the browser asks for it.

A build of the engine makes the shells and the pages of prose. A record's page is made from its file
at each request, so it is never out of date; saving a record only tells the open pages to load
again. Only when the record's card changed, or another file did, is the rest built anew.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from campaignkit.base.findings import Finding, in_order
from campaignkit.content.batch import BatchJob
from campaignkit.content.check import CheckResult
from campaignkit.content.folders import CONTENT
from campaignkit.content.load import Batch
from campaignkit.content.previous_run import PreviousRun
from campaignkit.content.record_cache import CachedRecord, Chunk
from campaignkit.kinds import kind_named
from campaignkit.preview.preview_build import Shown
from campaignkit.preview.recheck import Recheck, alike, merged
from campaignkit.publish.output import Tree
from campaignkit.site.build import publish
from campaignkit.site.environment import environment
from campaignkit.site.records import (
    RECORDS,
    Fragment,
    Neighbours,
    Renderer,
    neighbours,
    stamp,
)
from campaignkit.site.shell import Shell

FINDINGS = "_campaignkit/findings.json"
"""Address, below the site's root, of what the bar at the top of a previewed page shows."""

DAY = "_campaignkit/day"
"""Address at which the day of the preview is asked for, and set by `POST` with `?to=2021-06-30`."""

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
    day: date | None = None
    """The day that the editor wants to see; None for that of the settings, or today."""
    _shown: Shown | None = None
    _others: list[Finding] = field(default_factory=list)
    _beside: dict[Collection, dict[str, Neighbours]] = field(default_factory=dict)
    _earlier: PreviousRun = field(default_factory=PreviousRun)
    _saved: set[str] = field(default_factory=set)
    _recheck: Recheck | None = None
    _differs: bool = False
    _strict: bool = False
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def folder(self) -> Path | None:
        """Where the files of the build that is shown lie."""
        return self._shown.tree.folder if self._shown else None

    def begin(self) -> PreviousRun:
        """A build begins: what it may take over. What is saved from now on it may have missed."""
        with self._lock:
            self._saved.clear()
            shown, strict = self._shown, self._strict
            self._earlier = PreviousRun() if strict else self._earlier
            if shown and not strict:
                known = shown.content.checked
                self._earlier = self._earlier.merged_with(known.catalogue, known.chunks)
            return self._earlier

    def show_day(self, text: str) -> bool:
        """Build the site as it will be on another day, or, for an empty text, as it is.

        False for a text that is no day.
        """
        try:
            day = date.fromisoformat(text) if text else None
        except ValueError:
            return False
        with self._lock:
            self.day, self._strict = day, True  # what was found depends on the day
        self.rebuild(True)
        return True

    def distrust(self) -> bool:
        """Have the next build read everything; False where the last one had to, too."""
        with self._lock:
            strict, self._strict = self._strict, True
            return not strict

    def show(self, shown: Shown, findings: Iterable[Finding]) -> None:
        """Take over a finished build, and what was found while it was made."""
        with self._lock:
            own = set(shown.content.checked.findings)
            self._shown, self._beside, self._strict = shown, {}, False
            self._others = [finding for finding in findings if finding not in own]
            missed = [path for path in self._saved if not self._look_again(path)]
            self._check_again(shown.content.checked)
        if missed:
            self.rebuild(False)

    def answer(self, path: str) -> Answer | None:
        """The page or data at an address below the site's root, if it is the preview's to give."""
        with self._lock:
            shown = self._shown
            if shown is None:
                return None
            if path == FINDINGS:
                found = [finding.as_json() for finding in self._findings(shown)]
                body = json.dumps(found, ensure_ascii=False).encode()
                return Answer(body, "application/json; charset=utf-8")
            if path == DAY:
                chosen = {"day": shown.order.as_of.date().isoformat(), "chosen": bool(self.day)}
                return Answer(json.dumps(chosen).encode(), "application/json; charset=utf-8")
            shown.write(path)
            page = _RECORD_PAGE.fullmatch(path)
            html = self._record_page(shown, *page.groups()) if page else None
            html = html or shown.page(path)
        if html is None:
            return None
        guessed = mimetypes.guess_type(path)[0] if "." in path.rpartition("/")[2] else "text/html"
        return Answer(html, f"{guessed or 'application/octet-stream'}; charset=utf-8")

    def changed(self, paths: Iterable[str]) -> None:
        """Files below campaigns/ changed: look at records at once, build anew for the rest."""
        wanted = [path for path in paths if not _LITTER.search(path)]
        if not wanted:
            return
        with self._lock:
            if any(_record_at(self._shown, path) for path in wanted):
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
        shown, found = self._shown, _record_at(self._shown, path)
        if shown is None or found is None:
            return False
        batch, chunk, record = found
        old = chunk.records[record]
        new, _ = _look(shown, batch, record)
        if new.card is None or (new.signature is None):
            return False
        records = {**chunk.records, record: new._replace(spooled=None)}
        self._shown = shown.with_chunk(batch, replace(chunk, records=records)).settled()
        return old.card == new.card

    def _findings(self, shown: Shown) -> list[Finding]:
        return in_order((*self._others, *shown.content.checked.findings))

    def _check_again(self, checked: CheckResult) -> None:
        """Check behind the pages what a build took over; a pass for an older build is over."""
        if self._recheck:
            self._recheck.stop()
        self._recheck, self._differs = None, False
        if not checked.stale or self._shown is None:
            return
        store, catalogue = self._shown.content.store, checked.loaded.catalogue
        job = BatchJob(catalogue, store, None, dict(checked.contexts))
        take = partial(self._take, self._shown.tree)
        self._recheck = Recheck(job, checked.stale, take, self._end, self._fail)
        self._recheck.start()

    def _take(self, tree: Tree, batch: Batch, new: Chunk) -> None:
        """Take over what a pass found of a batch, unless another build is shown by now."""
        with self._lock:
            shown = self._shown
            if shown is None or shown.tree is not tree:
                return
            old = next(chunk for one, chunk in shown.content.checked.chunks if one == batch)
            chunk = merged(shown.order.project.root, batch, old, new)
            if not all(alike(old.records.get(one), entry) for one, entry in chunk.records.items()):
                self._differs = True
            self._shown = shown.with_chunk(batch, chunk)

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
        self, shown: Shown, campaign: str, collection: str, record: str
    ) -> bytes | None:
        found, shell = _find(shown, campaign, collection, record), shown.engine.shells.get(RECORDS)
        if found is None or shell is None:
            return None
        entry, payload = _look(shown, found[0], record)
        if entry.spooled is None:
            return _in_the_meantime(shell, f"{campaign}/{collection}/{record}", entry)
        if entry.spooled.assets:
            publish(shown.order, entry.spooled.assets, shown.tree)
        beside = self._neighbours(shown, found[0]).get(record, Neighbours(None, None, ""))
        return stamp(shell, Fragment.of(payload), beside)

    def _neighbours(self, shown: Shown, batch: Batch) -> dict[str, Neighbours]:
        key, catalogue = (batch.campaign, batch.collection), shown.content.catalogue
        if key not in self._beside:
            collection = kind_named(batch.kind).collection(batch.collection)
            noun = collection.noun if collection else ""
            self._beside[key] = neighbours(
                catalogue.listed(*key), noun, catalogue.backlinks(), catalogue.pages_ahead
            )
        return self._beside[key]


def _in_the_meantime(shell: Shell, path: str, entry: CachedRecord) -> bytes | None:
    """A page in the place of one that errors keep from being made, until they are mended."""
    if not entry.findings:
        return None
    view = {"record": path.rpartition("/")[2], "findings": entry.findings}
    body = environment().get_template("record_errors.html.j2").render(view)
    part = Fragment(path, "这一页还不能显示", "", "", body)
    return stamp(shell, part, Neighbours(None, None, ""))


def _look(shown: Shown, batch: Batch, record: str) -> tuple[CachedRecord, bytes]:
    """Look at one record of a build, rendering it."""
    job = BatchJob(shown.content.catalogue, None, Renderer(shown.order.address), {})
    return job.checker(batch).look(record)


def _record_at(shown: Shown | None, path: str) -> tuple[Batch, Chunk, str] | None:
    """The record that a file below campaigns/ belongs to, if it is one that is known."""
    match = _RECORD_FILE.fullmatch(path)
    return _find(shown, *match.groups()) if shown and match else None


def _find(
    shown: Shown | None, campaign: str, collection: str, record: str
) -> tuple[Batch, Chunk, str] | None:
    """The batch that a record is in."""
    for batch, chunk in shown.content.checked.chunks if shown else ():
        wanted = (batch.campaign, batch.collection) == (campaign, collection)
        if wanted and record in chunk.records:
            return batch, chunk, record
    return None
