"""A page loads again when it looks different, and only then."""

from __future__ import annotations

import queue
import threading

import pytest

from campaignkit.preview import reloads as module
from campaignkit.preview.reloads import Reloads


class Epochs:
    """What a live reload server has to say of time; nothing is waited for."""

    poll_response_timeout = 0.0

    def __init__(self) -> None:
        self._epoch_cond = threading.Condition()
        self._visible_epoch = 1


@pytest.fixture
def epochs() -> Epochs:
    return Epochs()


@pytest.fixture
def looks() -> dict[str, bytes]:
    return {"/a/": b"a", "/b/": b"b"}


@pytest.fixture
def reloads(epochs: Epochs, looks: dict[str, bytes]) -> Reloads:
    found = Reloads(epochs, looks.get)
    for path, look in looks.items():
        found.give(path, 1, look)
    return found


def test_nothing_is_new(reloads: Reloads) -> None:
    assert reloads.wait("/a/", 1) == 1


def test_only_the_page_that_looks_different(
    reloads: Reloads, epochs: Epochs, looks: dict[str, bytes]
) -> None:
    looks["/a/"] = b"new"
    epochs._visible_epoch = 5
    assert reloads.wait("/a/", 1) == 5
    assert reloads.wait("/b/", 1) == 1
    looks["/b/"] = b"new"
    assert reloads.wait("/b/", 1) == 5


def test_all_pages_where_more_than_texts_changed(reloads: Reloads, epochs: Epochs) -> None:
    epochs._visible_epoch = 5
    reloads.all_before(5)
    assert reloads.wait("/b/", 1) == 5
    reloads.give("/b/", 5, b"b")
    epochs._visible_epoch = 6
    assert reloads.wait("/b/", 5) == 5


@pytest.mark.parametrize("path", ["", "/unknown/"])
def test_a_page_that_is_not_known_loads_again(reloads: Reloads, epochs: Epochs, path: str) -> None:
    epochs._visible_epoch = 5
    assert reloads.wait(path, 1) == 5


def test_a_page_that_is_gone_loads_again(
    reloads: Reloads, epochs: Epochs, looks: dict[str, bytes]
) -> None:
    del looks["/a/"]
    epochs._visible_epoch = 5
    assert reloads.wait("/a/", 1) == 5


def test_what_was_given_out_long_ago_loads_again(
    reloads: Reloads, epochs: Epochs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 1)
    reloads.give("/c/", 1, b"c")
    epochs._visible_epoch = 5
    assert reloads.wait("/a/", 1) == 5


def test_a_waiting_page_hears_at_once(
    reloads: Reloads, epochs: Epochs, looks: dict[str, bytes]
) -> None:
    epochs.poll_response_timeout = 60.0
    told: list[int] = []
    waiting = threading.Thread(target=lambda: told.append(reloads.wait("/a/", 1)))
    waiting.start()
    looks["/a/"] = b"new"
    with epochs._epoch_cond:
        epochs._visible_epoch = 5
        epochs._epoch_cond.notify_all()
    waiting.join(60)
    assert told == [5]


def test_more_tabs_than_connections_do_not_hang(reloads: Reloads, epochs: Epochs) -> None:
    epochs.poll_response_timeout = 60.0
    told: queue.Queue[int | None] = queue.Queue()
    tabs = [
        threading.Thread(target=lambda: told.put(reloads.wait("/a/", 1)), daemon=True)
        for _ in range(module.MOST_WAITING + 3)
    ]
    for tab in tabs:
        tab.start()
    assert [told.get(timeout=30) for _ in range(3)] == [None] * 3
    with epochs._epoch_cond:
        reloads.all_before(5)
        epochs._visible_epoch = 5
        epochs._epoch_cond.notify_all()
    assert [told.get(timeout=30) for _ in range(module.MOST_WAITING)] == [5] * module.MOST_WAITING
    assert reloads.wait("/a/", 1) == 5  # who was sent away learns at once what it has missed
