"""The preview behind an engine's live reload server."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from campaignkit.base.fingerprint import digest
from campaignkit.engine.protocol import App, LiveServer
from campaignkit.preview.hosts import may_ask
from campaignkit.preview.on_demand import DAY, FINDINGS, Answer, Preview
from campaignkit.preview.reloads import Reloads
from campaignkit.preview.watch import watch

SETTLED = 0.02
"""Seconds that the server waits for further changes before it builds. Ours are complete when we
tell it; its own watcher looks every half second and tells what it found in one go."""


@dataclass
class RebuildRequest:
    """What the next build was asked for; `everything` where more than texts has changed."""

    by_us: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class ServerEpochs:
    """The epochs of a server, as `Reloads` asks for them."""

    server: LiveServer

    def later_than(self, epoch: int) -> int | None:
        """A later epoch, once there is one; None after as long as the server lets a page wait."""
        with self.server._epoch_cond:
            if self.server._epoch_cond.wait_for(
                lambda: self.server._visible_epoch > epoch,
                timeout=self.server.poll_response_timeout,
            ):
                return self.server._visible_epoch
        return None


def attach(server: LiveServer, preview: Preview, folder: Path) -> None:
    """Answer for records before the server does, and reload or rebuild when `folder` changes."""
    reloads, asked = (
        Reloads(ServerEpochs(server), partial(_look, server, preview)),
        RebuildRequest(),
    )

    def reload() -> None:
        with server._epoch_cond:
            if server._visible_epoch == server._wanted_epoch:  # else a reload is due anyway
                server._visible_epoch = server._wanted_epoch = _later(server)
                server._epoch_cond.notify_all()

    def rebuild(everything: bool) -> None:
        with server._rebuild_cond:
            asked.by_us, asked.everything = True, asked.everything or everything
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def error_page(code: int) -> bytes | None:
        file = Path(server.root, f"{code}.html")
        if not file.is_file():
            return None
        return server._inject_js_into_html(file.read_bytes(), server._visible_epoch)

    inner = server.get_app()
    assert inner is not None, "a server has an application before it serves"
    preview.reload, preview.rebuild = reload, rebuild
    server.root, server.error_handler = str(preview.folder), error_page
    server.builder = partial(_build, server, preview, reloads, asked, server.builder)
    server.build_delay = SETTLED
    server.set_app(partial(_answer, server, preview, reloads, inner))
    watch(folder, preview.changed)


def _answer(
    server: LiveServer,
    preview: Preview,
    reloads: Reloads,
    inner: App,
    environ: dict[str, Any],
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """The application: what is the preview's to give, and whether a page is to load again."""
    if not may_ask(environ.get("HTTP_HOST"), urlsplit(server.url).hostname or ""):
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return ["预览只回答本机的网址，例如 http://127.0.0.1:8000/ 。\n".encode()]
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
    if environ.get("REQUEST_METHOD") == "POST":
        return _set_day(server, preview, path, environ.get("QUERY_STRING", ""), start_response)
    asks = re.fullmatch(r"/livereload/([0-9]+)/[0-9]+", path)
    if asks:
        page = unquote(urlsplit(environ.get("HTTP_REFERER", "")).path)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(reloads.wait(page, int(asks[1]))).encode()]
    epoch, answer = server._visible_epoch, _given(server, preview, path)
    if path.endswith(("/", ".html")):
        reloads.give(path, epoch, _look(server, preview, path, answer))
    if answer is None:
        return inner(environ, start_response)
    body = answer.body
    if answer.content_type.startswith("text/html"):
        body = server._inject_js_into_html(body, epoch)
    headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(body)))]
    start_response("200 OK", [*headers, ("Cache-Control", "no-store")])
    return [body]


def _set_day(
    server: LiveServer,
    preview: Preview,
    path: str,
    query: str,
    start_response: Callable[..., Any],
) -> Iterable[bytes]:
    """Have the preview show another day; the open pages load again when it is built."""
    wanted = parse_qs(query).get("to", [""])[0]
    known = path == server.mount_path + DAY and preview.show_day(wanted)
    start_response("204 No Content" if known else "400 Bad Request", [])
    return []


def _given(server: LiveServer, preview: Preview, path: str) -> Answer | None:
    if not path.startswith(server.mount_path):
        return None
    return preview.answer(path.removeprefix(server.mount_path))


def _look(
    server: LiveServer, preview: Preview, path: str, answer: Answer | None = None
) -> bytes | None:
    """A digest of a page as it is now, and of the findings that are shown on it."""
    answer = answer or _given(server, preview, path)
    address = path.removeprefix(server.mount_path)
    file = Path(server.root, address, "index.html" if path.endswith("/") else "")
    if answer is None and (".." in file.parts or not file.is_file()):
        return None
    told = preview.answer(FINDINGS)
    return digest(answer.body if answer else file.read_bytes(), told.body if told else b"")


def _build(
    server: LiveServer,
    preview: Preview,
    reloads: Reloads,
    asked: RebuildRequest,
    build: Callable[[], None],
) -> None:
    """Build while the pages of the build before are shown; a fault of ours never ends a preview.

    The server holds back every answer while the epoch it wants is not the one that can be seen.
    """
    everything = asked.everything or not asked.by_us  # else the engine saw its own files change
    asked.by_us = asked.everything = False
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch
        server._epoch_cond.notify_all()
    built = False
    try:
        built = _survive(preview, build)
    finally:
        asked.everything |= everything and not built
    if built:
        server.root = str(preview.folder)
        with server._epoch_cond:
            server._wanted_epoch = _later(server)
            if everything:
                reloads.all_before(server._wanted_epoch)


def _survive(preview: Preview, build: Callable[[], None]) -> bool:
    """Build, and after a fault of ours once more from scratch; False where that did not help."""
    while True:
        try:
            build()
        except SystemExit as error:
            if isinstance(error, Exception):  # the engine's own, which it tells and survives
                raise
            if not preview.distrust():
                return False
        else:
            return True


def _later(server: LiveServer) -> int:
    """An epoch, in milliseconds, after the one that can be seen."""
    return max(round(time.monotonic() * 1000), server._visible_epoch + 1)
