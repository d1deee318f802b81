"""A loopback server with every bad habit of the web, bounded in time and bytes."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<!doctype html><meta charset=utf-8><title>公示</title><h2 id='名单'>名单</h2>".encode()
NOT_FOUND = "<!doctype html><meta charset=utf-8><title>404 页面不存在</title>".encode()


class Awkward(ThreadingHTTPServer):
    """Counts requests by path and remembers when they came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.methods: Counter[str] = Counter()
        self.stop = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Awkward
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.server.methods["HEAD"] += 1
        self._send(405)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.methods["GET"] += 1
        self.server.asked[path] += 1
        self.server.times.append(time.monotonic())
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._answer(path, self.server.asked[path])

    def _answer(self, path: str, count: int) -> None:
        parts = path.strip("/").split("/")
        match parts:
            case ["status", number]:
                self._send(int(number))
            case ["moved", number]:
                where = f"/moved/{int(number) - 1}" if int(number) else "/ok"
                self._send(301, {"Location": where})
            case ["temporary"]:
                self._send(302, {"Location": "/ok"})
            case ["loop", which]:
                self._send(302, {"Location": f"/loop/{'b' if which == 'a' else 'a'}"})
            case ["to", name]:
                self._send(302, {"Location": _ELSEWHERE[name]})
            case ["busy"]:
                self._send(429, {"Retry-After": "1"}) if count == 1 else self._send(200, body=PAGE)
            case ["very-busy"]:
                self._send(429, {"Retry-After": "86400"})
            case ["twice"]:
                self._send(503) if count < 3 else self._send(200, body=PAGE)
            case ["cookie"]:
                self._cookie()
            case ["soft"]:
                self._send(200, body=NOT_FOUND)
            case ["home", "deep", "page"]:
                self._send(302, {"Location": "/"})
            case ["slow"]:
                self.server.stop.wait(60)
            case ["drip"]:
                self._drip(b"x", 0.2)
            case ["endless"]:
                self._drip(b"x" * 65536, 0.0)
            case ["reset"]:
                self._reset()
            case ["huge-header"]:
                self._send(200, {"X-Huge": "x" * 500_000}, PAGE)
            case ["chinese"]:
                self._send(301, {"Location": "/ok/劳动".encode().decode("latin-1")})
            case _:
                self._send(200, body=PAGE)

    def _cookie(self) -> None:
        """Redirects to itself until it gets its cookie back."""
        if "seen=1" in self.headers.get("Cookie", ""):
            self._send(200, body=PAGE)
        else:
            self._send(302, {"Location": "/cookie", "Set-Cookie": "seen=1; Path=/"})

    def _drip(self, chunk: bytes, gap: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(2000):
            if self.server.stop.wait(gap):
                return
            self.wfile.write(chunk)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        os.close(self.connection.detach())

    def _send(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status, "x")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


_ELSEWHERE = {
    "metadata": "http://169.254.169.254/latest/",
    "loopback": "http://127.0.0.1:9/",
    "mapped": "http://[::ffff:127.0.0.1]:9/",
    "decimal": "http://2130706433:9/",
    "octal": "http://0177.0.0.1:9/",
    "zero": "http://0.0.0.0:9/",
    "any": "http://[::]:9/",
    "wide": "http://127。0。0。1:9/".encode().decode("latin-1"),
    "file": "file:///etc/passwd",
    "password": "http://user:pass@127.0.0.1:9/",
}


@contextmanager
def awkward() -> Iterator[Awkward]:
    """The server, running."""
    server = Awkward()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
