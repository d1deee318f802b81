"""Run one command as a whole process: its wall time, or the peak memory of its process tree.

Time and memory are measured in separate runs, because reading memory costs time. Memory is polled
every 50 ms from /proc for the process and all its children: the anonymous and shared parts of their
proportional set sizes, summed, so that pages which forked workers share count once; and the largest
of their mapped files (programs, libraries), which PSS would split with unrelated processes. Where
there is no /proc it is the largest single process by getrusage; `MEMORY_METHOD` says which.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

POLL = 0.05
"""Seconds between two looks at a process tree's memory."""

_PROC = Path("/proc")
HAS_PSS = (_PROC / "self" / "smaps_rollup").exists()
MEMORY_METHOD = (
    f"process tree: anonymous PSS summed + largest mapped files, every {POLL * 1000:.0f} ms"
    if HAS_PSS
    else "largest single process (getrusage), no /proc here"
)


class FailedError(RuntimeError):
    """A command did not succeed in time; the message has the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, and where. `environment` is added to that of this process."""

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]


def seconds(commands: Sequence[Command], limit: float) -> float:
    """Wall seconds of some commands, one after the other. Raises `FailedError`."""
    start = time.perf_counter()
    for command in commands:
        _finish(_start(command), command, limit)
    return time.perf_counter() - start


def peak_bytes(commands: Sequence[Command], limit: float) -> int:
    """The largest memory that any of some commands reached. Raises `FailedError`."""
    return max(_peak(command, limit) for command in commands)


def _peak(command: Command, limit: float) -> int:
    if not HAS_PSS:
        _finish(_start(command), command, limit)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    process = _start(command)
    deadline = time.monotonic() + limit
    peak = 0
    while process.poll() is None and time.monotonic() < deadline:
        peak = max(peak, _memory(_tree(process.pid)))
        time.sleep(POLL)
    _finish(process, command, max(0.1, deadline - time.monotonic()))
    return peak


def _start(command: Command) -> subprocess.Popen[bytes]:
    log = (command.folder / ".bench.log").open("wb")
    with log:
        return subprocess.Popen(
            command.words,
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _finish(process: subprocess.Popen[bytes], command: Command, limit: float) -> None:
    """Wait for a command; whatever happens, nothing of it goes on running."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        os.killpg(process.pid, signal.SIGKILL)

    # A wait with a limit looks every 50 ms, which is a sixth of the shortest figures.
    alarm = threading.Timer(limit, stop)
    alarm.start()
    try:
        code = process.wait()
    finally:
        alarm.cancel()
        _end(process)
    if late.is_set():
        raise FailedError(f"{command.words[0]} took over {limit:.0f} s")
    if code:
        tail = (command.folder / ".bench.log").read_text("utf-8", "replace")[-600:]
        raise FailedError(f"{' '.join(command.words)} exited {code}: {tail}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group that `_start` made; most often nothing is."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for children in _PROC.glob(f"{pid}/task/*/children"):
        try:
            found = children.read_text().split()
        except OSError:  # it has ended since
            continue
        for child in found:
            yield from _tree(int(child))


def _memory(pids: Iterable[int]) -> int:
    """Bytes of all processes: their own pages, and the files mapped by the one with most."""
    own, mapped = 0, 0
    for pid in pids:
        found = _rollup(pid)
        own += found.get("Pss_Anon", 0) + found.get("Pss_Shmem", 0)
        mapped = max(mapped, found.get("Rss", 0) - found.get("Anonymous", 0))
    return own + mapped


def _rollup(pid: int) -> dict[str, int]:
    """The kernel's account of a process by name, in bytes; nothing once it has ended."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    return {
        name: int(value.split()[0]) * 1024 for name, _, value in (x.partition(":") for x in lines)
    }
