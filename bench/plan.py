"""Which contestant does what, on how many records, how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SMALL, LARGE = 1_000, 100_000
"""Numbers of records besides the main one, to show the growth."""

ROWS = {
    "cold": "cold build",
    "same": "nothing changed",
    "record": "one record edited",
    "template": "one template edited",
    "search": "cold build with search (ours also checks all links)",
    "disk": "cold build on disk",
    "memory": "peak memory",
}
"""Each build is a new process. `cold` finds neither output nor caches, the others keep both."""

_MILLISECONDS = {"ours": 0.5, "hugo": 0.7, "zensical": 5.0, "mkdocs": 5.0, "mkdocs-nav": 25.0}


@dataclass(frozen=True, slots=True)
class Job:
    """One figure to measure, `rounds` times."""

    key: str
    row: str
    records: int
    rounds: int

    @property
    def guess(self) -> float:
        """About how many seconds one round takes, for the progress bar."""
        extra = 2.0 if self.row == "search" else 0.0
        return self.records * (_MILLISECONDS.get(self.key.split(":")[0], 0.1) + extra) / 1000 + 0.5


def stages(records: int, rounds: int, *, quick: bool) -> list[list[Job]]:
    """Jobs of one stage take turns; between stages what is no longer needed is removed."""
    few = min(rounds, 3)
    jobs = [
        Job(key, row, records, rounds)
        for row in ("cold", "same", "record", "template")
        for key in ("ours", "hugo")
    ]
    jobs += [Job(key, "cold", records, rounds) for key in ("floor-1", "floor-2")]
    jobs += [Job(key, "disk", records, few) for key in ("ours", "hugo")]
    jobs += [Job(key, "search", records, few) for key in ("ours", "hugo")]
    jobs += [Job(key, "cold", SMALL, rounds) for key in ("ours", "hugo", "zensical", "mkdocs")]
    jobs += [Job("zensical", row, SMALL, few) for row in ("same", "record", "template")]
    jobs += [Job(key, "memory", records, 1) for key in ("ours", "hugo")]
    jobs += [Job(key, "memory", SMALL, 1) for key in ("ours", "hugo", "zensical", "mkdocs")]
    if quick:
        return [_once(jobs)]
    jobs += [Job("mkdocs-nav", "cold", SMALL, few), Job("mkdocs-nav", "memory", SMALL, 1)]
    jobs += [Job("zensical", "cold", records, few), Job("zensical", "memory", records, 1)]
    large = [[Job(key, row, LARGE, 1) for row in ("cold", "memory")] for key in ("ours", "hugo")]
    return [_once(jobs), *large]


def _once(jobs: Iterable[Job]) -> list[Job]:
    """The jobs without those that only ask for another number of rounds of the same figure."""
    found: dict[tuple[str, str, int], Job] = {}
    for job in jobs:
        found.setdefault((job.key, job.row, job.records), job)
    return list(found.values())


def only(jobs: Iterable[Job], rows: Iterable[str], keys: Iterable[str]) -> list[Job]:
    """The jobs of some rows and contestants; all where none are named."""
    rows, keys = set(rows), set(keys)
    return [
        job
        for job in jobs
        if (not rows or job.row in rows) and (not keys or job.key.split(":")[0] in keys)
    ]
