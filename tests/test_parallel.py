"""Errands spread over processes: in order, and none outlives the process it works for."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from campaignkit.parallel import spread

WAITING = """\
import os, sys, time
from campaignkit.parallel import spread

def errand(number):
    print(os.getpid(), flush=True)
    time.sleep(60)

list(spread(errand, range(3), 3))
"""


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(spread(abs, range(-20, 0), 3)) == list(range(20, 0, -1))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes by /proc")
def test_workers_end_with_a_process_that_is_killed() -> None:
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(3)]
        assert all(map(_is_alive, workers))
        process.send_signal(signal.SIGKILL)
        process.wait()
        until = time.monotonic() + 20
        while any(map(_is_alive, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(_is_alive, workers))
