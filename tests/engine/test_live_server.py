"""A preview's server outlives every fault, and shows the last good build meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from campaignkit.content.previous_run import PreviousRun
from campaignkit.engine import live_server as live
from campaignkit.engine.live_server import ServerEpochs, attach
from campaignkit.preview.on_demand import Preview
from campaignkit.preview.reloads import Reloads


class AbortError(Exception, SystemExit):
    """Like the engine's own way to stop."""


class Server:
    """What an engine's server has of what we need."""

    def __init__(self, builder: Callable[[], None]) -> None:
        self.mount_path, self.root, self.builder, self.build_delay = "/", "", builder, 0.1
        self.error_handler: Callable[[int], bytes | None] = lambda code: None
        self._epoch_cond, self._rebuild_cond = threading.Condition(), threading.Condition()
        self._visible_epoch = self._wanted_epoch = 1
        self._want_rebuild = False
        self.poll_response_timeout = 60.0
        self.app: Any = lambda environ, start: [b""]

    def get_app(self) -> Any:
        return self.app

    def set_app(self, application: Any) -> None:
        self.app = application

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return content

    def build(self) -> None:
        """As its loop does."""
        self._wanted_epoch = self._visible_epoch + 5
        self.builder()
        self._visible_epoch = self._wanted_epoch


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    stops: list[Callable[[], None]] = []
    original = live.watch
    monkeypatch.setattr(live, "watch", lambda *given: stops.append(original(*given)))
    yield tmp_path
    for stop in stops:
        stop()


def attached(builder: Callable[[], None], content: Path) -> tuple[Server, Preview]:
    server, preview = Server(builder), Preview()
    attach(server, preview, content)
    return server, preview


def test_answers_are_not_held_back_by_a_build(content: Path) -> None:
    seen: list[bool] = []
    server, _ = attached(
        lambda: seen.append(server._visible_epoch == server._wanted_epoch), content
    )
    server.build()
    assert seen == [True]
    assert server._visible_epoch == server._wanted_epoch > 1


def test_a_fault_leads_to_one_build_from_scratch_and_then_to_none(content: Path) -> None:
    taken: list[PreviousRun] = []

    def build() -> None:
        taken.append(preview.begin())
        raise SystemExit(3)

    server, preview = attached(build, content)
    server.build()
    assert len(taken) == 2
    server.build()
    assert len(taken) == 3
    assert server._visible_epoch == server._wanted_epoch == 1


def test_the_engine_hears_of_its_own_stops(content: Path) -> None:
    def build() -> None:
        raise AbortError("内容有错误")

    server, _ = attached(build, content)
    with pytest.raises(AbortError):
        server.build()
    assert server._visible_epoch == server._wanted_epoch


def test_a_waiting_page_hears_at_once() -> None:
    server, looks = Server(lambda: None), {"/a/": b"a"}
    reloads = Reloads(ServerEpochs(server), looks.get)
    reloads.give("/a/", 1, b"a")
    told: list[int] = []
    waiting = threading.Thread(target=lambda: told.append(reloads.wait("/a/", 1)))
    waiting.start()
    looks["/a/"] = b"new"
    with server._epoch_cond:
        server._visible_epoch = 5
        server._epoch_cond.notify_all()
    waiting.join(60)
    assert told == [5]


def test_a_page_asks_again_after_a_while() -> None:
    server = Server(lambda: None)
    server.poll_response_timeout = 0.0
    assert ServerEpochs(server).later_than(1) is None
