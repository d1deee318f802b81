"""A preview of 10,000 records: from a save until the open page shows it, in a real browser.

    python bench/preview.py [--records 10000] [--rounds 5] [--hooks FOLDER]

A generated project lies in memory, `mkdocs serve` watches it, Chromium has one page open. A file is
edited, and the clock runs until the new words are visible in that page. The processor's seconds are
those of the server and of all its workers until they have nothing left to do. Nothing is written
into the repository.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))  # a script's own folder is all that it finds otherwise

from bench.generate import CAMPAIGN_ID, generate  # noqa: E402

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
LIMIT = 120.0
"""Seconds after which a save that does not show is a failure."""

QUIET = 2.5
"""Seconds without work after which a preview counts as idle: it may begin something a second after
it has shown a page."""

_PROC = Path("/proc")
_CAMPAIGN = f"campaigns/{CAMPAIGN_ID}"
_RECORD = f"{_CAMPAIGN}/profiles/p000042"
_OTHER = f"{_CAMPAIGN}/profiles/p000043"


@dataclass(frozen=True, slots=True)
class Edit:
    """A line of a file that is changed while a page is open; `{}` becomes words not used before."""

    name: str
    file: str
    pattern: str
    line: str
    page: str


EDITS = (
    Edit("record: its text", f"{_RECORD}.yml", r"(?m)^quotes: .*$", "quotes: [{}]", f"{_RECORD}/"),
    Edit("record: its name", f"{_RECORD}.yml", r"(?m)^name: .*$", "name: {}", f"{_RECORD}/"),
    Edit(
        "record: its name, on the next record",
        f"{_RECORD}.yml",
        r"(?m)^name: .*$",
        "name: {}",
        f"{_OTHER}/",
    ),
    Edit(
        "campaign.yml: summary",
        f"{_CAMPAIGN}/campaign.yml",
        r"(?m)^summary: .*$",
        "summary: {}",
        f"{_CAMPAIGN}/",
    ),
    Edit(
        "campaign.yml: title",
        f"{_CAMPAIGN}/campaign.yml",
        r"(?m)^title: .*$",
        "title: {}",
        f"{_CAMPAIGN}/",
    ),
    Edit(
        "campaign.yml: title, on a record",
        f"{_CAMPAIGN}/campaign.yml",
        r"(?m)^title: .*$",
        "title: {}",
        f"{_OTHER}/",
    ),
)


@dataclass(slots=True)
class Times:
    """Wall seconds until a save showed, and processor seconds until all was done, per round."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)


class Server:
    """A running preview, in a process group of its own."""

    def __init__(self, folder: Path, hooks: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}/"
        self.log = folder / "serve.log"
        environment = {
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": "1638316800",
            "PYTHONPATH": str(hooks),  # for its workers, which know nothing of MkDocs' hooks
        }
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                (sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"),
                cwd=folder,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it serves. Raises `RuntimeError` with the end of its log."""
        end = time.monotonic() + LIMIT
        while "Serving on" not in self.log.read_text("utf-8"):
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self.log.read_text("utf-8")[-800:])
            time.sleep(0.05)

    def idle(self) -> float:
        """Wait until nothing works any more; the processor seconds since its start.

        Where there is no /proc this only waits, and the seconds are 0.
        """
        end = time.monotonic() + LIMIT
        last, since = _processor(self.process.pid), time.monotonic()
        while time.monotonic() < min(end, since + QUIET):
            time.sleep(0.1)
            now = _processor(self.process.pid)
            if now > last + 0.03:
                last, since = now, time.monotonic()
        return last

    def end(self) -> None:
        """Stop it and its workers, whatever they do."""
        for kind in (signal.SIGINT, signal.SIGKILL):
            if self.process.poll() is None:
                os.killpg(self.process.pid, kind)
                try:
                    self.process.wait(10)
                except subprocess.TimeoutExpired:
                    continue


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--hooks", type=Path, default=REPOSITORY / "hooks")
    options.add_argument("--only", default="", help="edits whose name has this in it")
    given = options.parse_args()
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        print(f"skipped: no Chromium here (looked for {', '.join(CHROMIUM_NAMES)})")
        return 0
    with _folder() as folder, sync_playwright() as playwright:
        hooks = given.hooks.resolve()
        generate(folder, given.records, hooks)
        edits = [edit for edit in EDITS if given.only in edit.name]
        with _running(folder, hooks) as server:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            times = measure(server, browser, edits, given.rounds)
            browser.close()
    print(f"{given.records} records, medians of {given.rounds}: seconds from save to sight,")
    print("processor seconds of the server until it is idle again")
    for name, found in times.items():
        wall, processor = statistics.median(found.wall), statistics.median(found.processor)
        print(f"  {name:<38} {wall:6.2f} s  (best {min(found.wall):.2f})  {processor:6.2f} s CPU")
    return 0


def measure(server: Server, browser: Browser, edits: list[Edit], rounds: int) -> dict[str, Times]:
    """Each edit in turn, round by round."""
    times = {edit.name: Times() for edit in edits}
    for turn in range(rounds):
        for number, edit in enumerate(edits):
            page = browser.new_page()
            page.goto(server.base + edit.page, wait_until="load")
            before = server.idle()
            took = _until_shown(server.folder, page, edit, f"示例改动{turn}之{number}")
            times[edit.name].wall.append(took)
            times[edit.name].processor.append(server.idle() - before)
            page.close()
    return times


def _until_shown(folder: Path, page: Page, edit: Edit, words: str) -> float:
    """Save a file as an editor's program does, and wait until the page shows it."""
    file = folder / edit.file
    text, count = re.subn(edit.pattern, edit.line.format(words), file.read_text("utf-8"))
    assert count == 1, edit
    start = time.perf_counter()
    file.write_text(text, "utf-8")
    page.locator("article").get_by_text(words).first.wait_for(timeout=LIMIT * 1000)
    return time.perf_counter() - start


@contextmanager
def _running(folder: Path, hooks: Path) -> Iterator[Server]:
    server = Server(folder, hooks)
    try:
        server.wait()
        yield server
    finally:
        server.end()


@contextmanager
def _folder() -> Iterator[Path]:
    """A new folder, in memory where there is such a thing, that is removed whatever happens."""
    shared = Path("/dev/shm")
    above = shared if shared.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="campaignkit-preview-", dir=above) as folder:
        yield Path(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _processor(pid: int) -> float:
    """Processor seconds of a process, of its children, and of those that have ended."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        children = [
            int(child)
            for listed in _PROC.glob(f"{pid}/task/*/children")
            for child in listed.read_text().split()
        ]
    except OSError:  # it has ended since
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_processor, children))


if __name__ == "__main__":
    raise SystemExit(main())
