"""A bar shows where a terminal waits, and nowhere else."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator

import pytest

from campaignkit.base.progress import PATIENCE, followed


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def long_ago() -> float:
    return time.monotonic() - 2 * PATIENCE


def test_a_bar_comes_when_it_takes_long_and_goes_at_the_end() -> None:
    terminal = Terminal()
    threads = threading.active_count()
    for number in followed(range(4), 4, "读取", since=long_ago(), stream=terminal):
        # No thread of the bar's own: the program must still be able to fork.
        assert threading.active_count() == threads, number
    assert "读取" in terminal.getvalue()
    assert "25%" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_nothing_is_shown_of_what_is_done_at_once() -> None:
    terminal = Terminal()
    assert list(followed(range(4), 4, "读取", since=time.monotonic(), stream=terminal)) == [
        *range(4)
    ]
    assert list(followed([1], 1, "读取", since=long_ago(), stream=terminal)) == [1]
    assert not terminal.getvalue()


def test_a_log_file_gets_no_bar() -> None:
    file = io.StringIO()
    assert list(followed(range(4), 4, "读取", since=long_ago(), stream=file)) == [0, 1, 2, 3]
    assert not file.getvalue()


def test_a_fault_takes_the_bar_away() -> None:
    terminal = Terminal()

    def results() -> Iterator[int]:
        yield 1
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        list(followed(results(), 3, "读取", since=long_ago(), stream=terminal))
    assert terminal.getvalue().endswith("\x1b[2K")
