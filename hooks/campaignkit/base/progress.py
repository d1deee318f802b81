"""A bar for work that goes on after two seconds, where somebody looks at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

R = TypeVar("R")

PATIENCE = 2.0
"""Seconds from the start of the program, before which nobody wonders whether it still works."""

_OFTEN = 0.1
"""Seconds between two changes of a bar."""

_STARTED = time.monotonic()


def followed(
    results: Iterable[R],
    total: int,
    title: str,
    *,
    since: float = _STARTED,
    stream: TextIO | None = None,
) -> Iterator[R]:
    """The results as they come; a bar shows how many of `total` are there, and goes at the end.

    `since` is a moment of the monotonic clock, in seconds; `stream` is by default standard error.
    Where that is no terminal, nothing is shown.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from results
        return
    bar: Progress | None = None
    shown = 0.0
    try:
        for done, result in enumerate(results, 1):
            now = time.monotonic()
            if now - since > PATIENCE and now - shown > _OFTEN and done < total:
                bar, shown = bar or _bar(stream, title, total), now
                bar.update(bar.task_ids[0], completed=done, refresh=True)
            yield result
    finally:
        if bar:
            bar.stop()


def _bar(stream: TextIO, title: str, total: int) -> Progress:
    """A bar that draws itself only when told to: a thread of its own would keep us from forking."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        console=Console(file=stream),
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task(title, total=total)
    bar.start()
    return bar
