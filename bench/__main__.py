"""Measure this project against others on the same profiles: `python -m bench --help`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench import ours
from bench.chart import chart
from bench.machine import machine
from bench.plan import ROWS, Job, only, stages
from bench.study import Study
from bench.tables import as_json, table
from bench.targets import targets

HERE = Path(__file__).resolve().parent
EXTRAS = ("links_speed.py", "preview.py")
"""Benchmarks of one part, run after the study with `--extras` where their file is there."""

EXTRA_LIMIT = 900
"""Seconds that one of them may take."""


def arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--records", type=int, default=10_000, help="the main number of records")
    options.add_argument("--rounds", type=int, default=5, help="of which medians are taken")
    options.add_argument("--quick", action="store_true", help="two rounds, no large or slow builds")
    options.add_argument("--only", default="", help=f"rows, by commas: {', '.join(ROWS)}")
    options.add_argument("--who", default="", help="programs, by commas: ours, hugo, floor-1 …")
    options.add_argument("--minutes", type=float, default=60, help="begin no round after these")
    options.add_argument("--hooks", type=Path, default=ours.HOOKS, help="hooks of another version")
    options.add_argument("--out", type=Path, default=HERE / "out", help="for bench.json, bench.svg")
    options.add_argument("--extras", action="store_true", help=f"also run {', '.join(EXTRAS)}")
    return options.parse_args()


def main() -> int:
    given = arguments()
    console = Console() if sys.stdout.isatty() else Console(width=120)
    rows, who = _words(given.only), _words(given.who)
    plan = stages(given.records, 2 if given.quick else given.rounds, quick=given.quick)
    plan = [chosen for stage in plan if (chosen := only(stage, rows, who))]
    before = machine()
    with ExitStack() as stack:
        disk = _folder(stack, HERE / "out")
        memory = _memory(stack, console) or disk
        study = Study(memory, disk, given.hooks.resolve(), console.print)
        carry_out(study, plan, console, time.monotonic() + given.minutes * 60)
    console.print(table(study.cells))
    for target in targets(study.cells, given.records):
        console.print(f"{'met   ' if target.met else 'MISSED'} {target}", highlight=False)
    for line in study.skipped:
        console.print(f"skipped: {line}", highlight=False)
    save(study, given, before)
    if given.extras:
        extras(console)
    return 0 if study.cells and any(cell.seconds for cell in study.cells.values()) else 1


def carry_out(study: Study, plan: list[list[Job]], console: Console, until: float) -> None:
    """Run the stages under one progress bar, whose steps weigh what they are guessed to take."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    total = sum(job.guess * job.rounds for stage in plan for job in stage)
    with Progress(*columns, console=console, speed_estimate_period=600) as progress:
        task = progress.add_task("measuring", total=total)

        def done(job: Job) -> None:
            progress.update(task, advance=job.guess, description=f"{job.key}, {job.row}")

        for stage in plan:
            study.run(stage, done, until)


def save(study: Study, given: argparse.Namespace, before: dict[str, object]) -> None:
    """Write bench.json and bench.svg."""
    given.out.mkdir(parents=True, exist_ok=True)
    result = {
        "machine": before,
        "load_after": machine()["load"],
        **as_json(study.cells, study.skipped, given.records),
    }
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (given.out / "bench.json").write_text(text + "\n", "utf-8")
    versions = before["versions"]
    assert isinstance(versions, dict)
    named = ", ".join(
        f"{name} {versions[name]}" for name in ("hugo", "zensical") if name in versions
    )
    made_on = f"{before['cpu']}, {before['cores']} cores, tmpfs, medians; {named}"
    (given.out / "bench.svg").write_text(chart(study.cells, given.records, made_on), "utf-8")


def extras(console: Console) -> None:
    """Run the other benchmarks; their figures are printed, not saved."""
    present = [HERE / name for name in EXTRAS if (HERE / name).exists()]
    with Progress(TextColumn("{task.description}"), MofNCompleteColumn(), console=console) as bar:
        task = bar.add_task("", total=len(present))
        for script in present:
            bar.update(task, description=script.name)
            try:
                done = subprocess.run(
                    [sys.executable, str(script)],
                    capture_output=True,
                    text=True,
                    timeout=EXTRA_LIMIT,
                    check=False,
                )
                console.print(done.stdout + done.stderr, highlight=False)
            except subprocess.TimeoutExpired:
                console.print(f"skipped: {script.name} took over {EXTRA_LIMIT} s")
            bar.advance(task)


def _words(listed: str) -> list[str]:
    return [word.strip() for word in listed.split(",") if word.strip()]


def _memory(stack: ExitStack, console: Console) -> Path | None:
    """A folder in memory, so that the disk is not what is measured; None where there is none."""
    shared = Path("/dev/shm")
    if shared.is_dir():
        return _folder(stack, shared)
    console.print("no tmpfs at /dev/shm: everything is measured on disk")
    return None


def _folder(stack: ExitStack, above: Path) -> Path:
    """A new folder that is removed at the end, whatever happens."""
    above.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="campaignkit-bench-", dir=above))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
