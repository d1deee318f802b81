"""A web server for tests: static files with directory indexes, and habits put upon some paths."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

PREFIX = "/gonghui/"
_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript", "xml": "text/xml"}


@dataclass(frozen=True)
class Given:
    """An answer: status, headers, body; `then` is what comes from the second request on."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    then: Given | None = None


@dataclass
class Deployed:
    """A running server; `habits` answer for paths below the prefix, before the files do."""

    port: int
    files: dict[str, bytes]
    habits: dict[str, Given]
    not_found: Given
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def answer(self, target: str) -> Given:
        """What is given for a request's target."""
        path = unquote(target.partition("?")[0])
        below = path.removeprefix(PREFIX)
        if below in self.habits:
            habit = self.habits[below]
            if habit.then:
                self.habits[below] = habit.then
            return habit
        if not path.startswith(PREFIX):
            return Given(404, b"outside")
        name = f"{below}index.html" if below.endswith("/") or not below else below
        if name not in self.files and f"{name}/index.html" in self.files:
            return Given(301, headers={"Location": f"{target}/"})
        if name not in self.files:
            return self.not_found
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return Given(200, self.files[name], {"Content-Type": kind})


@contextmanager
def deployed(
    files: Mapping[str, bytes],
    habits: Mapping[str, Given] | None = None,
    not_found: Given = Given(404, b"none"),
) -> Iterator[Deployed]:
    """Serve `files` under the prefix on a port of the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            running.asked.append(self.path)
            running.agents.add(self.headers["User-Agent"])
            running.hosts.add(self.headers["Host"])
            given = running.answer(self.path)
            if given.status == 0:  # hang up
                self.close_connection = True
                return
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Deployed(server.server_address[1], dict(files), dict(habits or {}), not_found)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
