"""Engines that start at once: a process has loaded all they need, and each run is a fork of it.

A build of a small site takes as long to import its modules as to build, and the suite makes a
hundred. A run is a process of its own as before: it has its arguments, folder, environment, output,
exit code and process id, and nothing that one does is left to the next.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple, NoReturn

_FIXED = ("PYTHON", "LC_", "LANG", "TZ")
"""Variables that an interpreter reads when it starts; the forked ones can't have other values."""

_LIBRARIES = ("commands.build", "commands.serve", "config.defaults", "livereload")
_SHARED = ("pypinyin", "opencc", "tinycss2", "markdown.extensions.toc", "PIL.Image", "yaml")
_MOST = 1 << 20
"""Bytes of a request."""


class Forked:
    """A run that was begun, with the part of `subprocess.Popen` that tests need."""

    def __init__(self, status: int, name: str) -> None:
        self._status, self._name = os.fdopen(status, "rb", buffering=0), name
        self.returncode: int | None = None
        self.pid = int(self._status.readline())

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, negative after a signal. `TimeoutExpired` if it runs on."""
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self._name, timeout or 0)
            self.returncode = int(self._status.readline())
            self._status.close()
        return self.returncode

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, number: int) -> None:
        """Send a signal unless it has ended; the keeper has not yet reaped it if so."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start(
    engine: str, arguments: Sequence[str], cwd: Path, env: Mapping[str, str], out: int, err: int
) -> Forked | subprocess.Popen[bytes]:
    """Run `python -m engine …`, its output to the files `out` and `err` (descriptors)."""
    if _fixed(env) != _fixed(os.environ):
        command = [sys.executable, "-m", engine, *arguments]
        return subprocess.Popen(command, cwd=cwd, env=env, stdout=out, stderr=err)
    request = json.dumps([engine, arguments, str(cwd), dict(env)]).encode()
    status, written = os.pipe()
    try:
        socket.send_fds(_server(engine, os.getpid()), [request], [out, err, written])
    finally:
        os.close(written)
    return Forked(status, engine)


def _fixed(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if name.startswith(_FIXED)}


@lru_cache(None)
def _server(engine: str, owner: int) -> socket.socket:
    """The connection to the server of this process, which ends with the process."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (ours, theirs):
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            end.setsockopt(socket.SOL_SOCKET, option, _MOST)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-m", "support.fork_server", engine, str(theirs.fileno())],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
    atexit.register(_end, ours, server)  # which also keeps both from being collected
    return ours


def _end(ours: socket.socket, server: subprocess.Popen[bytes]) -> None:
    ours.close()
    server.wait()


class _Run(NamedTuple):
    engine: str
    arguments: list[str]


def _preload(engine: str) -> None:
    """Import what a build imports; nothing here may begin a thread, or runs could not fork."""
    import campaignkit

    for name in (*(f"{engine}.{part}" for part in _LIBRARIES), *_SHARED):
        import_module(name)
    for module in walk_packages(campaignkit.__path__, "campaignkit."):
        if not module.name.endswith("__main__") and ".engine" not in module.name:
            import_module(module.name)


def _serve(requests: socket.socket) -> _Run:
    """Fork for each request. Returns in the fork that is to run."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers end alone
    while True:
        data, files, _, _ = socket.recv_fds(requests, _MOST, 3)
        if not data:
            raise SystemExit
        if os.fork() == 0:
            requests.close()
            return _keep(data, *files)
        for file in files:
            os.close(file)


def _keep(data: bytes, out: int, err: int, status: int) -> _Run:
    """Fork the run itself, tell its process id, and its exit code when it has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(status)
        return _become(data, out, err)
    _tell(status, child)
    _tell(status, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    os._exit(0)


def _tell(status: int, number: int) -> None:
    os.write(status, b"%d\n" % number)


def _become(data: bytes, out: int, err: int) -> _Run:
    engine, arguments, cwd, env = json.loads(data)
    for file, place in ((os.open(os.devnull, os.O_RDONLY), 0), (out, 1), (err, 2)):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.path[0] = cwd
    return _Run(engine, arguments)


def _main() -> NoReturn:
    engine, number = sys.argv[1:]
    _preload(engine)
    run = _serve(socket.socket(fileno=int(number)))
    sys.argv = [run.engine, *run.arguments]
    runpy.run_module(run.engine, run_name="__main__", alter_sys=True)
    raise SystemExit


if __name__ == "__main__":
    _main()
