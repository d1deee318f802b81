"""A preview of a project, run as an editor runs it, and what it has said so far."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from support.fork_server import Forked
from support.site import start_mkdocs

PATIENCE = 600.0
"""Seconds until something that has to come counts as not coming; only a fault waits as long."""

_ATTEMPTS = 8
_PORT_TAKEN = "Address already in use"


def until(condition: Callable[[], bool], told: Callable[[], str] = lambda: "") -> None:
    """Wait for a state. `AssertionError` with what `told` says if it does not come."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"it never came true\n{told()}"
        time.sleep(0.05)


def free_port() -> int:
    """A port that is free now; another process may take it before we do."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A preview of the project at `root` that has begun to answer at `base`."""

    def __init__(self, root: Path, log: Path, path: str, engine: str, **environment: str) -> None:
        self.root, self.log, self.engine = root, log, engine
        for _ in range(_ATTEMPTS):
            port = free_port()
            self.base = f"http://127.0.0.1:{port}{path}"
            self.process = self._start(port, environment)
            until(lambda: self._serves() or self.process.poll() is not None, self.said)
            if self._serves():
                return
            assert _PORT_TAKEN in self.said(), self.said()
        raise AssertionError(f"{_ATTEMPTS} free ports were taken by others\n{self.said()}")

    def _start(self, port: int, environment: dict[str, str]) -> Forked | subprocess.Popen[bytes]:
        arguments = ("serve", "--dev-addr", f"127.0.0.1:{port}")
        with self.log.open("wb") as output:
            return start_mkdocs(
                self.root, *arguments, engine=self.engine, out=output, err=output, **environment
            )

    def _serves(self) -> bool:
        return "Serving on" in self.said()

    def said(self) -> str:
        """All that the server has written to its terminal."""
        return self.log.read_text("utf-8", errors="replace")

    def builds(self) -> int:
        """How often the engine has begun to build."""
        return self.said().count("Building documentation...")

    def get(self, uri: str) -> str:
        with urllib.request.urlopen(self.base + uri, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def shows(self, uri: str, text: str) -> bool:
        """Whether a page says something; while the engine builds anew, it may be missing."""
        try:
            return text in self.get(uri)
        except urllib.request.HTTPError as error:
            error.close()
            return False

    def loads_again(self, uri: str) -> Callable[[], None]:
        """Open a page; call what comes back to wait until the server has it load again."""
        found = re.search(r"livereload\(([0-9]+), ([0-9]+)\)", self.get(uri))
        assert found, f"{uri} has no script that loads it again"
        epoch = int(found[1])
        address = urljoin(self.base, f"/livereload/{epoch}/{found[2]}")
        asked = urllib.request.Request(address, headers={"Referer": self.base + uri})

        def later() -> bool:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return int(answer.read()) > epoch

        return lambda: until(later, self.said)

    def edit(self, path: str, old: str, new: str) -> None:
        """Save a file with one text in the place of another, at once: no half of it is seen."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        beside = self.log.with_suffix(".saving")
        beside.write_text(text.replace(old, new), "utf-8")
        beside.replace(file)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def previewing(
    root: Path, log: Path, path: str = "/t/", *, engine: str = "mkdocs", **environment: str
) -> Iterator[Server]:
    """Run a preview of a project whose site_url has this path; it ends with the block."""
    server = Server(root, log, path, engine, **environment)
    try:
        yield server
    finally:
        server.stop()
