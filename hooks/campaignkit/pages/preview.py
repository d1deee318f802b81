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
from pathlib import Path

from campaignkit.batches import Errand
from campaignkit.cache import Chunk, Remembered
from campaignkit.check import conclude
from campaignkit.findings import Finding, in_order
from campaignkit.kinds import kind_named
from campaignkit.load import CONTENT, Batch
from campaignkit.pages.build import Build
from campaignkit.pages.environment import environment
from campaignkit.pages.records import Fragment, Neighbours, Renderer, neighbours, stamp
from campaignkit.pages.shell import Shell
from campaignkit.pages.tree import Tree

FINDINGS = "_campaignkit/findings.json"
"""Address, below the site's root, of what the bar at the top of a previewed page shows."""

QUIET = 0.05
"""Seconds without a further change after which a save is taken to be complete."""

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
    """What the preview server knows between builds. Its methods may be called from any thread."""

    reload: Callable[[], None] = lambda: None
    rebuild: Callable[[], None] = lambda: None
    _build: Build | None = None
    _tree: Tree | None = None
    _findings: list[Finding] = field(default_factory=list)
    _beside: dict[Collection, dict[str, Neighbours]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def show(self, build: Build, findings: Iterable[Finding], tree: Tree) -> None:
        """Take over a finished build, and the folder that its files were written to."""
        with self._lock:
            self._build, self._findings, self._tree = build, list(findings), tree
            self._beside = {}

    def answer(self, path: str) -> Answer | None:
        """The page or data at an address below the site's root, if it is the preview's to give."""
        with self._lock:
            if self._build is None:
                return None
            if path == FINDINGS:
                told = [finding.as_json() for finding in self._findings]
                body = json.dumps(told, ensure_ascii=False).encode()
                return Answer(body, "application/json; charset=utf-8")
            page = _RECORD_PAGE.fullmatch(path)
            html = self._record_page(self._build, *page.groups()) if page else None
        return Answer(html, "text/html; charset=utf-8") if html else None

    def changed(self, paths: Iterable[str]) -> None:
        """Files below campaigns/ changed: look at records at once, build anew for the rest."""
        wanted = [path for path in paths if not _LITTER.search(path)]
        if not wanted:
            return
        with self._lock:
            only_records = self._build is not None and all(map(self._look_again, wanted))
        self.reload()
        if not only_records:
            self.rebuild()

    def _look_again(self, path: str) -> bool:
        """Read a changed record; False where more than its own page may have changed."""
        build, match = self._build, _RECORD_FILE.fullmatch(path)
        found = _find(build, *match.groups()) if build and match else None
        if build is None or found is None or build.checked is None:
            return False
        batch, chunk, record = found
        old = chunk.records[record]
        new, _ = _look(build, batch, record)
        if new.card is None or (new.signature is None):
            return False
        records = {**chunk.records, record: new}
        chunks = tuple(
            (known, replace(chunk, records=records) if known == batch else other)
            for known, other in build.checked.chunks
        )
        build.checked = conclude(build.checked.loaded, chunks)
        self._findings = in_order((*build.project.findings, *build.checked.findings))
        return _same_elsewhere(old, new)

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
    errand = Errand(build.catalogue, None, Renderer(build.site_url), {})
    return errand.desk(batch).look(record)


def _find(
    build: Build | None, campaign: str, collection: str, record: str
) -> tuple[Batch, Chunk, str] | None:
    """The batch that a record is in."""
    for batch, chunk in build.checked.chunks if build and build.checked else ():
        wanted = (batch.campaign, batch.collection) == (campaign, collection)
        if wanted and record in chunk.records:
            return batch, chunk, record
    return None


def _same_elsewhere(old: Remembered, new: Remembered) -> bool:
    """Whether other pages say the same of a record as before."""
    if old.card is None or new.card is None:
        return False
    return old.card == new.card


def watch(folder: Path, changed: Callable[[set[str]], None]) -> Callable[[], None]:
    """Call `changed` with paths below `folder` once a save is complete; returns how to stop.

    Needs watchdog, which the engine brings.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    pending: set[str] = set()
    timer: list[threading.Timer] = []
    lock = threading.Lock()

    def settle() -> None:
        with lock:
            paths = set(pending)
            pending.clear()
        changed(paths)

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.is_directory or event.event_type in ("opened", "closed_no_write"):
                return
            with lock:
                for path in (event.src_path, event.dest_path):
                    if path:
                        pending.add(_below(folder, str(path)))
                for running in timer:
                    running.cancel()
                timer[:] = [threading.Timer(QUIET, settle)]
                timer[0].daemon = True
                timer[0].start()

    observer = Observer()
    observer.schedule(Handler(), str(folder), recursive=True)
    observer.daemon = True
    observer.start()
    return observer.stop


def _below(folder: Path, path: str) -> str:
    try:
        return Path(path).relative_to(folder).as_posix()
    except ValueError:
        return path
