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

Look = Callable[[str], bytes | None]
"""A digest of what stands at a path now; None where nothing does."""


class Epochs(Protocol):
    """What a live reload server has to say of time."""

    def later_than(self, epoch: int) -> int | None:
        """A later epoch, once there is one; None where none comes for a while."""


class Reloads:
    """The pages that were given out. Its methods may be called from any thread."""

    def __init__(self, epochs: Epochs, look: Look) -> None:
        self._epochs, self._look = epochs, look
        self._given: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._all = 0
        self._lock = threading.Lock()

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

    def wait(self, path: str, epoch: int) -> int:
        """The epoch to tell a page: a later one than its own once it is to load again.

        It is told its own after a while, so that it asks again.
        """
        seen = self._epochs.later_than(epoch)
        while seen is not None:
            if self._all > epoch or not self._looks_the_same(path, epoch):
                return seen
            seen = self._epochs.later_than(seen)
        return epoch

    def _looks_the_same(self, path: str, epoch: int) -> bool:
        with self._lock:
            given = self._given.get((path, epoch))
        return given is not None and given == self._look(path)
