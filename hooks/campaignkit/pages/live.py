"""The preview behind a live reload server: any that has the few members named in `LiveServer`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from campaignkit.pages.preview import Preview
from campaignkit.pages.watch import watch

SETTLED = 0.02
"""Seconds that the server waits for further changes before it builds. Ours are complete when we
tell it; its own watcher looks every half second and tells what it found in one go."""

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LiveServer(Protocol):
    """What MkDocs' server has of what we need.

    The names with an underscore are its own too: it has no public way to reload a page without
    building everything anew.
    """

    mount_path: str
    root: str
    builder: Callable[[], None]
    build_delay: float
    error_handler: Callable[[int], bytes | None]
    _epoch_cond: threading.Condition
    _rebuild_cond: threading.Condition
    _visible_epoch: int
    _wanted_epoch: int
    _want_rebuild: bool

    def get_app(self) -> App | None:
        """The WSGI application in place."""

    def set_app(self, application: App) -> None:
        """Put another application in its place."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Add the script that waits for a reload."""


def attach(server: LiveServer, preview: Preview, folder: Path) -> None:
    """Answer for records before the server does, and reload or rebuild when `folder` changes."""
    inner = server.get_app()
    assert inner is not None, "a server has an application before it serves"

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        answer = None
        if path.startswith(server.mount_path):
            answer = preview.answer(path.removeprefix(server.mount_path))
        if answer is None:
            return inner(environ, start_response)
        body = answer.body
        if answer.content_type.startswith("text/html"):
            body = server._inject_js_into_html(body, server._visible_epoch)
        headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(body)))]
        start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
        return [body]

    def reload() -> None:
        with server._epoch_cond:
            if server._visible_epoch == server._wanted_epoch:  # else a reload is due anyway
                server._visible_epoch = server._wanted_epoch = _later(server)
                server._epoch_cond.notify_all()

    def rebuild() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def error_page(code: int) -> bytes | None:
        file = Path(server.root, f"{code}.html")
        return file.read_bytes() if file.is_file() else None

    preview.reload, preview.rebuild = reload, rebuild
    server.root, server.error_handler = str(preview.folder), error_page
    server.builder = partial(_build, server, preview, server.builder)
    server.build_delay = SETTLED
    server.set_app(app)
    watch(folder, preview.changed)


def _build(server: LiveServer, preview: Preview, build: Callable[[], None]) -> None:
    """Build while the pages of the build before are shown; a fault of ours never ends a preview.

    The server holds back every answer while the epoch it wants is not the one that can be seen.
    """
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch
        server._epoch_cond.notify_all()
    try:
        try:
            build()
        except SystemExit as error:
            if isinstance(error, Exception) or not preview.distrust():
                raise
            build()
    except SystemExit as error:
        if isinstance(error, Exception):  # the engine's own, which it tells and survives
            raise
        return
    server.root = str(preview.folder)
    with server._epoch_cond:
        server._wanted_epoch = _later(server)


def _later(server: LiveServer) -> int:
    """An epoch, in milliseconds, after the one that can be seen."""
    return max(round(time.monotonic() * 1000), server._visible_epoch + 1)
