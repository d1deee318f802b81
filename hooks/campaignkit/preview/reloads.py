"""Which open pages load again after a save: those that would look different.

Each page that a preview gives out carries an epoch and asks the server whether there is a later
one. The answer waits until the page at its address, or the list of findings, is another than the
one that was given out under that epoch.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

REMEMBERED = 1_000
"""Pages given out of which the looks are remembered; older ones always load again."""

MOST_WAITING = 4
"""Questions held open at a time. A browser has six connections to a server, for all its tabs."""

Look = Callable[[str], bytes | None]
"""A digest of what stands at a path now; None where nothing does."""


class Epochs(Protocol):
    """What a live reload server has to say of time."""

    poll_response_timeout: float
    _epoch_cond: threading.Condition
    _visible_epoch: int


class Reloads:
    """The pages that were given out. Its methods may be called from any thread."""

    def __init__(self, epochs: Epochs, look: Look) -> None:
        self._epochs, self._look = epochs, look
        self._given: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._all = 0
        self._lock = threading.Lock()
        self._waiting: list[object] = []

    def give(self, path: str, epoch: int, look: bytes | None) -> None:
        """A page is about to be given out, looking like this."""
        if look is None:
            return
        with self._lock:
            self._given[path, epoch] = look
            while len(self._given) > REMEMBERED:
                self._given.popitem(last=False)

    def all_before(self, epoch: int) -> None:
        """Have every page load again that was given out before an epoch."""
        self._all = epoch

    def wait(self, path: str, epoch: int) -> int | None:
        """The epoch to tell a page: a later one than its own once it is to load again.

        It is told its own after a while, so that it asks again. None where others want to ask: it
        should come back in some seconds, and will then learn at once what it has missed.
        """
        place = object()
        with self._epochs._epoch_cond:
            self._waiting.append(place)
            if len(self._waiting) > MOST_WAITING:
                del self._waiting[0]
                self._epochs._epoch_cond.notify_all()
        try:
            return self._wait(path, epoch, place)
        finally:
            with self._epochs._epoch_cond:
                if place in self._waiting:
                    self._waiting.remove(place)

    def _wait(self, path: str, epoch: int, place: object) -> int | None:
        seen = epoch
        while True:
            with self._epochs._epoch_cond:
                if not self._epochs._epoch_cond.wait_for(
                    lambda: self._epochs._visible_epoch > seen or place not in self._waiting,  # noqa: B023
                    timeout=self._epochs.poll_response_timeout,
                ):
                    return epoch
                if self._epochs._visible_epoch <= seen:
                    return None
                seen = self._epochs._visible_epoch
            if self._all > epoch or not self._looks_the_same(path, epoch):
                return seen

    def _looks_the_same(self, path: str, epoch: int) -> bool:
        with self._lock:
            given = self._given.get((path, epoch))
        return given is not None and given == self._look(path)
