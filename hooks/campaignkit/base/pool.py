"""Spread jobs over the cores, in order, with memory bounded by the number of workers."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from typing import Any, TypeVar

LOWEST = 19
"""The niceness of work that nobody waits for."""

T = TypeVar("T")
R = TypeVar("R")

MOST = 61
"""Workers at most: Windows can wait for no more."""

AHEAD = 4
"""Items that wait for each worker."""

_job: Callable[[Any], Any] | None = None
"""In a worker process: the one job it was started for. Never set in the main process."""


def map_parallel(
    job: Callable[[T], R], items: Iterable[T], workers: int | None = None
) -> Iterator[R]:
    """Results of `job` for each item, in the order of the items, whatever the workers.

    Items are taken as they are needed, so that neither they nor the results are ever all there.
    One item, or one worker, is run in this process. Workers are forked where that is safe, so that
    what the job holds is not copied to each; a process with threads, such as a preview's, must
    not fork.
    """
    return _mapped("fork" if may_fork() else "spawn", job, items, workers)


def may_fork() -> bool:
    """Whether workers may be forked: Windows cannot, and macOS's libraries do not like it."""
    return sys.platform == "linux" and threading.active_count() == 1


def workers_for(count: int, least: int, workers: int | None) -> int | None:
    """One worker for fewer than `least` things to do, unless `workers` says how many.

    Each new process costs 20 ms, and loads again what its job needs (pinyin: half a second).
    """
    return 1 if workers is None and count < least else workers


def map_spawned(
    job: Callable[[T], R], items: Iterable[T], workers: int | None = None
) -> Iterator[R]:
    """As `map_parallel`, for a library whose caller may not be forked: always new processes."""
    return _mapped("spawn", job, items, workers)


def _mapped(
    method: str, job: Callable[[T], R], items: Iterable[T], workers: int | None
) -> Iterator[R]:
    left = iter(items)
    first = list(islice(left, min(workers or os.cpu_count() or 1, MOST)))
    if len(first) <= 1:
        yield from map(job, chain(first, left))
        return
    with ProcessPoolExecutor(len(first), get_context(method), _adopt, (job,)) as pool:
        waiting: deque[Future[R]] = deque()
        for item in chain(first, left):
            waiting.append(pool.submit(_run, item))
            if len(waiting) > AHEAD * len(first):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def in_background(
    job: Callable[[T], R], items: Iterable[T], stopped: threading.Event
) -> Iterator[R]:
    """Results from one worker that gives way to everything else, until it is stopped.

    Raises what the job raises, and `BrokenProcessPool` where somebody kills the worker.
    """
    with ProcessPoolExecutor(1, get_context("spawn"), _adopt_humbly, (job,)) as pool:
        for item in items:
            if stopped.is_set():
                return
            yield pool.submit(_run, item).result()


def _adopt_humbly(job: Callable[[Any], Any]) -> None:
    """Begin as a worker of the lowest priority; an interrupt is for its parent, whom it follows."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):  # not on Windows
        os.nice(LOWEST)
    _adopt(job)


def _adopt(job: Callable[[Any], Any]) -> None:
    """Begin as a worker. What was there before is never garbage, so it need not be looked at."""
    global _job
    _job = job
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.disable()


def _end_with_parent() -> None:
    """A process that is killed cannot dismiss its workers; they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _run(item: Any) -> Any:
    """One job; its garbage is collected at its end, not again and again while it grows."""
    assert _job is not None
    try:
        return _job(item)
    finally:
        gc.collect()
