"""Behind a preview's pages, the records that it took over from before are checked again.

A pass does so batch by batch in one worker of the lowest priority. Whatever is not as it was taken
to be leads to a build that knows better, so that a preview ends where a fresh one would begin.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from campaignkit.base.pool import in_background
from campaignkit.content.batch import BatchJob, is_current
from campaignkit.content.load import Batch
from campaignkit.content.record_cache import CachedRecord, Chunk

PAUSE = 1.0
"""Seconds between a build and the pass behind it: an editor who is typing saves again."""


class Recheck:
    """One pass.

    `take` is called with each batch's chunk, `end` when all have been, `fail` instead of it where
    the worker could not go on; all of them from the pass's own thread.
    """

    def __init__(
        self,
        job: BatchJob,
        batches: Sequence[Batch],
        take: Callable[[Batch, Chunk], None],
        end: Callable[[], None],
        fail: Callable[[], None],
    ) -> None:
        self._errand, self._batches = job, batches
        self._take, self._end, self._fail = take, end, fail
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin after a pause."""
        threading.Thread(target=self._run, daemon=True, name="recheck").start()

    def stop(self) -> None:
        """Begin no further batch, and report nothing more."""
        self._stopped.set()

    def _run(self) -> None:
        if self._stopped.wait(PAUSE):
            return
        try:
            found = in_background(self._errand, self._batches, self._stopped)
            for batch, packed in zip(self._batches, found, strict=False):
                self._tell(partial(self._take, batch, Chunk.unpack(packed)))
        except Exception:  # a worker that was killed, or a fault: a whole build tells which
            self._tell(self._fail)
        else:
            self._tell(self._end)

    def _tell(self, what: Callable[[], None]) -> None:
        if not self._stopped.is_set():
            what()


def merged(root: Path, batch: Batch, old: Chunk, new: Chunk) -> Chunk:
    """The checked records of a batch, but for those that were saved since the worker read them."""
    records = {
        record: entry if is_current(entry, root, batch, record) else old.records.get(record, entry)
        for record, entry in new.records.items()
    }
    return Chunk(new.context, records)


def alike(old: CachedRecord | None, new: CachedRecord) -> bool:
    """Whether a record says the same of itself, in findings and on other pages, as before."""
    if old is None:
        return False
    shown = (old.findings, old.ignores, old.card)
    return shown == (new.findings, new.ignores, new.card)
