"""A strict static server for tests: byte-exact names, `dir/` by its index, 301 for `dir`."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote_to_bytes

_TYPES = {
    b".html": "text/html",
    b".svg": "image/svg+xml",
    b".css": "text/css",
    b".xml": "text/xml",
    b".js": "text/javascript",
    b".webmanifest": "application/manifest+json",
    b".png": "image/png",
}


def tree(root: Path) -> dict[bytes, bytes]:
    """URL path -> file, by listing folders, never by asking the file system for a name."""
    top = os.fsencode(root)
    found = {}
    for folder, _, names in os.walk(top):
        for name in names:
            file = os.path.join(folder, name)  # noqa: PTH118 - bytes
            path = b"/" + os.path.relpath(file, top)
            found[path] = file
            if name == b"index.html":
                found[path[: -len(name)]] = file
    return found


@contextmanager
def serving(root: Path, prefix: str = "/") -> Iterator[int]:
    """Serve `root` under `prefix`; gives the port."""
    files = tree(root)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            raw = unquote_to_bytes(self.path.partition("?")[0])
            ours = raw.startswith(prefix.encode())
            path = b"/" + raw.removeprefix(prefix.encode()) if ours else b"outside"
            if path not in files and path + b"/" in files:
                self.send_response(301)
                self.send_header("Location", self.path + "/")
                self.end_headers()
                return
            status = 200 if path in files else 404
            data = Path(os.fsdecode(files[path])).read_bytes() if path in files else b"none"
            ending = os.path.splitext(files.get(path, b""))[1]  # noqa: PTH122
            self.send_response(status)
            self.send_header("Content-Type", _TYPES.get(ending, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
